extension RuleExample {
  /// A flow with one decision on a marked condition.
  ///
  /// - Parameter asInputs: whether callers of the flow fill its variables; else nothing does.
  static func condition(
    _ condition: String, declaring variables: KeyValuePairs<String, String> = [:], asInputs: Bool = true
  ) -> RuleExample {
    .actions(
      """
      - decision:
          name: Decide
          condition:
            exp: \(condition)
      """, declaring: variables, asInputs: asInputs)
  }

  /// A flow with one assignment of a marked value.
  static func assignment(
    of value: String, to target: String = "Flow.result", type: String = "string",
    declaring variables: KeyValuePairs<String, String> = [:], asInputs: Bool = true
  ) -> RuleExample {
    .actions(
      """
      - updateData:
          name: Compute
          statements:
            - \(type):
                variable: \(target)
                value:
                  exp: \(value)
      """, declaring: variables, asInputs: asInputs)
  }

  static func actions(
    _ actions: String, in type: String = "inboundShortMessage",
    declaring variables: KeyValuePairs<String, String> = [:], asInputs: Bool = true
  ) -> RuleExample {
    let kind = ["inboundCall": "task", "botFlow": "bot", "digitalBot": "bot"][type] ?? "state"
    var text = """
      \(type):
        name: Order status
        startUpRef: "/\(type)/\(kind)s/\(kind)[Start_10]"

      """
    if !variables.isEmpty {
      text += "  variables:\n"
      for (name, type) in variables {
        text += "    - \(type)Variable:\n        name: \(name)\n"
        if asInputs { text += "        isInput: true\n" }
      }
    }
    text += """
        \(kind)s:
          - \(kind):
              name: Start
              refId: Start_10
              actions:

      """
    let lines = actions.split(separator: "\n", omittingEmptySubsequences: false)
    text += lines.map { $0.isEmpty ? "" : "          " + $0 }.joined(separator: "\n")
    return RuleExample(stringLiteral: text)
  }
}

extension RuleExample {
  /// A flow of two tasks, the second one given by its name and its id as they are written.
  static func tasks(_ name: String, _ refID: String, mainAction: String? = nil, action: String? = nil) -> RuleExample {
    func actions(_ action: String?) -> String {
      action.map { "\n        actions:\n          - " + $0.replacing("\n", with: "\n          ") } ?? ""
    }
    let text = """
      inboundCall:
        name: Orders
        startUpRef: "/inboundCall/tasks/task[Main_10]"
        tasks:
          - task:
              name: Main
              refId: Main_10\(actions(mainAction))
          - task:
              name: \(name)
              refId: \(refID)\(actions(action))
      """
    return RuleExample(stringLiteral: text)
  }

  /// An action of an example on participant data; a name is given as Archy has it, `lit: tier`.
  enum AttributeAction {
    case set(_ name: String, to: String = "gold")
    case get(_ name: String)
    case disconnect

    fileprivate var text: String {
      let (type, name, rest) =
        switch self {
        case .set(let name, let value): ("setParticipantData", name, "value:\n            lit: \(value)")
        case .get(let name): ("getParticipantData", name, "variable: Flow.tier")
        case .disconnect: ("", "", "")
        }
      if type.isEmpty { return "- disconnect:\n    name: Hang up" }
      return """
        - \(type):
            name: Participant data
            attributes:
              - attribute:
                  name:
                    \(name)
                  \(rest)
        """
    }
  }

  /// A flow with actions on participant data.
  static func attributes(_ actions: AttributeAction..., in type: String = "inboundShortMessage") -> RuleExample {
    .actions(actions.map(\.text).joined(separator: "\n"), in: type, declaring: ["Flow.tier": "string"])
  }
}

extension RuleExample {
  /// A flow with one decision on a marked condition.
  static func condition(_ condition: String, declaring variables: KeyValuePairs<String, String> = [:]) -> RuleExample {
    .actions(
      """
      - decision:
          name: Decide
          condition:
            exp: \(condition)
      """, declaring: variables)
  }

  /// A flow with one assignment of a marked value.
  static func assignment(
    of value: String, to target: String = "Flow.result", type: String = "string",
    declaring variables: KeyValuePairs<String, String> = [:]
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
      """, declaring: variables)
  }

  /// A flow with marked actions.
  static func actions(
    _ actions: String, in type: String = "inboundShortMessage", declaring variables: KeyValuePairs<String, String> = [:]
  ) -> RuleExample {
    var text = """
      \(type):
        name: Order status
        startUpRef: "/\(type)/states/state[Start_10]"

      """
    if !variables.isEmpty {
      text += "  variables:\n"
      for (name, type) in variables {
        text += "    - \(type)Variable:\n        name: \(name)\n"
      }
    }
    text += """
        states:
          - state:
              name: Start
              refId: Start_10
              actions:

      """
    let lines = actions.split(separator: "\n", omittingEmptySubsequences: false)
    text += lines.map { $0.isEmpty ? "" : "          " + $0 }.joined(separator: "\n")
    return RuleExample(stringLiteral: text)
  }
}

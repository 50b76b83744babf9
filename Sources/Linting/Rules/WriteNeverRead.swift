import Flows
import SourceText

struct WriteNeverRead: FlowRule {
  static let metadata = RuleMetadata(
    id: "write-never-read", severity: .info,
    summary: "A variable is given a value that nothing reads.",
    rationale: """
      Either nothing reads the variable at all, or each way that goes on from there gives it another value before it is \
      read. What was worked out, asked for or looked up is lost: something that should use it is missing, or names \
      another variable. Outputs, which callers read, are left out, and so is what a loop counts in.

      Outputs of data actions and of failures that are bound to a variable which nothing reads, and outputs that are \
      overwritten, are told in strict alone, since Architect offers to bind all of them.
      """,
    bad: [
      .actions(
        """
        - updateData:
            name: Compute
            statements:
              - string:
                  variable: «Flow.reply»
                  value:
                    exp: Flow.tier
        """, declaring: ["Flow.reply": "string", "Flow.tier": "string"]),
      .actions(
        overwriting
          + """
          - updateData:
              name: Choose again
              statements:
                - string:
                    variable: Flow.reply
                    value:
                      exp: Flow.tier
          - sendResponse:
              name: Reply
              messageBody:
                exp: Flow.reply
          """, declaring: ["Flow.reply": "string", "Flow.tier": "string"]),
      .actions(
        """
        - callData:
            name: Send
            category:
              Mail:
                dataAction:
                  Send:
                    failureOutputs:
                      userMessage:
                        var: «Flow.reply»

        """ + overwriting.replacing("«Flow.reply»", with: "Flow.reply")
          + """
          - sendResponse:
              name: Reply
              messageBody:
                exp: Flow.reply
          """, declaring: ["Flow.reply": "string"]),
    ],
    good: [
      .actions(
        overwriting.replacing("«Flow.reply»", with: "Flow.reply")
          + """
          - sendResponse:
              name: Reply
              messageBody:
                exp: Flow.reply
          """, declaring: ["Flow.reply": "string"])
    ], findsLeftovers: true)

  private static let overwriting = """
    - updateData:
        name: Choose
        statements:
          - string:
              variable: «Flow.reply»
              value:
                lit: Welcome

    """

  func check(_ flow: LintedFlow, _ context: RuleContext) {
    guard !flow.flow.variables.isEmpty else { return }
    var bound: [(use: VariableUse, names: [String])] = []
    var places: [ActionID: Int] = [:]
    let judged = flow.judgedVariables
    lazy var read = NearVariables(
      judged.filter { $0.variable.isOutput || $0.uses.contains { !$0.isWrite } }.map(\.variable))
    for (variable, uses) in judged
    where !variable.isOutput && !uses.isEmpty && uses.allSatisfy(\.isWrite) {
      if variable.isInput, context.runs(VariableUnused.self) { continue }
      let namesake = read.namesake(of: variable)
      let writes = uses.filter { isWanted($0, in: flow, context) || namesake != nil && !$0.isLoopIndex }
      guard let first = writes.first else { continue }
      let name = variable.name.oneLine
      if namesake == nil, case .output? = first.source, let action = first.action {
        // The outputs of one action are bound together.
        if let place = places[action] {
          bound[place].names.append(name)
        } else {
          places[action] = bound.count
          bound.append((first, [name]))
        }
        continue
      }
      let others = writes.count > 1 ? ", and at \(writes.count - 1) other place\(writes.count > 2 ? "s" : "")" : ""
      let meant = namesake.map { "; did you mean ‘\($0.name.oneLine)’, which is used?" } ?? ""
      report("‘\(name)’ is given a value here\(others), and nothing reads it\(meant)", first, flow, context)
    }
    for (use, names) in bound {
      let list = names.prefix(3).map { "‘\($0)’" }.joined(separator: ", ")
      let rest = names.count > 3 ? " and \(names.count - 3) more" : ""
      report(
        names.count == 1
          ? "\(list) is filled here, and nothing reads it" : "\(list)\(rest) are filled here, and nothing reads them",
        use, flow, context)
    }
    for (_, variable, use) in flow.variableUses.deadStores(in: flow.flow, over: flow.graph) {
      switch use.source {
      case .assignment(let value): if flow.isNothing(value) { continue }
      case .output: if !context.isWanted(in: .strict) { continue }
      default: continue
      }
      let name = flow.flow.variables[variable.index].name.oneLine
      report(
        "each way from here gives ‘\(name)’ another value, or ends, before anything reads this one", use, flow, context)
    }
  }

  private func report(_ message: String, _ use: VariableUse, _ flow: LintedFlow, _ context: RuleContext) {
    context.report(certainty: .likely, message, at: use.range, of: flow[use.site])
  }

  /// Whether a write tells that a value is wanted: any but what loops count in, and but the outputs of data actions and
  /// of failures, which are bound in bulk.
  private func isWanted(_ use: VariableUse, in flow: LintedFlow, _ context: RuleContext) -> Bool {
    switch use.source {
    case .assignment, .attribute: return true
    case .output(.other, let ways):
      let type = use.action.flatMap { flow.flow[$0].definition }
      let fails = type?.ways.filter { $0.kind == .failure }.map(\.name) ?? []
      return ways.isEmpty || !ways.isSubset(of: fails) || context.isWanted(in: .strict)
    case .output, .other: return context.isWanted(in: .strict)
    case .loopIndex, nil: return false
    }
  }
}

import Expressions
import Flows
import SourceText

struct NotSetArgument: ExpressionRule {
  static let metadata = RuleMetadata(
    id: "not-set-argument", severity: .warning,
    summary: "A variable that can be NOT_SET there goes into a function or an action that does not take NOT_SET.",
    rationale: """
      Only a few functions take NOT_SET (`IsSet`, `Append`, `ToString`…); the others end with an error, and so does a \
      data table look-up without a key: the flow takes its error path, which mostly hangs up. Test the variable before \
      (`If(IsSet(Flow.name), Lower(Flow.name), "")`), give it an initial value, or fill it on the path that is named.

      A use is reported only where the flow shows the path: no action fills the variable, the action that fills it \
      can fail and go on, or no action before fills it on some way that no other decision depends on. Tests inside \
      the expression and in the decisions before are taken into account, those of called tasks too. What a data \
      action is given may be NOT_SET.
      """,
    bad: [
      .condition(#"Lower(«Flow.name») == "a""#, declaring: ["Flow.name": "string"], asInputs: false),
      .actions(lookUp, declaring: ["Flow.number": "string", "Flow.tier": "string"], asInputs: false),
    ],
    good: [
      .condition(#"IsSet(Flow.name) and Lower(Flow.name) == "a""#, declaring: ["Flow.name": "string"]),
      .actions(
        lookUp.replacing("«Flow.number»", with: "Message.Message.senderAddress") + ways,
        declaring: ["Flow.tier": "string"]),
    ],
    fixSafety: .unsafe)

  private static let lookUp = """
    - dataTableLookup:
        name: Find tier
        lookupValue:
          exp: «Flow.number»
        dataTable:
          Tiers:
            foundOutputs:
              tier:
                var: Flow.tier

    """

  private static let ways = """
        outputs:
          notFound:
            actions:
              - disconnect:
                  name: Not known
          failure:
            actions:
              - disconnect:
                  name: Later
    """

  func check(_ expression: FlowExpression, _ context: RuleContext) {
    let tree = expression.tree
    guard [.expression, .reference].contains(expression.site.kind), tree.isValid, !tree.nodes.isEmpty else { return }
    // Once for each variable is enough.
    var seen: Set<String> = []
    for id in tree.ids {
      let operands = Array(tree.operands(of: id))
      guard let function = tree.function(of: id, in: expression.flow.functions), Self.isKnown(function) else {
        continue
      }
      for (place, operand) in operands.enumerated() where function.needsValue(at: place, of: operands.count) {
        check(operand, "\(function.name) then ends with an error", expression, &seen, context)
      }
    }
    if tree.accessPath(of: tree.root) != nil, expression.flow.flow.input(at: expression.id)?.needsValue == true {
      check(tree.root, "the action then goes to the error handling, by none of its ways", expression, &seen, context)
    }
  }

  private func check(
    _ operand: NodeID, _ end: String, _ expression: FlowExpression, _ seen: inout Set<String>, _ context: RuleContext
  ) {
    guard let (variable, reason, certainty) = expression.unsetReason(of: operand, context),
      seen.insert(variable.lowercased()).inserted
    else { return }
    let tree = expression.tree
    let fix = expression.guardFix(for: operand)
    context.report(
      certainty: certainty, "‘\(variable)’ is NOT_SET where \(reason), and \(end)",
      at: tree[tree.unwrapped(operand)].range, of: expression, fix: fix())
  }

  /// Whether it is known what a function makes of NOT_SET.
  private static func isKnown(_ function: Function) -> Bool {
    switch function.confidence {
    case .verified, .used, .documented: true
    case .thirdParty, .unverified, .declared: false
    }
  }
}

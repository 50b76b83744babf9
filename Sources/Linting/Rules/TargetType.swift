import Documents
import Expressions
import Flows
import SourceText

struct TargetType: FlowRule, ExpressionRule {
  static let metadata = RuleMetadata(
    id: "target-type", severity: .warning,
    summary: "An expression gives a value of a type that its place does not take.",
    rationale: """
      Architect converts the result of an expression where there is a function for it, a number to a text by `ToString`, \
      a text to a number by `ToInt`. No function is known that makes a number of a Boolean, or a condition of a number: \
      the flow is refused when it is published. Compare (`Flow.count > 0`), or give the value another place.

      The type of a place comes from the variable that is given the value, or from what the action takes. Only what is \
      proven is reported, and nothing where Genesys' compiler took the expression. A text in the place of a Boolean is a \
      remark, since a function for that may exist; a text that is no number in the place of one is a warning.
      """,
    bad: [
      .condition("«Count(Flow.names)»", declaring: ["Flow.names": "stringCollection"]),
      .assignment(
        of: #"«Contains(Message.Message.body, "a")»"#, to: "Flow.count", type: "integer", declaring: variables),
      .assignment(of: #"'«"five"»'"#, to: "Flow.count", type: "integer", declaring: variables),
    ],
    good: [
      .condition("Count(Flow.names) > 0", declaring: ["Flow.names": "stringCollection"]),
      .assignment(
        of: #"If(Contains(Message.Message.body, "a"), 1, 0)"#, to: "Flow.count", type: "integer", declaring: variables),
    ])

  private static let variables: KeyValuePairs = ["Flow.count": "integer"]

  func check(_ flow: LintedFlow, _ context: RuleContext) {
    // Genesys' compiler took the literals of a configuration.
    guard flow.flow.isArchy, !flow.flow.isForeign else { return }
    for (index, action) in flow.flow.actions.enumerated() {
      for assignment in action.effects.assignments {
        guard case .literal(let node) = assignment.value, let text = node.text, !text.isEmpty, !text.contains("{"),
          let type = flow.variables[VariableName(flow.flow[assignment.target].text)]?.type, Self.isUnfit(text, type)
        else { continue }
        context.report(
          certainty: .likely, "expected a value of type \(type.displayName) here, found ‘\(text.oneLine)’", at: node,
          in: flow, action: ActionID(index: index))
      }
    }
  }

  /// Whether a text that is written out is nothing that a type has, however it is read.
  private static func isUnfit(_ text: String, _ type: ExpressionType) -> Bool {
    switch type {
    case .integer, .decimal: !text.contains(where: \.isNumber)
    case .boolean: !["true", "false", "yes", "no", "on", "off"].contains(text.lowercased())
    default: false
    }
  }

  func check(_ expression: FlowExpression, _ context: RuleContext) {
    let tree = expression.tree
    guard expression.site.kind == .expression, !expression.isCompiled, tree.isValid,
      let wanted = expression.flow.placeTypes[expression.id]
    else { return }
    let type = expression.typed.type
    let range = tree[tree.root].range
    if type.cannotBecome(wanted), expression.isProven(range, expression.flow.functions) {
      let mayBeText = type == .string && wanted == .boolean
      context.report(
        severity: mayBeText ? .info : .warning, certainty: mayBeText ? .possible : .likely,
        "expected a result of type \(wanted.displayName) here, found one of type \(type.displayName)", at: range,
        of: expression)
    } else if type == .string, wanted == .integer || wanted == .decimal,
      case .string(let text)? = tree.constant(functions: expression.flow.functions)?.value, Self.isUnfit(text, wanted)
    {
      context.report(
        certainty: .likely,
        "expected a result of type \(wanted.displayName) here, found ‘\(text.oneLine)’, which is no number",
        at: range, of: expression)
    }
  }
}

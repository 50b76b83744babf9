import Expressions
import Flows
import SourceText

struct UnguardedConversion: ExpressionRule {
  static let metadata = RuleMetadata(
    id: "unguarded-conversion", severity: .info, preset: .strict,
    summary: "A text is converted to a number, a time, a telephone number or JSON, and nothing shows that it is one.",
    rationale: """
      `ToInt`, `ToDecimal`, `ToDateTime`, `ToDate`, `ToTime`, `ToDuration`, `ToPhoneNumber` and `JsonParse` end with an \
      error where the text is anything else, and the flow takes its error path, which mostly hangs up. Test the \
      text before (`IsNotSetOrEmpty`, `Contains`, a comparison), in the expression or in a decision that leads there.
      """,
    bad: [
      .condition("«ToInt(Flow.text)» > 3", declaring: ["Flow.text": "string"]),
      .assignment(
        of: "«ToPhoneNumber(Call.Ani)»", to: "Flow.phone", type: "phoneNumber", declaring: ["Flow.phone": "phoneNumber"]
      ),
    ],
    good: [
      .condition("If(IsNotSetOrEmpty(Flow.text), 0, ToInt(Flow.text)) > 3", declaring: ["Flow.text": "string"])
    ])

  func check(_ expression: FlowExpression, _ context: RuleContext) {
    let tree = expression.tree
    guard expression.site.kind == .expression, tree.isValid else { return }
    for id in tree.ids {
      guard tree.function(of: id, in: expression.flow.functions)?.traits.contains(.readsForm) == true,
        let argument = tree.operands(of: id).first.map({ tree.unwrapped($0) }), isText(argument, expression)
      else { continue }
      let text = tree.normalizedText(tree[argument].range)
      guard !expression.isTested(text, by: Self.tests) else { continue }
      // That there may be no text at all is told by another rule.
      if context.runs(NotSetArgument.self), expression.unsetReason(of: argument, context) != nil { continue }
      context.report(
        certainty: .possible,
        "nothing shows that ‘\(tree.text(tree[argument].range).oneLine)’ is what \(tree.name(of: id)) takes",
        at: tree[id].range, of: expression)
    }
  }

  /// Whether a node is a variable of type String, one that Genesys provides too; a member of JSON may be a number already.
  private func isText(_ id: NodeID, _ expression: FlowExpression) -> Bool {
    expression.tree.accessPath(of: id) != nil && expression.types[id] == .string
  }

  private static let tests =
    ConditionTests.Kind.isSet + [.proof(.text), .comparison(.equal), .comparison(.notEqual)]
}

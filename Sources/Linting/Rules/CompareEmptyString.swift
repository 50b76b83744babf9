import Documents
import Expressions
import Flows
import SourceText

struct CompareEmptyString: ExpressionRule {
  static let metadata = RuleMetadata(
    id: "compare-empty-string", severity: .info, preset: .strict,
    summary: "A variable that may be NOT_SET is compared with the empty text.",
    rationale: """
      NOT_SET is not the empty text: `Flow.name == ""` is false for a variable without a value, and `!=` is true, so \
      that the flow goes on as if there were one. `IsNotSetOrEmpty(Flow.name)` asks for both.

      A test of the same variable in the expression (`IsSet(Flow.name) and Flow.name != ""`) makes it silent.
      """,
    bad: [.condition(#"«Flow.name == ""»"#, declaring: ["Flow.name": "string"])],
    good: [.condition("IsNotSetOrEmpty(Flow.name)", declaring: ["Flow.name": "string"])],
    fixSafety: .unsafe)

  func check(_ expression: FlowExpression, _ context: RuleContext) {
    let (site, tree) = (expression.site, expression.tree)
    guard site.kind == .expression, tree.isValid else { return }
    for id in tree.ids {
      guard case .binary(let sign) = tree[id].kind, sign == .equal || sign == .notEqual,
        let operand = tested(id, in: tree), !expression.facts.isSet(operand)
      else { continue }
      let range = tree[id].range
      let text = tree.text(tree[operand].range)
      let call = "IsNotSetOrEmpty(\(text))"
      let replacement = sign == .equal ? call : "!\(call)"
      context.report(
        certainty: .possible,
        "‘\(text.oneLine)’ may be NOT_SET, which is not the empty text; ‘\(replacement.oneLine)’ asks for both",
        at: range, of: expression,
        fix: site.fix("ask for NOT_SET and the empty text", isSafe: false, replacing: range, with: replacement))
    }
  }

  /// The reference that is compared with `""`.
  private func tested(_ id: NodeID, in tree: SyntaxTree) -> NodeID? {
    let operands = tree.operands(of: id).map { tree.unwrapped($0) }
    guard operands.count == 2 else { return nil }
    for (side, text) in [(operands[0], operands[1]), (operands[1], operands[0])]
    where tree[text].kind == .string && tree[text].range.count == 2 && tree.accessPath(of: side) != nil {
      return side
    }
    return nil
  }
}

import Expressions
import Flows
import SourceText

struct TypeMismatch: ExpressionRule {
  static let metadata = RuleMetadata(
    id: "type-mismatch", severity: .warning,
    summary: "An operator or a function is given a value of a type that it does not take.",
    rationale: """
      Architect compiles expressions with types and refuses the flow, most often for a number that is compared with a \
      text, or a text that is added to a number. Convert one side: `ToString(Flow.count)`, `ToInt(Flow.text)`.

      Only what is proven is reported: the types come from the flow's declarations, from literals, and from functions \
      whose signatures were seen in what Genesys' compiler wrote.
      """,
    bad: [
      .condition(#"Flow.count «==» "3""#, declaring: ["Flow.count": "integer"]),
      .assignment(of: #"Left(«Flow.count», 2)"#, declaring: ["Flow.count": "integer", "Flow.result": "string"]),
    ],
    good: [
      .condition(#"Flow.count == 3"#, declaring: ["Flow.count": "integer"]),
      .assignment(
        of: #"Left(ToString(Flow.count), 2)"#, declaring: ["Flow.count": "integer", "Flow.result": "string"]),
    ])

  func check(_ expression: FlowExpression, _ context: RuleContext) {
    guard expression.site.kind == .expression else { return }
    for found in expression.checkerDiagnostics(.invalidOperand, .invalidArgument, .unknownProperty)
    where isProven(found, expression) {
      context.report(certainty: .likely, found.message, at: found.range, of: expression)
    }
  }

  /// Whether all that the diagnostic rests on is certain: the smallest operator or call that holds it.
  private func isProven(_ diagnostic: Diagnostic, _ expression: FlowExpression) -> Bool {
    let tree = expression.tree
    let range = diagnostic.range
    // A function may have a form for collections and objects that was not seen yet.
    if diagnostic.code == .invalidArgument, !isScalar(range, expression) { return false }
    let holder = tree.ids.first { id in
      let node = tree[id]
      switch node.kind {
      case .unary, .binary, .call, .conditional, .index, .member: break
      default: return false
      }
      if node.nameRange == range { return true }
      return tree.operands(of: id).contains { tree[tree.unwrapped($0)].range == range }
    }
    return holder.map { expression.isProven(tree[$0].range, expression.flow.functions) } ?? false
  }

  /// Whether what stands at a place is a text, number or Boolean.
  private func isScalar(_ range: ByteRange, _ expression: FlowExpression) -> Bool {
    expression.types.contains { node, type in
      expression.tree[node].range == range && [.string, .integer, .decimal, .boolean].contains(type)
    }
  }
}

import Expressions
struct CompiledExpression {
  let text: ExpressionText
  let tree: SyntaxTree

  init(_ text: String) {
    self.text = ExpressionText(text)
    tree = SyntaxTree(parsing: text)
  }
}

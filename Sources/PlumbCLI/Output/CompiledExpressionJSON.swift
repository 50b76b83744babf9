import Expressions
import JSON
import SourceText

/// An expression, read and checked.
struct CompiledExpression: Sendable {
  let text: ExpressionText
  let tree: SyntaxTree

  init(_ text: String) {
    self.text = ExpressionText(text)
    tree = SyntaxTree(parsing: text)
  }

  /// The tree as Architect compiles it.
  func checked(
    symbols: SymbolTable = SymbolTable(), target: ExpressionType? = nil, functions: FunctionCatalogue = .standard
  ) -> TypedTree {
    TypeChecker(functions: functions, symbols: symbols).check(tree, target: target)
  }
}

extension JSONWriter {
  /// Writes the members `text`, `type`, `canonical`, `tree` and `diagnostics` of an expression.
  ///
  /// - Parameter others: what is to be said in place of what the tree says.
  mutating func compiled(
    _ expression: CompiledExpression, as typed: TypedTree, _ others: [Diagnostic]? = nil
  ) {
    member("text", expression.text.text)
    member("type", typed.type.code)
    member("canonical", typed.canonicalText)
    key("tree")
    typed.write(to: &self)
    key("diagnostics")
    diagnostics(others ?? typed.diagnostics, in: expression.text)
  }

  /// Writes the same members for an expression of a language that Architect does not compile.
  mutating func foreign(_ text: String) {
    member("text", text)
    member("type", nil as String?)
    member("canonical", nil as String?)
    key("tree")
    null()
    key("diagnostics")
    beginArray()
    endArray()
  }
}

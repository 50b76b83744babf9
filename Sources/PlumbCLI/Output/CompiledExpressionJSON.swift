import Expressions
import JSON
import SourceText

extension JSONWriter {
  /// Writes the members `text`, `type`, `canonical`, `tree` and `diagnostics` of an expression.
  mutating func compiled(_ expression: CompiledExpression) {
    member("text", expression.text.text)
    key("diagnostics")
    diagnostics(expression.tree.diagnostics, in: expression.text)
  }
}

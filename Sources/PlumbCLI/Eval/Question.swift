import Expressions
import Workspace

/// One expression that is evaluated against each input.
struct Question: Sendable {
  let expression: CompiledExpression
  /// What results of the expression are called.
  let name: String
  /// The place in a flow that holds it; nil for one that was typed.
  var site: FlowSite?
  /// Why it is not evaluated at all: it is none of the dialect asked for.
  var refusal: EvaluationError?

  init(_ text: String, name: String? = nil, site: FlowSite? = nil, dialect: Dialect) {
    self.name = name ?? text
    expression = CompiledExpression(text)
    self.site = site
    refusal = dialect.refusal(of: expression.tree)
  }
}

import Expressions
import Flows
import SourceText

struct AlwaysFails: ExpressionRule {
  static let metadata = RuleMetadata(
    id: "always-fails", severity: .error,
    summary: "A part of an expression reads nothing and ends with an error whenever it is evaluated.",
    rationale: """
      A division by zero, a year beyond 2200, a currency that does not exist, `ToInt("x")`: the flow takes its error \
      path, which mostly hangs up, each time it comes there. Mend the value.

      It is an error where the part is evaluated whenever the expression is, and a warning where that depends on what \
      stands before it (`and`, `or`, `If`). Where it is not certain that Architect takes it for an error too, as for a \
      text that begins like a number, it is a remark.
      """,
    bad: [
      .assignment(of: "«Count(Flow.names) / 0»", to: "Flow.share", type: "decimal", declaring: variables),
      .assignment(
        of: #"MakeCurrency(Count(Flow.names), «"USD123"»)"#, to: "Flow.price", type: "currency", declaring: variables),
    ],
    good: [
      .assignment(of: "Count(Flow.names) / 10", to: "Flow.share", type: "decimal", declaring: variables)
    ])

  private static let variables: KeyValuePairs = [
    "Flow.names": "stringCollection", "Flow.share": "decimal", "Flow.price": "currency",
  ]

  func check(_ expression: FlowExpression, _ context: RuleContext) {
    let functions = expression.flow.functions
    guard expression.site.kind == .expression, expression.tree.isValid,
      expression.tree.holdsConstants(functions) || expression.tree.holdsConstantDivisorOrLimit(functions)
    else { return }
    for failure in expression.typed.constantFailures where Self.codes.contains(failure.error.code) {
      let isKnown = isKnown(failure.error, expression)
      context.report(
        severity: !isKnown ? .info : failure.isSure ? .error : .warning, certainty: isKnown ? .certain : .possible,
        "this always ends with an error: \(failure.error.message)", at: failure.error.range, of: expression)
    }
  }

  /// What goes wrong while a flow runs; other rules tell what cannot be published.
  private static let codes: Set<DiagnosticCode> = [
    .notSet, .invalidValue, .indexOutOfRange, .overflow, .divisionByZero, .failedConversion,
  ]

  /// Whether Architect is known to take it for an error too: the function is sure, and what Plumb decided by itself does
  /// not matter.
  private func isKnown(_ error: EvaluationError, _ expression: FlowExpression) -> Bool {
    let tree = expression.tree
    let holder = tree.ids.first { id in
      tree[id].kind == .call && tree[id].range.start <= error.range.start && error.range.end <= tree[id].range.end
    }
    guard let holder, let function = tree.function(of: holder, in: expression.flow.functions) else { return true }
    switch (function.confidence, error.code) {
    case (.verified, .failedConversion), (.used, .failedConversion):
      // Which words a telephone takes is not documented.
      return function.category != .phone && !tree.text(tree[holder].range).contains(where: \.isNumber)
    case (.verified, .notSet), (.verified, .indexOutOfRange), (.verified, .divisionByZero): return true
    case (.documented, _): return true
    default: return false
    }
  }
}

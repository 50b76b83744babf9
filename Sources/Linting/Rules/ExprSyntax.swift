import Expressions
import Flows
import SourceText

struct ExprSyntax: ExpressionRule, FlowRule {
  static let metadata = RuleMetadata(
    id: "expr-syntax", severity: .error,
    summary: "An expression that is not written in Architect's language.",
    rationale: """
      Architect compiles expressions when a flow is published, and refuses the flow when one of them has a missing \
      bracket, an open text or an operator of another language. The finding points at the very character.

      A configuration in JSON, and Architect's own export, keep texts that did not compile as long as nothing uses \
      them; there the finding is a warning. Where many texts do not even fit the trees that Genesys made of them, the \
      file was changed since, mostly to make it anonymous; that is told once.

      A substitution such as `{{queue}}` may stand for anything, so that what touches one is not reported.
      """,
    bad: [
      .condition(
        #"Flow.tier == "gold" «&&» Flow.isOpen"#, declaring: ["Flow.tier": "string", "Flow.isOpen": "boolean"])
    ],
    good: [
      .condition(#"Flow.tier == "gold" and Flow.isOpen"#, declaring: ["Flow.tier": "string", "Flow.isOpen": "boolean"])
    ])

  func check(_ expression: FlowExpression, _ context: RuleContext) {
    guard expression.site.kind == .expression, !expression.flow.isAltered else { return }
    let errors = expression.tree.diagnostics.filter { $0.severity == .error }
    guard !errors.isEmpty else { return }
    let areas = placeholderAreas(of: expression.tree)
    let (severity, certainty) = weight(of: expression.site.compilation)
    for error in errors where !touches(error.range, areas) {
      context.report(severity: severity, certainty: certainty, error.message, at: error.range, of: expression)
    }
  }

  func check(_ flow: LintedFlow, _ context: RuleContext) {
    guard flow.isAltered, let first = flow.unfitTexts.first else { return }
    let whole = ByteRange(0, flow.flow[first].text.utf8.count)
    context.report(
      severity: .info, certainty: .possible,
      "\(flow.unfitTexts.count) texts do not fit the trees that Genesys made of them: was the file made anonymous?",
      at: whole, of: flow[first])
  }

  /// How much a fault counts. A configuration may store a text that is not valid, as long as nothing uses it, and a
  /// text that Genesys' compiler took is hardly wrong.
  private func weight(of compilation: ExpressionSite.Compilation) -> (Severity, Certainty) {
    switch compilation {
    case .unknown: (Self.metadata.severity, .certain)
    case .failed: (.warning, .likely)
    case .compiled: (.info, .possible)
    }
  }

  /// The places of placeholders, each with the words before and after it; what meets is one.
  private func placeholderAreas(of tree: SyntaxTree) -> [ByteRange] {
    let tokens = tree.tokens
    var areas: [ByteRange] = []
    for index in tokens.indices where tokens[index].kind == .placeholder {
      let area = tokens[max(index - 1, 0)].range.union(tokens[min(index + 1, tokens.count - 1)].range)
      if let last = areas.last, last.end >= area.start {
        areas[areas.count - 1] = last.union(area)
      } else {
        areas.append(area)
      }
    }
    return areas
  }

  /// Whether a range meets one of several that stand in order.
  private func touches(_ range: ByteRange, _ areas: [ByteRange]) -> Bool {
    let first = areas.partitioningIndex { $0.end >= range.start }
    return first < areas.count && areas[first].start <= range.end
  }
}

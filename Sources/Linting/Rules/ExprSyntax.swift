import Expressions
import Flows
import SourceText

/// Finds expressions that Architect cannot compile.
struct ExprSyntax: ExpressionRule {
  static let metadata = RuleMetadata(
    id: "expr-syntax", severity: .error,
    summary: "An expression that is not written in Architect's language.",
    rationale: """
      Architect compiles expressions when a flow is published, and refuses the flow when one of them has a missing \
      bracket, an open text or an operator of another language. The finding points at the very character.

      A configuration in JSON, and Architect's own export, keep texts that did not compile as long as nothing uses \
      them; there the finding is a warning.

      A substitution such as `{{queue}}` may stand for anything, so that what touches one is not reported.
      """,
    bad: [
      """
      inboundShortMessage:
        name: Order status
        startUpRef: "/inboundShortMessage/states/state[Start_10]"
        states:
          - state:
              name: Start
              refId: Start_10
              actions:
                - decision:
                    name: Known tier?
                    condition:
                      exp: Flow.tier == "gold" «&&» Flow.isOpen
      """
    ],
    good: [
      """
      inboundShortMessage:
        name: Order status
        startUpRef: "/inboundShortMessage/states/state[Start_10]"
        states:
          - state:
              name: Start
              refId: Start_10
              actions:
                - decision:
                    name: Known tier?
                    condition:
                      exp: Flow.tier == "gold" and Flow.isOpen
      """
    ],
    since: "0.1.0")

  func check(_ expression: FlowExpression, in flow: LintedFlow) -> [Finding] {
    guard expression.site.kind == .expression else { return [] }
    let tree = expression.tree
    let (severity, certainty) = weight(of: expression.site.compilation)
    return tree.diagnostics.filter { $0.severity == .error && !touchesPlaceholder($0.range, in: tree) }.map {
      expression.finding(
        Self.metadata, severity: severity, certainty: certainty, $0.message, at: $0.range, in: flow)
    }
  }

  /// How much a fault counts. A configuration may store a text that is not valid, as long as nothing uses it, and a
  /// text that Genesys' compiler took is hardly wrong.
  private func weight(of compilation: ExpressionSite.Compilation) -> (Severity, Finding.Certainty) {
    switch compilation {
    case .unknown: (Self.metadata.severity, .certain)
    case .failed: (.warning, .likely)
    case .compiled: (.warning, .possible)
    }
  }

  /// Whether a place is a placeholder's, or that of the word before or after one.
  private func touchesPlaceholder(_ range: ByteRange, in tree: SyntaxTree) -> Bool {
    let tokens = tree.tokens
    return tokens.indices.contains { index in
      guard tokens[index].kind == .placeholder else { return false }
      let first = max(index - 1, 0)
      let last = min(index + 1, tokens.count - 1)
      let around = tokens[first].range.union(tokens[last].range)
      return range.start <= around.end && range.end >= around.start
    }
  }
}

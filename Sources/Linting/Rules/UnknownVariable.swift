import Expressions
import Flows
import SourceText

struct UnknownVariable: ExpressionRule {
  static let metadata = RuleMetadata(
    id: "unknown-variable", severity: .warning,
    summary: "A variable is used that the flow does not declare, or a word stands where a variable must.",
    rationale: """
      Architect refuses to publish a flow that names a variable which does not exist. Usual causes are a typing error, \
      a variable of another task (`Task.` variables belong to the task that declares them), and a text without quotes.

      A scope is judged only where the flow declares any variable of it, so that an excerpt of a flow is not reported \
      as a whole. The fix takes the one variable with nearly the same name, or the one with the word for its last.
      """,
    bad: [
      .condition(#"«Flow.teir» == "gold""#, declaring: ["Flow.tier": "string"]),
      .condition(#"Flow.tier == «gold»"#, declaring: ["Flow.tier": "string"]),
    ],
    good: [.condition(#"Flow.tier == "gold""#, declaring: ["Flow.tier": "string"])],
    fixSafety: .unsafe)

  func check(_ expression: FlowExpression, _ context: RuleContext) {
    // The text of a value that Genesys' compiler did not take need not be an expression.
    if case .failed = expression.site.compilation { return }
    guard expression.flow.isWhole else { return }
    let tree = expression.tree
    for found in expression.checkerDiagnostics(.unknownVariable) {
      // The header of a conversation has rules of its own.
      let text = tree.text(found.range).lowercased()
      if text == "from" || text == "to", tree.normalizedText(tree[tree.root].range).contains("attributes") { continue }
      let site = expression.site
      let table = expression.flow.table(at: site)
      let written = tree.text(found.range)
      context.report(
        certainty: .likely, found.message, at: found.range, of: expression,
        fix: Self.nearest(to: written, among: table.names).flatMap {
          Self.isReadable($0)
            ? site.fix("name ‘\($0.oneLine)’", isSafe: false, replacing: found.range, with: $0) : nil
        })
    }
  }

  /// Whether an expression can name a variable so: one that is declared with two dots is read as a member of another.
  private static func isReadable(_ name: String) -> Bool {
    let tree = SyntaxTree(parsing: name)
    return tree.isValid && tree.accessPath(of: tree.root)?.variableName == name
  }

  /// The one variable that a name can have meant: the nearest, or that of which it is the last word; nil where several
  /// are as near.
  private static func nearest(to written: String, among names: [String]) -> String? {
    if !written.contains(".") {
      let same = names.filter { $0.lowercased().hasSuffix("." + written.lowercased()) }
      if !same.isEmpty { return same.count == 1 ? same[0] : nil }
    }
    for distance in 1...2 {
      let near = nearestNames(to: written, among: names, maximumDistance: distance, limit: 2)
      if !near.isEmpty { return near.count == 1 ? near[0] : nil }
    }
    return nil
  }
}

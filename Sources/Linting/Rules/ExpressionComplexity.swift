import Expressions
import Flows
import SourceText

struct ExpressionComplexity: ExpressionRule {
  static let metadata = RuleMetadata(
    id: "expression-complexity", severity: .info, preset: .strict,
    summary: "An expression is so long, or nested so deep, that it is hard to read.",
    rationale: """
      What nobody can read nobody can change with confidence. Compute parts of it in variables with names before, or \
      take a switch for a chain of `If`. The options say how long and how deep is too much: blanks and the texts in \
      quotes do not count as characters, and chains of `and`, `or` and `+` are not deep.
      """,
    bad: [
      .assignment(
        of: "«If((((((((Flow.count + 1) * 2) + 1) * 2) + 1) * 2) + 1) > 3, 1, 0)»", to: "Flow.count", type: "integer",
        declaring: ["Flow.count": "integer"])
    ],
    good: [
      .assignment(
        of: "If(Flow.count * 8 + 15 > 3, 1, 0)", to: "Flow.count", type: "integer", declaring: ["Flow.count": "integer"]
      )
    ],
    options: [
      RuleOption("length", 250, "How many characters an expression may have, without blanks and texts in quotes."),
      RuleOption("depth", 7, "How many calls, parentheses, indexes and choices may be inside one another."),
    ])

  func check(_ expression: FlowExpression, _ context: RuleContext) {
    let tree = expression.tree
    guard expression.site.kind == .expression, tree.isValid, !tree.nodes.isEmpty else { return }
    var faults: [String] = []
    let length = tree.tokens.reduce(0) { length, token in
      length + (token.kind == .string ? 2 : tree.text(token.range).unicodeScalars.count)
    }
    if length > context.option("length") { faults.append("is \(length) characters long without blanks and texts") }
    let depth = depth(of: tree)
    if depth > context.option("depth") { faults.append("is nested \(depth) deep") }
    guard !faults.isEmpty else { return }
    context.report(
      "the expression \(faults.joined(separator: " and ")); compute parts of it in variables before",
      at: tree[tree.root].range, of: expression)
  }

  private func depth(of tree: SyntaxTree) -> Int {
    var depths: [NodeID: Int] = [:]
    for id in tree.ids {
      let inner = tree.operands(of: id).compactMap { depths.removeValue(forKey: $0) }.max() ?? 0
      let isLevel =
        switch tree[id].kind {
        case .call, .group, .index, .conditional: true
        default: false
        }
      depths[id] = inner + (isLevel ? 1 : 0)
    }
    return depths[tree.root] ?? 0
  }
}

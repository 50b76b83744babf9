import Expressions
import Flows
import SourceText

/// Finds items that are taken from a collection without a look at how many there are.
struct UnguardedIndex: ExpressionRule {
  static let metadata = RuleMetadata(
    id: "unguarded-index", severity: .info, preset: .strict,
    summary: "An item of a collection is taken, and nothing shows that it is there.",
    rationale: """
      An index beyond the end is an error while the flow runs, and the flow takes its error path, which mostly hangs \
      up. Data actions give empty collections more often than one thinks. Ask for `Count` before, in the expression or \
      in a decision that leads there.
      """,
    bad: [.condition(#"«GetAt(Flow.names, 0)» == "a""#, declaring: ["Flow.names": "stringCollection"])],
    good: [
      .condition(
        #"Count(Flow.names) > 0 and GetAt(Flow.names, 0) == "a""#, declaring: ["Flow.names": "stringCollection"])
    ],
    since: "0.1.0")

  func check(_ expression: FlowExpression, _ context: RuleContext) {
    let tree = expression.tree
    let functions = expression.flow.functions
    guard expression.site.kind == .expression, tree.isValid else { return }
    // Once for each collection is enough.
    var seen: Set<String> = []
    for id in tree.ids {
      guard let (base, index) = access(id, in: tree, functions) else { continue }
      if tree.text(tree[index].range) == "0",
        tree.function(of: base, in: functions)?.traits.contains(.givesItems) == true
      {
        continue
      }
      // Where the index is found by a search, another rule looks at it.
      if tree.function(of: index, in: functions)?.proves.contains(.place) == true { continue }
      let text = tree.normalizedText(tree[base].range)
      guard !text.isEmpty, text.utf8.count < 1_000,
        !expression.isTested(text, by: Self.tests),
        !(expression.site.action.map { expression.flow.flow.isInLoop($0) } ?? false), seen.insert(text).inserted
      else { continue }
      context.report(
        certainty: .possible,
        "nothing shows that ‘\(tree.text(tree[base].range).oneLine)’ has such an item; ask for its Count before",
        at: tree[id].range, of: expression)
    }
  }

  /// The collection and the index; nil for members of JSON.
  private func access(_ id: NodeID, in tree: SyntaxTree, _ functions: FunctionCatalogue) -> (NodeID, NodeID)? {
    let operands = tree.operands(of: id).map { tree.unwrapped($0) }
    switch tree[id].kind {
    case .call where operands.count == 2:
      let takesItem = tree.function(of: id, in: functions)?.traits.contains(.takesItem) == true
      return takesItem ? (operands[0], operands[1]) : nil
    case .index where operands.count == 2 && tree[operands[1]].kind != .string:
      // A path into a conversation gives NOT_SET and no error.
      return tree.accessPath(of: id)?.isConversationPath == true ? nil : (operands[0], operands[1])
    default: return nil
    }
  }

  private static let tests =
    ConditionTests.Kind.isSet + [.proof(.size), .proof(.membership), .proof(.place)]
}

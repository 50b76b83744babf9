import Expressions
import Flows
import SourceText

struct UnguardedIndex: ExpressionRule {
  static let metadata = RuleMetadata(
    id: "unguarded-index", severity: .info, preset: .strict,
    summary: "An item of a collection is taken, and nothing shows that it is there.",
    rationale: """
      An index beyond the end is an error while the flow runs, and the flow takes its error path, which mostly hangs \
      up. Data actions give empty collections more often than one thinks. Ask for `Count` before, in the expression or \
      in a decision that leads there. The last item, at `Count(x) - 1`, is not there either where `x` is empty: a `Count` \
      in the index asks for nothing.
      """,
    bad: [.condition(#"«GetAt(Flow.names, 0)» == "a""#, declaring: ["Flow.names": "stringCollection"])],
    good: [
      .condition(
        #"Count(Flow.names) > 0 and GetAt(Flow.names, 0) == "a""#, declaring: ["Flow.names": "stringCollection"])
    ])

  func check(_ expression: FlowExpression, _ context: RuleContext) {
    let tree = expression.tree
    let functions = expression.flow.functions
    guard expression.site.kind == .expression, tree.isValid else { return }
    // Once for each collection is enough.
    var seen: Set<String> = []
    var counts: [String: Int]?
    for id in tree.ids {
      guard let (base, index) = tree.itemAccess(id, functions), !isOpen(id, index, in: tree),
        !isFirstItem(base, index, in: tree, functions)
      else { continue }
      // Where the index is found by a search, another rule looks at it.
      if tree.function(of: index, in: functions)?.proves.contains(.place) == true { continue }
      let text = tree.normalizedText(tree[base].range)
      guard !text.isEmpty, text.utf8.count < 1_000 else { continue }
      if counts == nil { counts = self.counts(tree, functions, context.budget) }
      let own = counts?[text] ?? 0
      guard !expression.isTested(text, by: Self.tests, besides: own), !isSplit(base, of: expression),
        expression.site.action.flatMap({ expression.flow.flow.loop(around: $0) }) == nil, seen.insert(text).inserted
      else { continue }
      let name = tree.text(tree[base].range).oneLine
      context.report(
        certainty: .possible,
        own == 0
          ? "nothing shows that ‘\(name)’ has such an item; ask for its Count before"
          : "‘\(name)’ has no last item where it is empty; ask for its Count before",
        at: tree[id].range, of: expression)
    }
  }

  /// Whether a text is taken apart that is looked at before: whether it has the separator, mostly.
  private func isSplit(_ base: NodeID, of expression: FlowExpression) -> Bool {
    let tree = expression.tree
    guard tree.function(of: base, in: expression.flow.functions)?.traits.contains(.givesItems) == true,
      let text = tree.operands(of: base).first
    else { return false }
    return expression.isTested(tree.normalizedText(tree[tree.unwrapped(text)].range), by: [.proof(.text)])
  }

  /// How often the indexes of an expression ask for the size of the collection that they belong to.
  private func counts(_ tree: SyntaxTree, _ functions: FunctionCatalogue, _ budget: StepBudget) -> [String: Int] {
    var counts: [String: Int] = [:]
    for id in tree.ids {
      guard let (base, index) = tree.itemAccess(id, functions), tree[index].kind != .integer else { continue }
      let text = tree.normalizedText(tree[base].range)
      var pending = [index]
      while let part = pending.popLast(), budget.spend() {
        let operands = tree.operands(of: part)
        pending += operands
        guard let proofs = tree.function(of: part, in: functions)?.proves, let argument = operands.first,
          tree.normalizedText(tree[tree.unwrapped(argument)].range) == text
        else { continue }
        counts[text, default: 0] += proofs.count { Self.tests.contains(.proof($0)) }
      }
    }
    return counts
  }

  /// Whether the first item of a list is taken that a function has just made, which is always there.
  private func isFirstItem(
    _ base: NodeID, _ index: NodeID, in tree: SyntaxTree, _ functions: FunctionCatalogue
  ) -> Bool {
    tree.text(tree[index].range) == "0" && tree.function(of: base, in: functions)?.traits.contains(.givesItems) == true
  }

  /// Whether it is a member of JSON, or a path into a conversation, which gives NOT_SET and no error.
  private func isOpen(_ id: NodeID, _ index: NodeID, in tree: SyntaxTree) -> Bool {
    tree[id].kind == .index && (tree[index].kind == .string || tree.accessPath(of: id)?.isConversationPath == true)
  }

  private static let tests =
    ConditionTests.Kind.isSet + [.proof(.size), .proof(.membership), .proof(.place)]
}

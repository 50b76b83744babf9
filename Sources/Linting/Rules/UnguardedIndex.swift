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
      in the index asks for nothing. In a loop over the items of one collection another may have fewer.
      """,
    bad: [
      .condition(#"«GetAt(Flow.names, 0)» == "a""#, declaring: ["Flow.names": "stringCollection"]),
      .actions(
        loop.replacing("names", with: "roles").replacing("Count(Flow.roles)", with: "Count(Flow.names)"),
        declaring: variables),
    ],
    good: [
      .condition(
        #"Count(Flow.names) > 0 and GetAt(Flow.names, 0) == "a""#, declaring: ["Flow.names": "stringCollection"]),
      .actions(loop.replacing("«", with: "").replacing("»", with: ""), declaring: variables),
    ])

  private static let variables: KeyValuePairs = [
    "Flow.names": "stringCollection", "Flow.roles": "stringCollection", "Flow.i": "integer", "Flow.text": "string",
  ]

  private static let loop = """
    - loop:
        name: Each
        currentIndex:
          var: Flow.i
        loopCount:
          exp: Count(Flow.names)
        outputs:
          loop:
            actions:
              - updateData:
                  name: Join
                  statements:
                    - string:
                        variable: Flow.text
                        value:
                          exp: Append(Flow.text, «Flow.names[Flow.i]»)
    - sendResponse:
        name: Tell
        messageBody:
          exp: Flow.text
    """

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
        !isLoopedOver(text, index, of: expression), seen.insert(text).inserted
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

  /// Whether the loops round it show that the item is there: all but one that counts in the index itself, up to the size of
  /// another collection.
  private func isLoopedOver(_ text: String, _ index: NodeID, of expression: FlowExpression) -> Bool {
    let flow = expression.flow.flow
    let counter = expression.tree.accessPath(of: index)?.variableName.map { VariableName($0) }
    guard let loop = expression.site.action.flatMap({ flow.loop(around: $0) }) else { return false }
    let isCounter = flow[loop].effects.outputs.contains { VariableName(flow[$0.target].text) == counter }
    guard isCounter, flow.loop(around: loop) == nil, case .expression(let id)? = flow[loop].decision?.count else {
      return true
    }
    let count = expression.flow[id].tree
    guard count.isValid, count.function(of: count.root, in: expression.flow.functions)?.proves.contains(.size) == true,
      let counted = count.operands(of: count.root).first
    else { return true }
    return count.normalizedText(count[count.unwrapped(counted)].range) == text
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

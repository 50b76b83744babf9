import Expressions
import Flows
import SourceText

/// What the decisions, switches and loops of a flow test, by the actions that make the tests.
struct ConditionTests {
  /// How something is tested.
  enum Kind: Hashable {
    /// By a function that proves something of it.
    case proof(Function.Proof)
    /// By a comparison.
    case comparison(BinaryOperator)

    /// Whether there is a value.
    static let isSet: [Kind] = [.proof(.isSet(when: true)), .proof(.isSet(when: false))]
  }

  /// A test, and what it is made of.
  struct Test: Hashable {
    let kind: Kind
    let text: String
  }

  /// The tests of one expression.
  struct Tests {
    /// With how often each is made; none where the expression is longer than anybody writes: then everything is taken for
    /// tested.
    private(set) var all: [Test: Int]? = [:]

    /// Gathers what stands in calls that test, and the sides of comparisons.
    init(_ tree: SyntaxTree, functions: FunctionCatalogue) {
      // The parts of a deep expression are together far longer than it is.
      var left = 4 * tree.text.count + 2_000
      var kinds: [NodeID: Set<Kind>] = [:]
      // A node comes after its operands.
      for id in tree.ids.reversed() {
        let around = kinds.removeValue(forKey: id) ?? []
        if !around.isEmpty { add(around, tree[id].range, of: tree, &left) }
        for operand in tree.operands(of: id) { kinds[operand] = around }
        switch tree[id].kind {
        case .call:
          guard let proofs = tree.function(of: id, in: functions)?.proves, !proofs.isEmpty else { break }
          for operand in tree.operands(of: id) { kinds[operand, default: []].formUnion(proofs.map(Kind.proof)) }
        case .binary(let sign) where sign.isComparison:
          for side in tree.operands(of: id) {
            add([.comparison(sign)], tree[tree.unwrapped(side)].range, of: tree, &left)
          }
        default: break
        }
        guard all != nil else { return }
      }
    }

    private mutating func add(_ kinds: Set<Kind>, _ range: ByteRange, of tree: SyntaxTree, _ left: inout Int) {
      left -= range.count
      guard left > 0 else { return all = nil }
      let text = tree.normalizedText(range)
      for kind in kinds { all?[Test(kind: kind, text: text), default: 0] += 1 }
    }

    /// Whether a text is tested in one of some ways, more often than a number of times that do not count.
    func hold(_ kinds: [Kind], of text: String, besides count: Int) -> Bool {
      guard let all else { return true }
      return kinds.reduce(0) { $0 + (all[Test(kind: $1, text: text)] ?? 0) } > count
    }
  }

  /// The actions that make each test.
  private var actions: [Test: [ActionID]] = [:]
  /// The actions whose condition is longer than anybody writes.
  private var unread: [ActionID] = []

  /// Reads the conditions of a flow.
  init(of flow: LintedFlow) {
    for index in flow.flow.actions.indices where flow.flow.actions[index].definition?.decidedBy != nil {
      let action = ActionID(index: index)
      for id in flow.sites(of: action) {
        guard let tests = flow[id].tests.all else {
          unread.append(action)
          continue
        }
        for test in tests.keys { actions[test, default: []].append(action) }
      }
    }
  }

  /// Whether another action than one tests a text in one of some ways, wherever it stands.
  func hold(_ kinds: [Kind], of text: String, elsewhereThan action: ActionID) -> Bool {
    unread.contains { $0 != action }
      || kinds.contains { actions[Test(kind: $0, text: text)]?.contains { $0 != action } ?? false }
  }

  /// Whether an action that always runs before another one tests a text in one of some ways.
  func hold(_ kinds: [Kind], of text: String, before action: ActionID, _ dominators: Dominators) -> Bool {
    func precedes(_ other: ActionID) -> Bool {
      other != action && dominators.dominates(.action(other), .action(action))
    }
    return unread.contains(where: precedes)
      || kinds.contains { actions[Test(kind: $0, text: text)]?.contains(where: precedes) ?? false }
  }
}

extension FlowExpression {
  /// Whether the expression itself or a condition that is always passed before tests a value in one of some ways.
  ///
  /// - Parameter count: how many of the tests in the expression are none.
  func isTested(_ text: String, by kinds: [ConditionTests.Kind], besides count: Int = 0) -> Bool {
    if tests.hold(kinds, of: text, besides: count) { return true }
    guard let action = site.action else { return false }
    return flow.conditions.hold(kinds, of: text, before: action, flow.dominators)
  }
}

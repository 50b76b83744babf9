import Expressions
import Flows
import SourceText

/// What the decisions, switches and loops of a flow test, by the actions that make the tests.
struct ConditionTests {
  /// A word that tests, such as `isset` or `==`, and what it is said of.
  struct Test: Hashable {
    let word: String
    let text: String
  }

  /// The tests of one expression.
  struct Tests {
    /// None where the expression is longer than anybody writes: then everything is taken for tested.
    private(set) var all: Set<Test>? = []

    /// Gathers what stands in calls that test, and the sides of comparisons.
    init(_ tree: SyntaxTree) {
      // The parts of a deep expression are together far longer than it is.
      var left = 4 * tree.text.count + 2_000
      var words: [NodeID: Set<String>] = [:]
      // A node comes after its operands.
      for id in tree.ids.reversed() {
        let around = words.removeValue(forKey: id) ?? []
        let range = tree[id].range
        if !around.isEmpty {
          left -= range.count
          guard left > 0 else {
            all = nil
            return
          }
          let text = tree.normalizedText(range)
          for word in around { all?.insert(Test(word: word, text: text)) }
        }
        for operand in tree.operands(of: id) { words[operand] = around }
        switch tree[id].kind {
        case .call:
          let word = tree.name(of: id).lowercased()
          guard ConditionTests.words.contains(word) else { continue }
          for operand in tree.operands(of: id) { words[operand, default: []].insert(word) }
        case .binary(let sign) where ConditionTests.signs.contains(sign):
          for side in tree.operands(of: id) {
            let range = tree[tree.unwrapped(side)].range
            left -= range.count
            guard left > 0 else {
              all = nil
              return
            }
            all?.insert(Test(word: sign.rawValue, text: tree.normalizedText(range)))
          }
        default: break
        }
      }
    }

    /// Whether one of some words is said of a text.
    func hold(_ words: [String], of text: String) -> Bool {
      guard let all else { return true }
      return words.contains { all.contains(Test(word: $0, text: text)) }
    }
  }

  /// The functions that test what they are given.
  static let words: Set<String> = [
    "isset", "isnotsetorempty", "contains", "startswith", "length", "findstring", "count", "findfirst",
  ]

  /// The operators that test their sides.
  static let signs: Set<BinaryOperator> = [.equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual]

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
        for test in tests { actions[test, default: []].append(action) }
      }
    }
  }

  /// Whether an action that always runs before another one says one of some words of a text.
  func hold(_ words: [String], of text: String, before action: ActionID, _ dominators: Dominators) -> Bool {
    func precedes(_ other: ActionID) -> Bool {
      other != action && dominators.dominates(.action(other), .action(action))
    }
    return unread.contains(where: precedes)
      || words.contains { actions[Test(word: $0, text: text)]?.contains(where: precedes) ?? false }
  }
}

extension FlowExpression {
  /// Whether the expression itself or a condition that is always passed before speaks of a value together with a word
  /// that tests it.
  func isTested(_ text: String, by words: [String]) -> Bool {
    if tests.hold(words, of: text) { return true }
    guard let action = site.action else { return false }
    return flow.conditions.hold(words, of: text, before: action, flow.dominators)
  }
}

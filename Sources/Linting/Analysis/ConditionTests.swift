import Expressions
import Flows
import SourceText

/// What the decisions, switches and loops of a flow test, by the lists of actions that they stand in.
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

  /// For each list the place of the first action with a test.
  private var first: [Int: [Test: Int]] = [:]
  /// The lists in which a condition is longer than anybody writes, with the place of the first.
  private var unread: [Int: Int] = [:]

  /// Reads the conditions of a flow.
  init(of flow: LintedFlow) {
    for index in flow.flow.actions.indices {
      let action = ActionID(index: index)
      guard ["decision", "switch", "loop"].contains(flow.flow[action].type), let place = flow.order[action] else {
        continue
      }
      for id in flow.sites(of: action) {
        guard let tests = Tests(flow[id].tree).all else {
          unread[place.listNumber] = min(unread[place.listNumber] ?? .max, place.position)
          continue
        }
        for test in tests { first[place.listNumber, default: [:]][test, default: .max].lower(to: place.position) }
      }
    }
  }

  /// Whether an action of a list, up to a place in it, says one of some words of a text.
  func hold(_ words: [String], of text: String, in list: Int, before position: Int) -> Bool {
    if let place = unread[list], place < position { return true }
    guard let tests = first[list] else { return false }
    return words.contains { tests[Test(word: $0, text: text)].map { $0 < position } ?? false }
  }
}

extension Int {
  fileprivate mutating func lower(to other: Int) { self = Swift.min(self, other) }
}

extension LintedFlow {
  /// Whether the expression itself, a condition before it or round it, or a loop speaks of a value together with a
  /// word that tests it.
  func isTested(_ text: String, by words: [String], around expression: FlowExpression) -> Bool {
    if tests(of: expression).hold(words, of: text) { return true }
    var action = expression.site.action
    var isInside = false
    while let current = action {
      // What holds an action is read as well as what stands before it.
      if let place = order[current],
        conditions.hold(words, of: text, in: place.listNumber, before: place.position + (isInside ? 1 : 0))
      {
        return true
      }
      isInside = true
      action = flow[current].parent
    }
    return false
  }
}

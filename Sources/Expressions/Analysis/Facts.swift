import SourceText

/// What holds at each node of an expression where it is evaluated: what is known to have a value.
///
/// `IsSet`, `IsNotSetOrEmpty` and comparisons narrow the right side of `and` and `or`, and the branches of `If` and `?:`.
public struct Facts {
  private let tree: SyntaxTree
  private let functions: FunctionCatalogue
  /// Each fact with the one that holds beside it.
  private var facts: [(text: String, next: Int)] = []
  private var states: [Int]
  /// What stands in a call that takes NOT_SET to tell whether there is a value.
  private var asked: Set<NodeID> = []

  /// A node with the facts that hold where it stands.
  private struct Pending {
    let node: NodeID
    let facts: Int
  }

  /// Works out the facts of an expression.
  public init(_ tree: SyntaxTree, functions: FunctionCatalogue = .standard) {
    self.tree = tree
    self.functions = functions
    states = Array(repeating: -1, count: tree.nodes.count)
    guard !tree.nodes.isEmpty else { return }
    var pending = [Pending(node: tree.root, facts: -1)]
    while let next = pending.popLast() {
      states[Int(next.node.index)] = next.facts
      visit(next, &pending)
    }
  }

  /// Whether what a node says is known to have a value there, or is only asked for whether it has one.
  public func isSet(_ node: NodeID) -> Bool {
    asked.contains(tree.unwrapped(node)) || isSet(tree.normalizedText(tree[tree.unwrapped(node)].range), at: node)
  }

  /// Whether something of which the text says what it is (``SyntaxTree/normalizedText(_:)``) has a value at a node.
  func isSet(_ text: String, at node: NodeID) -> Bool {
    var fact = states[Int(node.index)]
    while fact >= 0 {
      if facts[fact].text == text { return true }
      fact = facts[fact].next
    }
    return false
  }

  private mutating func visit(_ current: Pending, _ pending: inout [Pending]) {
    let operands = Array(tree.operands(of: current.node))
    switch tree[current.node].kind {
    case .binary(.and) where operands.count == 2, .binary(.or) where operands.count == 2:
      let isAnd = tree[current.node].kind == .binary(.and)
      pending.append(Pending(node: operands[0], facts: current.facts))
      pending.append(Pending(node: operands[1], facts: adding(operands[0], isAnd, to: current.facts)))
    case .conditional where operands.count == 3,
      .call where operands.count == 3 && tree.function(of: current.node, in: functions)?.isChoice == true:
      pending.append(Pending(node: operands[0], facts: current.facts))
      pending.append(Pending(node: operands[1], facts: adding(operands[0], true, to: current.facts)))
      pending.append(Pending(node: operands[2], facts: adding(operands[0], false, to: current.facts)))
    default:
      if tree.function(of: current.node, in: functions)?.asksForValue == true {
        asked.formUnion(operands.map(tree.unwrapped))
      }
      for operand in operands { pending.append(Pending(node: operand, facts: current.facts)) }
    }
  }

  /// The facts that hold in addition where a condition has come out as true or false.
  private mutating func adding(_ condition: NodeID, _ outcome: Bool, to facts: Int) -> Int {
    var last = facts
    var pending = [(condition, outcome)]
    var count = 0
    // A condition of more parts than anybody writes is looked at in part.
    while let (id, outcome) = pending.popLast(), count < 100 {
      count += 1
      let id = tree.unwrapped(id)
      let operands = Array(tree.operands(of: id))
      switch tree[id].kind {
      case .unary(.not): if let inner = operands.first { pending.append((inner, !outcome)) }
      case .binary(.and): if outcome { pending += operands.map { ($0, true) } }
      case .binary(.or): if !outcome { pending += operands.map { ($0, false) } }
      case .binary(let sign):
        for operand in operands where isSet(after: sign, outcome, beside: operands, operand) { add(operand, &last) }
      case .call:
        guard let argument = operands.first else { break }
        if tree.function(of: id, in: functions)?.proves.contains(.isSet(when: outcome)) == true { add(argument, &last) }
      default: break
      }
    }
    return last
  }

  /// Whether a comparison that came out so shows that one of its sides has a value.
  private func isSet(after sign: BinaryOperator, _ outcome: Bool, beside operands: [NodeID], _ operand: NodeID) -> Bool
  {
    let others = operands.filter { $0 != operand }.map { tree[tree.unwrapped($0)].kind }
    switch sign {
    case .less, .lessOrEqual, .greater, .greaterOrEqual: return true
    case .equal, .notEqual:
      let isEqual = outcome == (sign == .equal)
      return others.allSatisfy { kind in
        switch kind {
        case .notSet: !isEqual
        case .string, .integer, .decimal, .boolean: isEqual
        default: false
        }
      }
    default: return false
    }
  }

  private mutating func add(_ id: NodeID, _ last: inout Int) {
    let range = tree[tree.unwrapped(id)].range
    guard range.count < 1_000 else { return }
    facts.append((tree.normalizedText(range), last))
    last = facts.count - 1
  }
}

/// What became of each node of a tree in one evaluation.
public struct EvaluationTrace: Sendable {
  /// What became of a node.
  public enum Outcome: Sendable {
    /// The evaluation did not come to it, because something had failed before; or it is a pair of parentheses.
    case notReached
    /// It has this value.
    case value(Value, type: ExpressionType, origin: OriginID?)
    /// Its value is that of another node: of a choice that of the branch that was chosen.
    case same(as: NodeID)
    /// It is a part of a reference that was answered as a whole.
    case partOfReference
    /// It was left out on purpose.
    case skipped(SkipReason)
    /// It is where the evaluation ended.
    case failed(EvaluationError)
    /// It was begun, and an operand failed.
    case unfinished
  }

  /// Why a node was left out.
  public enum SkipReason: Hashable, Sendable {
    /// The condition has this value, which chooses the other branch.
    case otherBranch(condition: Bool)
    /// The condition is not known, so that neither branch is chosen.
    case undecided
    /// The left side of an operator, which has this value, decides already.
    case decided(by: BinaryOperator, left: Bool)
  }

  private var outcomes: [Outcome]

  /// Creates an empty record for a tree.
  public init(of tree: SyntaxTree) {
    outcomes = Array(repeating: .notReached, count: tree.nodes.count)
  }

  /// What became of a node.
  public subscript(_ id: NodeID) -> Outcome {
    let place = Int(id.index)
    return outcomes.indices.contains(place) ? outcomes[place] : .notReached
  }

  /// The outcome of a node, that of the node it takes its value from included.
  ///
  /// A chain of nodes only ever leads inwards, so it ends.
  public func final(_ id: NodeID) -> Outcome {
    var outcome = self[id]
    while case .same(let other) = outcome { outcome = self[other] }
    return outcome
  }

  mutating func record(_ id: NodeID, _ outcome: Outcome) {
    outcomes[Int(id.index)] = outcome
  }

  mutating func record(_ id: NodeID, _ operand: EvaluationRun.Operand) {
    record(id, .value(operand.value, type: operand.type, origin: operand.origin))
  }

  /// Records where the evaluation ended; the nodes that it is a part of have no value.
  mutating func fail(_ id: NodeID, _ error: EvaluationError, in tree: SyntaxTree) {
    record(id, .failed(error))
    var wholes: [NodeID] = []
    var part = id
    // Operands stand before the node that uses them.
    for index in tree.nodes.indices.dropFirst(Int(id.index) + 1) {
      let node = NodeID(index: Int32(clamping: index))
      guard tree.operands(of: node).contains(part) else { continue }
      part = node
      if tree[node].kind != .group { wholes.append(node) }
    }
    for (place, node) in wholes.enumerated() {
      // A member or index that others follow is no step of its own before it has a value.
      if place + 1 < wholes.count, tree.isReferencePart(node), tree.isReferencePart(wholes[place + 1]),
        tree.operands(of: wholes[place + 1]).first.map({ tree.unwrapped($0) }) == node
      {
        continue
      }
      if case .notReached = self[node] { record(node, .unfinished) }
    }
  }
}

extension SyntaxTree {
  /// Whether a node is a member or an index.
  fileprivate func isReferencePart(_ id: NodeID) -> Bool {
    self[id].kind == .member || self[id].kind == .index
  }
}

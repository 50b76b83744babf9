public import Documents

/// A walk over all mappings, sequences and scalars of a document, without recursion.
public struct DocumentWalk: Sequence, IteratorProtocol {
  /// A node and what stands before it.
  public struct Visit {
    /// The node.
    public let node: Node
    /// The key that the node is the value of; nil for items and for the root.
    public let key: Node?
    /// The key of the mapping that the node stands in, for a value; for an item that of the list.
    public let outerKey: String?
  }

  private var pending: [Visit]

  /// Begins at a node.
  public init(_ root: Node) {
    pending = [Visit(node: root, key: nil, outerKey: nil)]
  }

  /// The next node; nil where there is none.
  public mutating func next() -> Visit? {
    guard let visit = pending.popLast() else { return nil }
    switch visit.node.kind {
    case .scalar: break
    case .sequence:
      let key = visit.key?.text ?? visit.outerKey
      for item in visit.node.items.reversed() { pending.append(Visit(node: item, key: nil, outerKey: key)) }
    case .mapping:
      let outer = visit.key?.text ?? visit.outerKey
      for (key, value) in visit.node.entries.reversed() {
        pending.append(Visit(node: value, key: key, outerKey: outer))
      }
    }
    return visit
  }
}

import JSON

/// A walk over all mappings, sequences and scalars of a document, without recursion.
public struct DocumentWalk: Sequence, IteratorProtocol {
  /// A node and what stands before it.
  public struct Visit {
    /// The node.
    public let node: Node
    fileprivate let keys: Keys

    /// The key that the node is the value of; nil for items and for the root.
    public var key: Node? { keys.own.map { Node(tree: node.tree, index: $0) } }
    /// The key of the mapping that the node stands in, for a value; for an item that of the list.
    public var outerKey: Node? { keys.outer.map { Node(tree: node.tree, index: $0) } }
  }

  /// The places of the keys before a node.
  fileprivate struct Keys {
    var own: UInt32?
    var outer: UInt32?
  }

  private let tree: DocumentTree
  private let withScalars: Bool
  private var pending: [(node: UInt32, keys: Keys)]

  /// Begins at a node.
  ///
  /// - Parameter withScalars: whether scalars are visited, too; most nodes are.
  public init(_ root: Node, withScalars: Bool = true) {
    tree = root.tree
    self.withScalars = withScalars
    pending = [(root.index, Keys())]
  }

  /// The next node; nil where there is none.
  public mutating func next() -> Visit? {
    guard let (index, keys) = pending.popLast() else { return nil }
    let visit = Visit(node: Node(tree: tree, index: index), keys: keys)
    let outer = keys.own ?? keys.outer
    if let json = tree.json {
      let value = JSONNode(document: json, index: index)
      for item in value.items.reversed() where withScalars || item.kind == .object || item.kind == .array {
        pending.append((item.index, Keys(outer: outer)))
      }
      for (key, value) in value.members.reversed() where withScalars || value.kind == .object || value.kind == .array {
        pending.append((value.index, Keys(own: key.index, outer: outer)))
      }
      return visit
    }
    let record = tree.record(at: index)
    guard record.kind != .scalar else { return visit }
    var place = Int(record.first) + Int(record.count) - 1
    let isMapping = record.kind == .mapping
    while place >= Int(record.first) {
      let child = tree.children[place]
      if withScalars || tree.record(at: child).kind != .scalar {
        pending.append((child, Keys(own: isMapping ? tree.children[place - 1] : nil, outer: outer)))
      }
      place -= isMapping ? 2 : 1
    }
    return visit
  }
}

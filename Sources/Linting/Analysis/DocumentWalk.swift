import Documents
import Flows
import SourceText

/// A walk over all mappings, sequences and scalars of a document, without recursion.
struct DocumentWalk: Sequence, IteratorProtocol {
  /// A node and what stands before it.
  struct Visit {
    let node: Node
    /// The key that the node is the value of; nil for items and for the root.
    let key: Node?
    /// The key of the mapping that the node stands in, for a value; for an item that of the list.
    let outerKey: String?
  }

  private var pending: [Visit]

  init(_ root: Node) {
    pending = [Visit(node: root, key: nil, outerKey: nil)]
  }

  mutating func next() -> Visit? {
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

extension LintedFlow {
  /// The innermost action and container that hold a place of the document.
  func holder(of node: Node) -> (action: ActionID?, container: ContainerID?) {
    (
      actionRanges.innermost(holding: node.range).map { ActionID(index: $0) },
      containerRanges.innermost(holding: node.range).map { ContainerID(index: $0) }
    )
  }
}

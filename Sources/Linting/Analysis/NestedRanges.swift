import Documents
import Flows
import SourceText

/// Ranges that lie inside one another or apart, such as those of actions.
struct NestedRanges {
  private let ranges: [ByteRange]
  /// The indices in order of their ranges, outer before inner.
  private let order: [Int]
  /// For each place in `order` that of the next outer range.
  private let outer: [Int?]

  init(_ ranges: [ByteRange]) {
    self.ranges = ranges
    // Of equal ranges the first counts as the innermost.
    order = ranges.indices.sorted { left, right in
      let (one, other) = (ranges[left], ranges[right])
      if one.start != other.start { return one.start < other.start }
      return one.end != other.end ? one.end > other.end : left > right
    }
    var outer: [Int?] = []
    for (place, index) in order.enumerated() {
      var candidate = place > 0 ? place - 1 : nil
      while let found = candidate, ranges[order[found]].end < ranges[index].end { candidate = outer[found] }
      outer.append(candidate)
    }
    self.outer = outer
  }

  /// The index of the innermost range that holds another.
  func innermost(holding place: ByteRange) -> Int? {
    let after = order.partitioningIndex { ranges[$0].start > place.start }
    var candidate = after > 0 ? after - 1 : nil
    while let found = candidate, ranges[order[found]].end < place.end { candidate = outer[found] }
    return candidate.map { order[$0] }
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

extension Array {
  /// The index of the first element of which something holds, where it holds of all that follow it too.
  func partitioningIndex(where holds: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

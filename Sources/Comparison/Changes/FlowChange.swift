/// One difference between two versions of a flow.
package struct FlowChange: Hashable, Sendable {
  /// What happened.
  package enum Kind: String, Sendable, CaseIterable {
    case added, removed, changed, moved, renamed
  }

  /// What it happened to.
  package enum What: String, Sendable, CaseIterable {
    case action, container, way, variable, expression, setting, attribute, name
  }

  /// What happened.
  package var kind: Kind
  /// What it happened to.
  package let what: What
  /// Where in the new flow; of what was removed, where in the old one: `Container › Action/way`.
  package var address: String
  /// Where in the old flow, where that has another address.
  package var oldAddress: String?
  /// The property, where one is meant.
  package let key: String?
  /// What stood there; of what was moved or renamed, its old place or name.
  package var old: String?
  /// What stands there.
  package var new: String?
  /// How both parts were matched: `id`, `name`, `content`, `similarity`; nil for what is in one flow only.
  package let matchedBy: String?
  /// The parts in which two expressions differ, in bytes of ``old`` and ``new``.
  package var differences: [Difference]
  /// The places in the order of both flows, for sorting.
  var order: Order

  /// What decides between changes that are told of at the same place.
  var sortKey: [String] { [address, key ?? "", what.rawValue, kind.rawValue, old ?? "", new ?? ""] }

  /// Where a change is told of.
  struct Order: Hashable, Sendable {
    var container: Int
    var action: Int
    var part: Int
  }

  /// The same change told from the other side.
  var mirrored: FlowChange {
    var other = self
    switch kind {
    case .added: other.kind = .removed
    case .removed: other.kind = .added
    case .changed, .moved, .renamed: break
    }
    other.old = new
    other.new = old
    other.differences = differences.map { Difference(old: $0.new, new: $0.old) }
    if let oldAddress {
      other.address = oldAddress
      other.oldAddress = address
    }
    return other
  }
}

/// What follows from the differences of two flows.
package struct FlowConsequence: Hashable, Sendable {
  /// What follows.
  package enum Kind: String, Sendable, CaseIterable {
    /// An attribute is written nowhere any more, and read somewhere.
    case attributeNotWritten = "attribute-not-written"
    /// A way just ends that did not before.
    case silentEnd = "silent-end"
    /// A test speaks of what is not there any more.
    case testAddress = "test-address"
    /// An ignore speaks of what is not there any more.
    case ignoreAddress = "ignore-address"
  }

  /// What follows.
  package let kind: Kind
  /// Where: an address in the new flow, or the place of what is lost.
  package let address: String
  /// What is to be told.
  package let message: String

  /// Creates a consequence.
  package init(kind: Kind, address: String, message: String) {
    self.kind = kind
    self.address = address
    self.message = message
  }
}

import Documents

/// Lists of configurations. An XML rendering of the kind that repeats elements shows a list of one item as that item.
extension Node {
  /// Whether a list stands here, or the one item of a list.
  var isList: Bool {
    kind == .sequence || (kind == .mapping && tree.format == .xml)
  }

  var listItems: [Node] {
    kind == .mapping && tree.format == .xml ? [self] : items
  }
}

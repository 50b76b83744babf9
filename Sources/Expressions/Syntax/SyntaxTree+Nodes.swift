public import SourceText

extension SyntaxTree {
  /// The ids of all nodes, operands before the node that uses them.
  public var ids: some RandomAccessCollection<NodeID> {
    nodes.indices.lazy.map { NodeID(index: Int32(clamping: $0)) }
  }

  /// The words of a range as one text that does not regard blanks and, outside of string literals, letter case.
  public func normalizedText(_ range: ByteRange) -> String {
    var words: [String] = []
    for token in tokens where token.range.start >= range.start && token.range.end <= range.end && token.kind != .end {
      let word = text(token.range)
      words.append(token.kind == .string ? word : word.lowercased())
    }
    return words.joined(separator: " ")
  }
}

public import SourceText

extension SyntaxTree {
  /// The ids of all nodes, operands before the node that uses them.
  public var ids: some RandomAccessCollection<NodeID> {
    nodes.indices.lazy.map { NodeID(index: Int32(clamping: $0)) }
  }

  /// The words of a range as one text that does not regard blanks and, outside of string literals, letter case.
  public func normalizedText(_ range: ByteRange) -> String {
    let first = tokens.partitioningIndex { $0.range.start >= range.start }
    var words: [String] = []
    for token in tokens[first...] {
      guard token.range.end <= range.end, token.kind != .end else { break }
      let word = text(token.range)
      words.append(token.kind == .string ? word : word.lowercased())
    }
    return words.joined(separator: " ")
  }
}

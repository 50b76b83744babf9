/// Looking through many values at the cost of a look at the tape.
extension JSONNode {
  /// Whether any string in the value, a key or not, consists of the same code units.
  package func containsString(_ text: String) -> Bool {
    let wanted = text.utf8.span
    let tape = document.tape
    let bytes = document.bytes
    let nodes = tape.span
    let content = bytes.span
    var index = Int(self.index)
    let end = Int(max(record.end, self.index + 1))
    while index < end {
      let node = nodes[index]
      if node.kind == .string {
        if node.isEscaped {
          if JSONNode(document: document, index: UInt32(index)).isString(text) { return true }
        } else if Int(node.length) - 2 == wanted.count {
          let start = Int(node.start) + 1
          if areEqual(content.extracting(start..<start + wanted.count), wanted) { return true }
        }
      }
      index += 1
    }
    return false
  }

  /// The members whose keys pass a test of their bytes; those with escapes always do.
  package func members(
    withKeys isWanted: (borrowing Span<UInt8>) -> Bool
  ) -> [(key: JSONNode, value: JSONNode)] {
    filteredMembers { key, _, content in
      if key.isEscaped { return true }
      let start = Int(key.start) + 1
      return isWanted(content.extracting(start..<start + Int(key.length) - 2))
    }
  }

  /// The members whose values are strings of so many bytes, escapes as they are written.
  package func members(withStringsOf count: Int) -> [(key: JSONNode, value: JSONNode)] {
    filteredMembers { _, value, _ in value.kind == .string && Int(value.length) - 2 == count }
  }

  private func filteredMembers(
    _ isWanted: (TapeNode, TapeNode, borrowing Span<UInt8>) -> Bool
  ) -> [(key: JSONNode, value: JSONNode)] {
    let record = record
    guard record.kind == .object else { return [] }
    let tape = document.tape
    let bytes = document.bytes
    let nodes = tape.span
    var members: [(key: JSONNode, value: JSONNode)] = []
    var index = Int(self.index) + 1
    while index < Int(record.end) {
      if isWanted(nodes[index], nodes[index + 1], bytes.span) {
        members.append(
          (
            JSONNode(document: document, index: UInt32(index)), JSONNode(document: document, index: UInt32(index + 1))
          ))
      }
      index = Int(nodes[index + 1].end)
    }
    return members
  }
}

import SourceText

extension JSONNode {
  /// The JSON Pointer (RFC 6901) of the value from the document's root; the root's is empty.
  ///
  /// A key's pointer is that of its value.
  public var pointer: String {
    var pointer = ""
    var current = document.root
    while current.index < index {
      guard let (step, child) = current.step(towards: index) else { break }
      pointer += "/" + step
      current = child
    }
    return pointer
  }

  /// The child that is or holds a record of the tape, and its name in a pointer.
  private func step(towards target: UInt32) -> (String, JSONNode)? {
    var position = 0
    for item in items {
      if target < item.record.end { return (String(position), item) }
      position += 1
    }
    for (key, value) in members where target < value.record.end {
      return (escapedForPointer(key.string ?? ""), value)
    }
    return nil
  }
}

extension JSONDocument {
  /// The value that a JSON Pointer (RFC 6901) names; nil where there is none or the pointer is none.
  public func node(at pointer: String) -> JSONNode? {
    guard !pointer.isEmpty else { return root }
    guard pointer.utf8.first == UInt8(ascii: "/") else { return nil }
    var node = root
    for part in pointer.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      guard let step = unescapedFromPointer(part) else { return nil }
      let child = node.kind == .array ? arrayIndex(step).flatMap { node[$0] } : node[step]
      guard let child else { return nil }
      node = child
    }
    return node
  }
}

/// A key as one step of a JSON Pointer.
public func escapedForPointer(_ key: String) -> String {
  key.replacingScalars { $0 == "~" ? "~0" : $0 == "/" ? "~1" : nil }
}

private func unescapedFromPointer(_ step: Substring.UTF8View) -> String? {
  var bytes: [UInt8] = []
  var iterator = step.makeIterator()
  while let byte = iterator.next() {
    guard byte == UInt8(ascii: "~") else {
      bytes.append(byte)
      continue
    }
    switch iterator.next() {
    case UInt8(ascii: "0"): bytes.append(UInt8(ascii: "~"))
    case UInt8(ascii: "1"): bytes.append(UInt8(ascii: "/"))
    default: return nil
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}

private func arrayIndex(_ step: String) -> Int? {
  let digits = step.utf8
  guard digits.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }), digits.count == 1 || digits.first != UInt8(ascii: "0")
  else { return nil }
  return Int(step)
}

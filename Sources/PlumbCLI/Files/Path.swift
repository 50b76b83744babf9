/// A path as the file system has it: bytes, which need not be UTF-8.
package struct Path: Hashable, Comparable, Sendable {
  /// The bytes.
  package let bytes: [UInt8]

  /// The path that a text is.
  package init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// The path of these bytes.
  package init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The path for output; what is not valid UTF-8 is replaced.
  package var display: String { String(decoding: bytes, as: UTF8.self) }

  /// The path of an entry of this folder.
  package func appending(_ name: [UInt8]) -> Path {
    if bytes.isEmpty || bytes == [UInt8(ascii: ".")] { return Path(bytes: name) }
    return Path(bytes: bytes.last == UInt8(ascii: "/") ? bytes + name : bytes + [UInt8(ascii: "/")] + name)
  }

  /// The path of the folder that holds it.
  package var folder: Path {
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return Path(".") }
    return slash == 0 ? Path("/") : Path(bytes: Array(bytes[..<slash]))
  }

  /// The last component.
  package var name: ArraySlice<UInt8> {
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return bytes[...] }
    return bytes[(slash + 1)...]
  }

  /// Calls a C function with the path.
  package func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    var terminated = bytes.map { CChar(bitPattern: $0) }
    terminated.append(0)
    return terminated.withUnsafeBufferPointer { buffer in
      // An array that was just appended to is never empty.
      buffer.baseAddress.map(body) ?? "".withCString(body)
    }
  }

  /// Orders by bytes.
  package static func < (left: Path, right: Path) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}

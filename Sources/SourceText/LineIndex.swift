/// Where the lines of a text begin.
///
/// A line ends with LF, CR LF or a lone CR.
public struct LineIndex: Sendable {
  /// The offset of each line's first byte.
  public let starts: [UInt32]

  /// Finds the lines of a text.
  public init(_ bytes: [UInt8]) {
    var starts: [UInt32] = [0]
    let count = bytes.count
    bytes.withUnsafeBufferPointer { bytes in
      var offset = 0
      while offset < count {
        let byte = bytes[offset]
        offset += 1
        // Nearly all bytes are greater than both.
        guard byte <= UInt8(ascii: "\r"), byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") else { continue }
        if byte == UInt8(ascii: "\r"), offset < count, bytes[offset] == UInt8(ascii: "\n") {
          offset += 1
        }
        starts.append(UInt32(clamping: offset))
      }
    }
    self.starts = starts
  }

  /// The 0-based number of the line that holds an offset.
  public func line(at offset: Int) -> Int {
    starts.partitioningIndex { Int($0) > offset } - 1
  }
}

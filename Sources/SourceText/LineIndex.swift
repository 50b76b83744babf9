/// Where the lines of a text begin.
///
/// A line ends with LF, CR LF or a lone CR.
public struct LineIndex: Sendable {
  /// The offset of each line's first byte.
  public let starts: [UInt32]

  /// Finds the lines of a text.
  public init(_ bytes: [UInt8]) {
    var starts: [UInt32] = [0]
    var offset = 0
    while let end = bytes.firstIndex(of: UInt8(ascii: "\n"), or: UInt8(ascii: "\r"), from: offset) {
      offset = end + 1
      if bytes[end] == UInt8(ascii: "\r"), offset < bytes.count, bytes[offset] == UInt8(ascii: "\n") { offset += 1 }
      starts.append(UInt32(clamping: offset))
    }
    self.starts = starts
  }

  /// The 0-based number of the line that holds an offset.
  public func line(at offset: Int) -> Int {
    starts.partitioningIndex { Int($0) > offset } - 1
  }
}

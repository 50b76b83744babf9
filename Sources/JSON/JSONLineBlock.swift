/// Some lines of a stream of NDJSON that were read at once.
public struct JSONLineBlock: Sendable {
  /// How many bytes there are behind each line at least, so that whole words may be read at its end.
  package static let padding = 64

  /// The memory that holds the lines, and after them whatever it held before.
  package let bytes: [UInt8]
  /// Where each line ends.
  private let ends: [Int]
  /// The number of the first line.
  public let firstNumber: Int
  private let limit: Int

  init(bytes: [UInt8], ends: [Int], firstNumber: Int, limit: Int) {
    self.bytes = bytes
    self.ends = ends
    self.firstNumber = firstNumber
    self.limit = limit
  }

  /// Hands out the memory that holds the lines, with a line end behind each; nil where there is none.
  package func withMemory(_ body: (UnsafePointer<UInt8>?) -> Void) {
    bytes.withUnsafeBufferPointer { body($0.baseAddress) }
  }

  /// How many lines there are.
  public var count: Int { ends.count }

  /// A line.
  public subscript(place: Int) -> JSONLineReader.Line {
    let range = range(of: place)
    let isOverLimit = range.count > limit
    return JSONLineReader.Line(
      bytes: isOverLimit ? [] : bytes, range: isOverLimit ? 0..<0 : range, number: firstNumber + place,
      isOverLimit: isOverLimit)
  }

  /// The bytes of a line, without its line end and without the byte order mark of the stream.
  package func range(of place: Int) -> Range<Int> {
    var start = place == 0 ? 0 : ends[place - 1] + 1
    var end = ends[place]
    if end > start, bytes[end - 1] == 0x0D { end -= 1 }
    if firstNumber + place == 1, bytes[start..<end].starts(with: [0xEF, 0xBB, 0xBF]) { start += 3 }
    return start..<end
  }
}

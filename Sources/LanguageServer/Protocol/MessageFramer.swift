import SourceText

/// Takes messages out of a stream of bytes, whatever the pieces it comes in and whatever stands between messages.
struct MessageFramer {
  /// What stands next in the stream.
  enum Frame: Hashable, Sendable {
    /// The content of a message.
    case content([UInt8])
    /// A message of so many bytes, which was passed over.
    case overLimit(Int)
  }

  /// The most bytes of one message.
  static let sizeLimit = Limits().messageSize
  /// The most bytes of a line of a header.
  private static let lineLimit = 4096
  private static let lengthName = Array("content-length:".utf8)

  private var buffer: [UInt8] = []
  private var position = 0
  /// The length that the header says which is being read.
  private var length: Int?
  /// Whether the header has ended, so that the content comes next.
  private var isInContent = false

  /// Takes up what came.
  mutating func append(_ bytes: [UInt8]) {
    if position > 0, position == buffer.count || position > 1 << 20 {
      buffer.removeSubrange(..<position)
      position = 0
    }
    buffer += bytes
  }

  /// The next message, as far as all of it is there.
  mutating func next() -> Frame? {
    while true {
      if isInContent, let length {
        return length > Self.sizeLimit ? passOver(length) : content(length)
      }
      guard let line = nextLine() else { return nil }
      if line.isEmpty {
        isInContent = length != nil
      } else if let found = Self.length(in: line) {
        length = found
      }
    }
  }

  private mutating func content(_ count: Int) -> Frame? {
    guard buffer.count - position >= count else { return nil }
    defer {
      position += count
      endMessage()
    }
    return .content(Array(buffer[position..<position + count]))
  }

  private var passed = 0

  private mutating func passOver(_ count: Int) -> Frame? {
    let taken = min(buffer.count - position, count - passed)
    passed += taken
    position += taken
    guard passed == count else { return nil }
    endMessage()
    return .overLimit(count)
  }

  private mutating func endMessage() {
    length = nil
    isInContent = false
    passed = 0
  }

  /// The next line without its end; nil while there is none. Of one that does not end only the last bytes are kept.
  private mutating func nextLine() -> ArraySlice<UInt8>? {
    guard let end = buffer[position...].firstIndex(of: 0x0A) else {
      position = max(position, buffer.count - Self.lineLimit)
      return nil
    }
    let line = buffer[position..<end]
    position = end + 1
    return line.last == 0x0D ? line.dropLast() : line
  }

  /// The length that a line says. What a message of a wrong length left may stand before it.
  private static func length(in line: ArraySlice<UInt8>) -> Int? {
    guard line.count >= lengthName.count else { return nil }
    var start = line.endIndex - lengthName.count
    while start >= line.startIndex {
      let isName = zip(line[start...], lengthName).allSatisfy { ($0 &- 0x41 < 26 ? $0 | 0x20 : $0) == $1 }
      if isName { break }
      start -= 1
    }
    guard start >= line.startIndex else { return nil }
    let value = line[(start + lengthName.count)...].drop { $0 == 0x20 || $0 == 0x09 }
    let digits = value.prefix { (0x30...0x39).contains($0) }
    guard !digits.isEmpty, digits.count <= 15, value[digits.endIndex...].allSatisfy({ $0 == 0x20 || $0 == 0x09 }) else {
      return nil
    }
    return Int(String(decoding: digits, as: UTF8.self))
  }
}

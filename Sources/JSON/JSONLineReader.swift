#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Splits a stream with a JSON value on each line (NDJSON) into its lines, in bounded memory.
///
/// A line ends with LF or CR LF, the last also without one. It is handed out as a range of the block it came in, for
/// ``JSONDocument/init(parsing:range:limits:)``, so that nothing is copied.
public struct JSONLineReader {
  /// One line, without its line end.
  public struct Line: Sendable {
    /// The block that holds it.
    public let bytes: [UInt8]
    /// Its bytes in the block.
    public let range: Range<Int>
    /// Counted from 1; blank lines count.
    public let number: Int
    /// Whether the line went beyond the limit; its range then is empty.
    public let isOverLimit: Bool

    /// Whether the line holds nothing but blanks.
    public var isBlank: Bool {
      !isOverLimit && range.allSatisfy { bytes[$0] == 0x20 || bytes[$0] == 0x09 || bytes[$0] == 0x0D }
    }
  }

  /// Small enough to stay in the processor's cache, and below what an allocator asks the system for each time.
  private static let blockSize = 120 << 10

  private let read: (Int) -> [UInt8]
  private let limit: Int
  private var block: [UInt8] = []
  private var position = 0
  private var number = 0
  private var isAtEnd = false

  /// Creates a reader.
  ///
  /// - Parameters:
  ///   - limit: the most bytes of one line.
  ///   - read: gives up to a number of bytes; fewer only at the end.
  public init(limit: Int, read: @escaping (Int) -> [UInt8]) {
    self.limit = limit
    self.read = read
  }

  /// The next line, or nil at the end.
  public mutating func next() -> Line? {
    var searched = position
    while true {
      if let end = lineEnd(from: searched) {
        defer { position = end + 1 }
        return line(position..<end)
      }
      if isAtEnd {
        guard position < block.count else { return nil }
        defer { position = block.count }
        return line(position..<block.count)
      }
      if block.count - position > limit { return skipOverlongLine() }
      searched = block.count - position
      refill()
    }
  }

  private func lineEnd(from start: Int) -> Int? {
    block.withUnsafeBytes { buffer in
      guard start < buffer.count, let base = buffer.baseAddress else { return nil }
      return memchr(base + start, 0x0A, buffer.count - start).map { UnsafeRawPointer($0) - base }
    }
  }

  private mutating func line(_ range: Range<Int>) -> Line {
    number += 1
    var range = range
    if range.count > limit { return Line(bytes: [], range: 0..<0, number: number, isOverLimit: true) }
    if !range.isEmpty, block[range.upperBound - 1] == 0x0D { range = range.lowerBound..<(range.upperBound - 1) }
    if number == 1, block[range].starts(with: [0xEF, 0xBB, 0xBF]) { range = (range.lowerBound + 3)..<range.upperBound }
    return Line(bytes: block, range: range, number: number, isOverLimit: false)
  }

  /// Keeps what is left of the block and appends more.
  private mutating func refill() {
    let more = read(max(Self.blockSize, block.count - position))
    isAtEnd = more.isEmpty
    var joined: [UInt8] = []
    joined.reserveCapacity(block.count - position + more.count)
    joined.append(contentsOf: block[position...])
    joined.append(contentsOf: more)
    block = joined
    position = 0
  }

  /// Reads on to the end of a line that is over the limit, keeping none of it.
  private mutating func skipOverlongLine() -> Line {
    number += 1
    while true {
      block = read(Self.blockSize)
      position = 0
      if block.isEmpty {
        isAtEnd = true
        break
      }
      if let end = lineEnd(from: 0) {
        position = end + 1
        break
      }
    }
    return Line(bytes: [], range: 0..<0, number: number, isOverLimit: true)
  }
}

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

  /// Puts what is there into memory, up to its size, and gives how many bytes these are; 0 at the end.
  public typealias Fill = (UnsafeMutableRawBufferPointer) -> Int

  /// Small enough to stay in the processor's cache.
  private static let blockSize = 256 << 10

  private let fill: Fill
  private let limit: Int
  /// What was read and not handed out, which is less than a line, and room for more.
  private var buffer: [UInt8] = []
  private var used = 0
  /// How much of it is known to hold no line end.
  private var searched = 0
  private var number = 1
  private var isAtEnd = false
  /// Memory of blocks that are done with.
  private var spares: [[UInt8]] = []
  /// The block whose lines are handed out one by one.
  private var current = JSONLineBlock(bytes: [], ends: [], firstNumber: 1, limit: 0)
  private var place = 0

  /// Creates a reader.
  ///
  /// - Parameter limit: the most bytes of one line.
  public init(limit: Int, fill: @escaping Fill) {
    self.fill = fill
    self.limit = limit
  }

  /// Creates a reader.
  ///
  /// - Parameters:
  ///   - limit: the most bytes of one line.
  ///   - read: gives up to a number of bytes; none at the end.
  public init(limit: Int, read: @escaping (Int) -> [UInt8]) {
    self.init(limit: limit) { memory in
      let bytes = read(memory.count)
      memory.copyBytes(from: bytes.prefix(memory.count))
      return min(bytes.count, memory.count)
    }
  }

  /// The next line, or nil at the end.
  public mutating func next() -> Line? {
    while place == current.count {
      guard let block = nextBlock() else { return nil }
      current = block
      place = 0
    }
    defer { place += 1 }
    return current[place]
  }

  /// The next lines, as many as came with one read, or nil at the end.
  public mutating func nextBlock() -> JSONLineBlock? {
    while true {
      let ends = lineEnds(from: searched)
      searched = used
      if !ends.isEmpty { return takeBlock(lineEnds: ends) }
      if isAtEnd {
        guard used > 0 else { return nil }
        buffer[used] = 0x0A
        return takeBlock(lineEnds: [used])
      }
      if used > limit { return skipOverlongLine() }
      read()
    }
  }

  /// Takes back a block that nobody looks at any more, so that its memory is used again.
  public mutating func recycle(_ block: consuming JSONLineBlock) {
    if spares.count < 64, block.bytes.count <= 4 * Self.blockSize { spares.append(block.bytes) }
  }

  /// Reads once, behind what is there.
  private mutating func read() {
    let wanted = used + Self.blockSize + JSONLineBlock.padding
    if used == 0, buffer.count < wanted, let spare = spares.popLast() { buffer = spare }
    if buffer.count < wanted {
      buffer.append(contentsOf: repeatElement(0, count: max(wanted, 2 * used) - buffer.count))
    }
    let count = buffer.withUnsafeMutableBytes { memory in
      fill(UnsafeMutableRawBufferPointer(rebasing: memory[used..<used + Self.blockSize]))
    }
    isAtEnd = count <= 0
    used += max(0, count)
  }

  private func lineEnds(from start: Int) -> [Int] {
    var ends: [Int] = []
    buffer.withUnsafeBytes { memory in
      guard let base = memory.baseAddress else { return }
      var place = start
      while place < used, let end = memchr(base + place, 0x0A, used - place) {
        ends.append(UnsafeRawPointer(end) - base)
        place = UnsafeRawPointer(end) - base + 1
      }
    }
    return ends
  }

  /// Hands out the lines of the buffer and keeps what follows the last of them.
  private mutating func takeBlock(lineEnds: [Int]) -> JSONLineBlock {
    let block = JSONLineBlock(bytes: buffer, ends: lineEnds, firstNumber: number, limit: limit)
    keep(from: min((lineEnds.last ?? used) + 1, used))
    searched = used
    number += lineEnds.count
    return block
  }

  /// Goes on with the end of what was read, in other memory.
  private mutating func keep(from start: Int) {
    let count = used - start
    // Nobody else may hold it, lest all of it be copied when it is written to.
    var memory = spares.popLast() ?? []
    let wanted = count + Self.blockSize + JSONLineBlock.padding
    if memory.count < wanted { memory.append(contentsOf: repeatElement(0, count: wanted - memory.count)) }
    memory.withUnsafeMutableBytes { $0.copyBytes(from: buffer[start..<used]) }
    buffer = memory
    used = count
  }

  /// Reads on to the end of a line that is over the limit, keeping none of it.
  private mutating func skipOverlongLine() -> JSONLineBlock {
    buffer = []
    repeat {
      used = 0
      read()
    } while !isAtEnd && !buffer[..<used].contains(0x0A)
    keep(from: buffer[..<used].firstIndex(of: 0x0A).map { $0 + 1 } ?? used)
    searched = 0
    defer { number += 1 }
    return JSONLineBlock(bytes: [], ends: [0], firstNumber: number, limit: -1)
  }
}

/// One line of a text with a JSON value on each line.
public struct JSONLine: Hashable, Sendable {
  /// The number of the line, counted from 1; blank lines count.
  public let number: Int
  /// The bytes of the line, without its line break.
  public let range: Range<Int>
  /// Whether the line holds nothing but blanks.
  public let isBlank: Bool
}

/// The lines of a text with a JSON value on each line.
///
/// A line ends with LF or CR LF, the last also without one. Nothing is copied: a line is read with
/// ``JSONDocument/init(parsing:range:limits:)``.
public struct JSONLines: Sequence, Sendable {
  private let bytes: [UInt8]

  /// Splits a text.
  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Begins at the first line.
  public func makeIterator() -> Iterator { Iterator(bytes) }

  /// Finds one line after the other.
  public struct Iterator: IteratorProtocol {
    private let bytes: [UInt8]
    private var position = 0
    private var number = 0

    init(_ bytes: [UInt8]) {
      self.bytes = bytes
    }

    /// The next line, or nil at the end of the text.
    public mutating func next() -> JSONLine? {
      guard position < bytes.count else { return nil }
      let start = position
      var end = start
      var isBlank = true
      let bytes = bytes
      let span = bytes.span
      while end < span.count, span[end] != 0x0A {
        if span[end] > 0x20 { isBlank = false }
        end += 1
      }
      position = end + 1
      if end > start, span[end - 1] == 0x0D { end -= 1 }
      number += 1
      return JSONLine(number: number, range: start..<end, isBlank: isBlank)
    }
  }
}

/// A half-open range of byte offsets into one text.
///
/// Offsets are 32-bit: a text is at most 4 GiB, which every reader checks before it hands out ranges.
public struct ByteRange: Hashable, Sendable {
  /// The offset of the first byte.
  public let start: UInt32
  /// The offset after the last byte; never smaller than `start`.
  public let end: UInt32

  /// Creates a range; an `end` before `start` gives the empty range at `start`.
  public init(_ start: Int, _ end: Int) {
    self.start = UInt32(clamping: start)
    self.end = max(self.start, UInt32(clamping: end))
  }

  /// Creates the empty range at an offset.
  public init(at offset: Int) {
    self.init(offset, offset)
  }

  /// The number of bytes.
  public var count: Int { Int(end - start) }

  /// Whether the range covers no byte.
  public var isEmpty: Bool { start == end }

  /// The offsets as integers, for subscripting byte arrays.
  public var indices: Range<Int> { Int(start)..<Int(end) }

  /// The smallest range that covers both ranges and what lies between them.
  public func union(_ other: ByteRange) -> ByteRange {
    ByteRange(Int(min(start, other.start)), Int(max(end, other.end)))
  }

  /// Whether an offset lies in the range; the end does not.
  public func contains(_ offset: Int) -> Bool {
    offset >= Int(start) && offset < Int(end)
  }

  /// Whether another range lies wholly inside this one.
  public func contains(_ other: ByteRange) -> Bool {
    other.start >= start && other.end <= end
  }

  /// The range moved by a number of bytes.
  public func shifted(by distance: Int) -> ByteRange {
    ByteRange(Int(start) + distance, Int(end) + distance)
  }
}

extension ByteRange: Comparable {
  /// Orders by start, then by end.
  public static func < (left: ByteRange, right: ByteRange) -> Bool {
    (left.start, left.end) < (right.start, right.end)
  }
}

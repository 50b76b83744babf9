/// Maps a decoded text (a YAML scalar without its escapes, an XML attribute without its entities) to the bytes it was
/// written with.
///
/// A map is a sorted list of segments. A *verbatim* segment has the same bytes on both sides and is mapped byte by byte;
/// any other segment (an escape, an entity, a folded line break) is mapped as a whole.
public struct SourceMap: Hashable, Sendable {
  /// A run of decoded bytes and the source bytes that it comes from.
  public struct Segment: Hashable, Sendable {
    /// Where the run begins in the decoded text.
    public let decoded: UInt32
    /// The number of decoded bytes; zero for source bytes that leave no trace in the decoded text.
    public let decodedCount: UInt32
    /// The bytes of the source.
    public let source: ByteRange

    /// Whether both sides hold the same bytes.
    public var isVerbatim: Bool { Int(decodedCount) == source.count }
  }

  /// The segments in order of both sides.
  public private(set) var segments: [Segment] = []
  /// Where the decoded text begins in the source; the place of an empty text.
  public let origin: Int

  /// Creates an empty map whose text begins at an offset of the source.
  public init(origin: Int) {
    self.origin = origin
  }

  /// Creates the map of a text that stands in the source as it is.
  public init(verbatim range: ByteRange) {
    self.init(origin: Int(range.start))
    appendVerbatim(range)
  }

  /// The length of the decoded text in bytes.
  public var decodedCount: Int {
    guard let last = segments.last else { return 0 }
    return Int(last.decoded) + Int(last.decodedCount)
  }

  /// Whether every byte of the decoded text stands in the source as it is, in one piece.
  public var isVerbatim: Bool {
    segments.isEmpty || (segments.count == 1 && segments[0].isVerbatim)
  }

  /// Appends source bytes that are decoded to themselves.
  public mutating func appendVerbatim(_ range: ByteRange) {
    guard !range.isEmpty else { return }
    if let last = segments.last, last.isVerbatim, last.source.end == range.start {
      segments[segments.count - 1] = Segment(
        decoded: last.decoded, decodedCount: last.decodedCount + UInt32(range.count),
        source: last.source.union(range))
      return
    }
    segments.append(Segment(decoded: UInt32(decodedCount), decodedCount: UInt32(range.count), source: range))
  }

  /// Appends source bytes that are decoded to `count` other bytes.
  ///
  /// Where both sides happen to be equally long the segment would pass for a verbatim one, which maps to the same outer
  /// range and so is harmless only for single characters; readers append one segment for each escape.
  public mutating func append(_ range: ByteRange, decodedTo count: Int) {
    segments.append(Segment(decoded: UInt32(decodedCount), decodedCount: UInt32(count), source: range))
  }

  /// The source bytes that a range of the decoded text was written with.
  public func source(of range: ByteRange) -> ByteRange {
    guard !segments.isEmpty else { return ByteRange(at: origin) }
    let start = sourceStart(of: Int(range.start))
    return range.isEmpty ? ByteRange(at: start) : ByteRange(start, sourceEnd(of: Int(range.end)))
  }

  /// The offset of the decoded text that an offset of the source lies at: inside of an escape its beginning, at the end of
  /// the text its length; nil outside of it.
  public func decoded(at offset: Int) -> Int? {
    guard let first = segments.first, let last = segments.last else { return offset == origin ? 0 : nil }
    guard offset >= Int(first.source.start), offset <= Int(last.source.end) else { return nil }
    let index = segments.partitioningIndex { Int($0.source.end) > offset }
    guard index < segments.count else { return decodedCount }
    let segment = segments[index]
    return segment.isVerbatim
      ? Int(segment.decoded) + max(0, offset - Int(segment.source.start)) : Int(segment.decoded)
  }

  /// The source offset where the decoded byte at `offset` begins.
  private func sourceStart(of offset: Int) -> Int {
    guard let segment = segment(holding: offset) else {
      return segments.last.map { Int($0.source.end) } ?? origin
    }
    return segment.isVerbatim
      ? Int(segment.source.start) + (offset - Int(segment.decoded)) : Int(segment.source.start)
  }

  /// The source offset after the decoded byte before `offset`.
  private func sourceEnd(of offset: Int) -> Int {
    guard offset > 0, let segment = segment(holding: offset - 1) else {
      return segments.last.map { Int($0.source.end) } ?? origin
    }
    return segment.isVerbatim
      ? Int(segment.source.start) + (offset - Int(segment.decoded)) : Int(segment.source.end)
  }

  /// The segment that the decoded byte at `offset` belongs to.
  private func segment(holding offset: Int) -> Segment? {
    let index = segments.partitioningIndex { Int($0.decoded) + Int($0.decodedCount) > offset }
    return index < segments.count ? segments[index] : nil
  }
}

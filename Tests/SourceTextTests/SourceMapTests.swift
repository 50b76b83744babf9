import SourceText
import Testing

/// `a\tb` in double quotes at offset 10: the decoded text is a, tab, b.
private func escapedMap() -> SourceMap {
  var map = SourceMap(origin: 10)
  map.appendVerbatim(ByteRange(10, 11))
  map.append(ByteRange(11, 13), decodedTo: 1)
  map.appendVerbatim(ByteRange(13, 14))
  return map
}

@Suite("Source maps")
struct SourceMapTests {
  @Test(
    "map decoded ranges to what was written",
    arguments: [
      (ByteRange(0, 1), ByteRange(10, 11)), (ByteRange(1, 2), ByteRange(11, 13)), (ByteRange(2, 3), ByteRange(13, 14)),
      (ByteRange(0, 3), ByteRange(10, 14)), (ByteRange(at: 1), ByteRange(at: 11)),
      (ByteRange(at: 3), ByteRange(at: 14)),
    ])
  func throughEscapes(decoded: ByteRange, source: ByteRange) {
    #expect(escapedMap().source(of: decoded) == source)
  }

  @Test("join neighbouring verbatim pieces")
  func joined() {
    var map = SourceMap(origin: 4)
    map.appendVerbatim(ByteRange(4, 6))
    map.appendVerbatim(ByteRange(6, 9))
    #expect(map.isVerbatim)
    #expect(map.segments.count == 1)
    #expect(map.source(of: ByteRange(1, 4)) == ByteRange(5, 8))
  }

  @Test("pass over source bytes that leave no trace")
  func withoutTrace() {
    var map = SourceMap(origin: 0)
    map.appendVerbatim(ByteRange(0, 2))
    map.append(ByteRange(2, 9), decodedTo: 0)
    map.appendVerbatim(ByteRange(9, 11))
    #expect(map.source(of: ByteRange(1, 3)) == ByteRange(1, 10))
    #expect(map.source(of: ByteRange(2, 4)) == ByteRange(9, 11))
    #expect(map.source(of: ByteRange(0, 2)) == ByteRange(0, 2))
  }

  @Test("never leave the source, whatever is asked")
  func outOfBounds() {
    let map = escapedMap()
    #expect(map.source(of: ByteRange(2, 400)) == ByteRange(13, 14))
    #expect(map.source(of: ByteRange(50, 60)) == ByteRange(14, 14))
    #expect(SourceMap(origin: 7).source(of: ByteRange(0, 3)) == ByteRange(at: 7))
  }
}

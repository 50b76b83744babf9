import SourceText
import TestSupport
import Testing

@testable import Linting

/// Where a place lies in ranges that nest is found as if each of them was looked at.
struct NestedRangesTests {
  @Test func innermostIsTheShortestThatHolds() {
    var ranges: [ByteRange] = []
    func add(_ start: Int, _ end: Int, _ depth: Int) {
      ranges.append(ByteRange(start, end))
      guard depth < 4, end - start > 8 else { return }
      // Two children with a gap between them, the first as wide as can be.
      let middle = start + (end - start) * 2 / 3
      add(start, middle, depth + 1)
      add(middle + 2, end - 1, depth + 1)
    }
    add(0, 90, 0)
    add(100, 160, 0)
    add(100, 160, 0)
    let nested = NestedRanges(ranges)
    for start in 0..<165 {
      for length in 0..<6 {
        let place = ByteRange(start, start + length)
        let expected = ranges.indices.filter { ranges[$0].start <= place.start && place.end <= ranges[$0].end }
          .min { ranges[$0].count < ranges[$1].count }
        #expect(nested.innermost(holding: place) == expected, "\(place)")
      }
    }
    #expect(NestedRanges([]).innermost(holding: ByteRange(0, 1)) == nil)
  }
}

import SourceText
import TestSupport
import Testing

@Suite("Search for bytes")
struct ByteSearchTests {
  @Test("finds what a plain search finds", arguments: 0..<40)
  func samePlaces(length: Int) {
    var generator = SeededGenerator(seed: UInt64(length))
    for _ in 0..<50 {
      // Few different bytes, so that there are many of each; some have the high bit.
      let bytes = (0..<length).map { _ in
        [0x00, 0x01, 0x0A, 0x0D, 0x41, 0x7F, 0x80, 0x8A, 0xFF].randomElement(using: &generator) ?? UInt8(0)
      }
      for start in 0...length {
        for byte in [0x00, 0x0A, 0x80, 0xFF] as [UInt8] {
          #expect(bytes.firstIndex(of: byte, from: start) == bytes[start...].firstIndex(of: byte))
        }
        let either = bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D }
        #expect(bytes.firstIndex(of: 0x0A, or: 0x0D, from: start) == either)
      }
    }
  }
}

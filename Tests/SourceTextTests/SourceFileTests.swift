import SourceText
import Testing

private func utf16(_ text: String, littleEndian: Bool) -> [UInt8] {
  var bytes: [UInt8] = littleEndian ? [0xFF, 0xFE] : [0xFE, 0xFF]
  for unit in text.utf16 {
    let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
    bytes += littleEndian ? pair : pair.reversed()
  }
  return bytes
}

@Suite("Source files")
struct SourceFileTests {
  @Test("count lines at LF, CR LF and CR, and columns in scalars")
  func places() throws {
    let file = try SourceFile(name: "a", contents: Array("é1\r\n東2\r😀3\n".utf8))
    #expect(file.place(at: 0) == Place(line: 1, column: 1, offset: 0))
    #expect(file.place(at: 2) == Place(line: 1, column: 2, offset: 2))
    #expect(file.place(at: 8) == Place(line: 2, column: 2, offset: 8))
    #expect(file.place(at: 14) == Place(line: 3, column: 2, offset: 14))
    #expect(file.place(at: 16) == Place(line: 4, column: 1, offset: 16))
    #expect(file.place(at: 999) == Place(line: 4, column: 1, offset: 16))
  }

  @Test("give offsets of the file as it is on disk", arguments: [true, false])
  func utf16Offsets(littleEndian: Bool) throws {
    let text = "é: 東\n😀: x"
    let file = try SourceFile(name: "a", contents: utf16(text, littleEndian: littleEndian))
    #expect(file.bytes == Array(text.utf8))
    let x = try #require(file.bytes.lastIndex(of: UInt8(ascii: "x")))
    #expect(file.place(at: x) == Place(line: 2, column: 4, offset: 2 + 2 * (5 + 4)))
    #expect(file.contents(for: file.bytes) == utf16(text, littleEndian: littleEndian))
  }

  @Test("count columns of long lines", arguments: [1023, 1024, 1025, 5000])
  func longLines(count: Int) throws {
    let text = "a\n" + String(repeating: "é😀x", count: count)
    let contents = Array(text.utf8)
    let file = try SourceFile(name: "a", contents: contents)
    let wide = try SourceFile(name: "a", contents: utf16(text, littleEndian: true))
    for number in [0, 1, 146, 147, count - 1, count] {
      let place = Place(line: 2, column: 3 * number + 1, offset: 2 + 7 * number)
      #expect(file.place(at: 2 + 7 * number) == place)
      #expect(wide.place(at: 2 + 7 * number).offset == 2 + 2 * (2 + 4 * number))
    }
  }

  @Test("leave out a byte order mark, which is no column but counts in offsets")
  func byteOrderMark() throws {
    let file = try SourceFile(name: "a", contents: [0xEF, 0xBB, 0xBF] + Array("ab".utf8))
    #expect(file.bytes == Array("ab".utf8))
    #expect(file.place(at: 1) == Place(line: 1, column: 2, offset: 4))
    #expect(file.contents(for: Array("x".utf8)) == [0xEF, 0xBB, 0xBF, 0x78])
  }

  @Test(
    "tell where bytes are no text",
    arguments: [
      ([0x61, 0xFF], 1), ([0xEF, 0xBB, 0xBF, 0x61, 0xC3], 4), ([0xFF, 0xFE, 0x61], 2),
      ([0xFF, 0xFE, 0x00, 0xD8, 0x61, 0x00], 2), ([0xC0, 0x80], 0),
    ] as [([UInt8], Int)])
  func invalid(bytes: [UInt8], offset: Int) {
    #expect { try SourceFile(name: "a", contents: bytes) } throws: { error in
      (error as? SourceFile.Failure)?.offset == offset
    }
  }
}

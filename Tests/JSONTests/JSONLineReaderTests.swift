import JSON
import Testing

@Suite("Lines of a stream")
struct JSONLineReaderTests {
  /// The lines of a text that is handed out in pieces of a size.
  private func lines(_ text: String, pieces: Int, limit: Int = 1 << 20) -> [String] {
    var rest = Array(text.utf8)[...]
    var reader = JSONLineReader(limit: limit) { _ in
      defer { rest = rest.dropFirst(pieces) }
      return Array(rest.prefix(pieces))
    }
    var lines: [String] = []
    while let line = reader.next() {
      let text = line.isOverLimit ? "(over the limit)" : String(decoding: line.bytes[line.range], as: UTF8.self)
      lines.append("\(line.number):\(text)")
    }
    return lines
  }

  @Test("do not depend on how the stream is cut", arguments: [1, 2, 3, 7, 100])
  func pieces(size: Int) {
    #expect(lines("ab\r\n\ncd\n", pieces: size) == ["1:ab", "2:", "3:cd"])
    #expect(lines("ab\nlast", pieces: size) == ["1:ab", "2:last"])
    #expect(lines("", pieces: size) == [])
    #expect(lines("\n", pieces: size) == ["1:"])
  }

  @Test("leave out a byte order mark")
  func byteOrderMark() {
    #expect(lines("\u{FEFF}a\nb", pieces: 100) == ["1:a", "2:b"])
  }

  @Test("pass over a line beyond the limit and go on", arguments: [1, 5, 16, 1000])
  func overLimit(size: Int) {
    let long = String(repeating: "x", count: 50)
    #expect(lines("a\n\(long)\nb\n", pieces: size, limit: 20) == ["1:a", "2:(over the limit)", "3:b"])
    #expect(lines("a\n\(long)", pieces: size, limit: 20) == ["1:a", "2:(over the limit)"])
  }

  @Test("are read as documents where they stand")
  func documents() throws {
    var rest = Array("{\"a\":1}\n{\"a\":22}\n".utf8)[...]
    var reader = JSONLineReader(limit: 100) { count in
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
    let first = reader.next()
    let second = reader.next()
    for (line, number) in [(first, "1"), (second, "22")] {
      let line = try #require(line)
      #expect(try JSONDocument(parsing: line.bytes, range: line.range).root["a"]?.numberText == number)
    }
  }
}

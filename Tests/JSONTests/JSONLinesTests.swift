import JSON
import SourceText
import Testing

@Suite struct JSONLinesTests {
  @Test(
    arguments: [
      ("", []), ("\n", ["1 -"]), ("{}", ["1 {}"]), ("{}\n", ["1 {}"]), ("{}\r\n[]\r\n", ["1 {}", "2 []"]),
      ("1\n\n \t\n2", ["1 1", "2 -", "3 -", "4 2"]), ("\r\n1\r\n", ["1 -", "2 1"]), ("a\rb\nc", ["1 a\rb", "2 c"]),
    ] as [(String, [String])])
  func splits(_ text: String, into expected: [String]) {
    let bytes = Array(text.utf8)
    let lines = JSONLines(bytes).map { line in
      "\(line.number) " + (line.isBlank ? "-" : String(decoding: bytes[line.range], as: UTF8.self))
    }
    #expect(lines == expected)
  }

  @Test func linesAreReadInPlace() throws {
    let bytes = Array("{\"a\":1}\r\n{\"a\":22}\n".utf8)
    let values = try JSONLines(bytes).map { try JSONDocument(parsing: bytes, range: $0.range).root["a"]?.range.start }
    #expect(values == [5, 14])
  }
}

import Documents
import SourceText
import Testing

struct I3ReaderTests {
  private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")

  /// The base64 of a text.
  private static func base64(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var result = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = (group + [0, 0]).prefix(3).reduce(0) { $0 << 8 | Int($1) }
      for place in 0..<4 {
        result.append(place <= group.count ? digits[bits >> (18 - 6 * place) & 63] : "=")
      }
    }
    return result
  }

  /// A text with all but letters and digits percent-encoded.
  private static func percent(_ text: String) -> String {
    text.utf8.map { byte in
      let scalar = Character(Unicode.Scalar(byte))
      if byte < 0x80, scalar.isLetter || scalar.isNumber || scalar == "+" { return String(scalar) }
      return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }.joined()
  }

  private func read(_ text: String) throws -> DocumentReading {
    try DocumentReader.read(name: "flow.i3WorkFlow", contents: Array(text.utf8))
  }

  @Test func textIsDecoded() throws {
    for (length, name) in ["a", "ab", "1+1 = 2", "é\"\\ 😀"].enumerated() {
      let escaped = name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      let encoded = Self.base64(Self.percent("{\"name\":\"\(escaped)\",\"n\":\(length)}"))
      #expect(encoded.hasPrefix("JTdCJTIy"))
      let wrapped = encoded.enumerated().map { $0.offset % 7 == 6 ? "\($0.element)\r\n\t " : "\($0.element)" }.joined()
      for text in [encoded, encoded + "\n", "\n " + encoded, wrapped, "\u{FEFF}" + encoded] {
        let reading = try read(text)
        #expect(reading.format == .i3 && reading.diagnostics.isEmpty)
        let document = try #require(reading.documents.first)
        #expect(document.format == .i3 && !document.hasPlaces)
        #expect(document.root["name"]?.text == name)
        #expect(document.root["n"]?.text == "\(length)")
      }
    }
  }

  /// A text, what is said of it, and the byte of the file that it is said of.
  static let damages: [(text: String, message: String, offset: Int)] = [
    ("JTdCJTIy*", "not valid base64: expected a letter, a digit, ‘+’, ‘/’ or ‘=’, found ‘*’, at byte 8 of 9", 8),
    ("JTdCJTIyé", "not valid base64: expected a letter, a digit, ‘+’, ‘/’ or ‘=’, found ‘é’, at byte 8 of 10", 8),
    (
      "JTdCJTIyY", "not valid base64: the text ends within a group of four characters; it is cut off, at byte 9 of 9", 9
    ),
    (
      "JTdCJTIyYW",
      "not valid base64: the text ends within a group of four characters; it is cut off, at byte 10 of 10", 10
    ),
    (
      "JTdCJTIyYW=",
      "not valid base64: the text ends within a group of four characters; it is cut off, at byte 11 of 11", 11
    ),
    ("JTdCJTIy=", "not valid base64: expected no ‘=’ here, at byte 8 of 9", 8),
    ("JTdCJTIyYQ===", "not valid base64: expected no ‘=’ here, at byte 12 of 13", 12),
    ("JTdCJTIyYQ==YQ==", "not valid base64: expected the end of the text after ‘=’, found ‘Y’, at byte 12 of 16", 12),
    (
      "JTdCJTIy" + base64("%G1"),
      "not valid percent-encoding: expected two hexadecimal digits after ‘%’, found ‘%G1’, at byte 8 of 12", 8
    ),
    (
      "JTdCJTIy\n" + base64("ab%2"),
      "not valid percent-encoding: expected two hexadecimal digits after ‘%’, found ‘%2’, at byte 11 of 17", 11
    ),
  ]

  @Test(arguments: damages)
  func damageIsReported(text: String, message: String, offset: Int) throws {
    let reading = try read(text)
    #expect(reading.format == .i3 && reading.documents.isEmpty)
    #expect(reading.diagnostics.map(\.message) == [message])
    #expect(reading.diagnostics.map { Int($0.range.start) } == [offset])
    #expect(reading.diagnostics.allSatisfy { $0.code == .parseError && $0.severity == .error })
  }

  @Test func damagedJSONIsReportedWhereItIsEncoded() throws {
    let encoded = Self.base64(Self.percent(#"{"a":x}"#))
    let reading = try read(encoded)
    let diagnostic = try #require(reading.diagnostics.first)
    #expect(diagnostic.message.hasPrefix("not valid JSON after decoding: "))
    #expect(diagnostic.message.hasSuffix(", at byte 5 of 7 of the decoded text"))
    // `%7B%22a%22%3A` has thirteen bytes: four groups of three, then the second digit of the fifth.
    #expect(Int(diagnostic.range.start) == 17)
  }

  @Test func textThatIsNoUTF8IsReported() throws {
    let reading = try read(Self.base64("%7B%22a%22%3A%22%FF%22%7D"))
    #expect(reading.diagnostics.count == 1 && reading.documents.isEmpty)
    #expect(reading.diagnostics.first?.message.contains("UTF-8") == true)
  }

  @Test func otherBase64IsNoExport() {
    #expect(throws: DocumentError.self) { try read(Self.base64("{\"name\":1}")) }
    #expect(throws: DocumentError.self) { try read("QUJDRA==") }
  }

  @Test func depthIsLimited() throws {
    let deep = "{\"a\":" + String(repeating: "[", count: 300) + String(repeating: "]", count: 300) + "}"
    #expect(throws: DocumentError.self) { try read(Self.base64(Self.percent(deep))) }
  }
}

import Documents
import SourceText
import Testing

@Suite struct I3ReaderTests {
  /// `{"a":"é %","b":[1]}`, percent-encoded and in base64.
  static let whole = "JTdCJTIyYSUyMiUzQSUyMiVDMyVBOSUyMCUyNSUyMiUyQyUyMmIlMjIlM0ElNUIxJTVEJTdE"

  @Test(arguments: [whole, whole + "\n", "\n  " + whole.prefix(3) + "\r\n" + whole.dropFirst(3)])
  func tree(_ text: String) throws {
    let reading = try read(text)
    #expect(reading.format == .i3)
    #expect(reading.diagnostics.isEmpty)
    let tree = try #require(reading.documents.first)
    #expect(TreeText.text(of: tree.root) == "{a: ‘é %’, b: [1]}")
    let value = try #require(tree.root["a"])
    #expect(tree.file.text(value.contentRange) == "é %")
    #expect(value.edit(replacing: ByteRange(0, 2), with: "x") == nil)
  }

  @Test(
    arguments: [
      (String(whole.dropLast(2)), "the base64 text is cut off", whole.utf8.count - 2),
      (whole.prefix(20) + "*" + whole.dropFirst(21), "a character that cannot stand in base64", 20),
      (whole.prefix(20) + "==" + whole.dropFirst(20), "the base64 text goes on after its end", 22),
      ("JTdCJTIyYSVaWg==", "a percent sign without two hexadecimal digits", 9),
      ("JTdCJTIyYSAi", "a byte that percent-encoding never leaves as it is", 9),
      ("JTdCJTIyYSUyMiUzQSU3RA==", "the JSON in it is not valid at its byte 5", 17),
    ] as [(String, String, Int)])
  func damage(_ text: String, _ message: String, _ offset: Int) throws {
    let reading = try read(text)
    #expect(reading.documents.isEmpty)
    let diagnostic = try #require(reading.diagnostics.first)
    #expect(diagnostic.code == .parseError)
    #expect(diagnostic.message.contains(message))
    #expect(diagnostic.message.hasSuffix(" (byte \(offset) of \(text.utf8.count))"))
    #expect(Int(diagnostic.range.start) == offset)
  }
}

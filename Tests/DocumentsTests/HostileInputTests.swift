import Documents
import SourceText
import Testing

/// Files that are no documents, broken ones and attacks: a clear answer, no crash, at once.
@Suite struct HostileInputTests {
  static let refused: [([UInt8], String)] = [
    ([], "the file is empty"),
    (Array(" \n\t\r\n".utf8), "the file holds nothing but blanks"),
    ([0xEF, 0xBB, 0xBF], "the file is empty"),
    (Array("a: b\0c".utf8), "the file is binary, not an exported flow"),
    ([0x1F, 0x8B, 8, 0], "the file is a gzip archive, not an exported flow"),
    (Array("PK\u{3}\u{4}".utf8), "the file is a zip archive, not an exported flow"),
    (Array("%PDF-1.7\n".utf8), "the file is a PDF document, not an exported flow"),
    ([0x89] + Array("PNG\r\n\u{1A}\n".utf8), "the file is a PNG image, not an exported flow"),
    ([0x7F] + Array("ELF".utf8), "the file is an ELF executable, not an exported flow"),
    (
      [1, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 1, 0, 0xFF, 0xFE, 0xFF, 4],
      "the file is a PureConnect handler (.ihd), which is not supported"
    ),
    (
      Array("Dear reader,\nthis is a letter.\n".utf8),
      "the file does not begin like an exported flow in YAML, JSON or XML"
    ),
    (Array("# only a comment\n".utf8), "the file does not begin like an exported flow in YAML, JSON or XML"),
    ([0xFF, 0xFE, 0x41], "the text is not valid UTF-16: it ends in the middle of a character"),
  ]

  @Test(arguments: refused)
  func unrecognised(_ contents: [UInt8], _ message: String) {
    #expect(throws: DocumentError.unrecognised(message)) { try DocumentReader.read(name: "x", contents: contents) }
  }

  static let formats: [(String, DocumentFormat)] = [
    ("a: b", DocumentFormat.yaml), ("\n\n  a: b", .yaml), ("- a", .yaml), ("---\na: b", .yaml), ("'a b': c", .yaml),
    ("# c\n\na:\n", .yaml), ("%YAML 1.1\n---\na: b", .yaml), ("{{root}}:\n  a: b", .yaml),
    ("<integrationName>: b", .yaml),
    ("${root}:\n  a: b", .yaml), (" {}", .json), ("[1]", .json), ("\n<a/>", .xml), ("<a b='c: d'/>", .xml),
    ("<?xml version='1.0'?><a/>", .xml), ("<a>\nb: c\n</a>", .xml),
  ]

  @Test(arguments: formats)
  func format(_ text: String, _ expected: DocumentFormat) throws {
    #expect(try read(text).format == expected)
  }

  static let truncations: [(String, Range<Int>)] = [
    ("{\"a\": [1, {\"b\": \"c", 18..<18), ("{\"a\": tru}", 6..<10), ("[1,]", 3..<4), ("a: \"b", 5..<5),
    ("<a><b", 5..<5),
  ]

  @Test(arguments: truncations)
  func truncated(_ text: String, _ range: Range<Int>) throws {
    let reading = try read(text)
    #expect(reading.diagnostics.count == 1)
    let diagnostic = try #require(reading.diagnostics.first)
    #expect(diagnostic.code == .parseError)
    #expect(diagnostic.range.start <= text.utf8.count)
  }

  /// What is repeated without end, and what ends it.
  static let deep: [(String, String, Int)] = [
    ("[", "", 100_000), ("{\"a\":", "", 100_000), ("a: [", "[", 100_000), ("a: {", "{a: ", 100_000),
    ("- ", "- ", 100_000),
    ("a:\n ", "? ", 100_000), ("<a>", "<a>", 300_000), ("<a b='c'>x", "<a>x", 300_000),
  ]

  @Test(arguments: deep) func depth(_ start: String, _ repeated: String, _ count: Int) {
    expectTooDeep(start + String(repeating: repeated.isEmpty ? start : repeated, count: count))
  }

  @Test func depthOfIndentation() {
    expectTooDeep((0..<2000).map { String(repeating: " ", count: $0) + "a:\n" }.joined())
  }

  private func expectTooDeep(_ text: String) {
    do {
      _ = try read(text)
      Issue.record("a limit was expected")
    } catch .overLimit(let message, let offset) {
      #expect(message.contains("200"))
      #expect(offset != nil)
    } catch {
      Issue.record("\(error)")
    }
  }

  @Test func depthOf200IsRead() throws {
    for text in [
      String(repeating: "[", count: 200) + String(repeating: "]", count: 200),
      "- " + String(repeating: "[", count: 199) + String(repeating: "]", count: 199),
      String(repeating: "<a>", count: 200) + String(repeating: "</a>", count: 200),
    ] {
      #expect(try read(text).diagnostics.isEmpty)
    }
  }

  @Test func size() {
    var limits = DocumentLimits()
    limits.size = 100
    let contents = Array(("a: " + String(repeating: "x", count: 200)).utf8)
    #expect(
      throws: DocumentError.overLimit(
        "the file has 203 bytes, more than the limit of 100; ‘file-size’ under ‘limits’ in plumb.yaml sets it",
        offset: nil)
    ) {
      try DocumentReader.read(name: "x", contents: contents, limits: limits)
    }
  }

  @Test func aliasBomb() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1..<12 {
      let items = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(items)]\n"
    }
    #expect(throws: DocumentError.overLimit("aliases add more than 100000 values", offset: 261)) { try read(text) }
  }

  @Test func manySiblings() throws {
    let same = "<r>" + String(repeating: "<a>x</a>", count: 100_000) + "</r>"
    #expect(try read(same).documents.first?.root["r"]?["a"]?.count == 100_000)
    let different = "<r>" + (0..<100_000).map { "<a\($0)>x</a\($0)>" }.joined() + "</r>"
    #expect(try read(different).documents.first?.root["r"]?.count == 100_000)
    let keys = (0..<100_000).map { "k\($0): &a\($0) v\n" }.joined()
    #expect(try read(keys).documents.first?.root.count == 100_000)
  }

  @Test(arguments: ["a: b\nc: d\u{FF}", "<a>\u{FF}</a>", "{\"a\": \"\u{FF}\"}"])
  func invalidUTF8(_ text: String) throws {
    let contents = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    for mark: [UInt8] in [[], [0xEF, 0xBB, 0xBF]] {
      let reading = try DocumentReader.read(name: "x", contents: mark + contents)
      #expect(reading.documents.isEmpty)
      let diagnostic = try #require(reading.diagnostics.first)
      #expect(diagnostic.message.hasPrefix("the text is not valid UTF-8: the byte 0xFF"))
      #expect(
        reading.file.place(at: Int(diagnostic.range.start)).offset == mark.count + (contents.firstIndex(of: 0xFF) ?? 0))
    }
  }

  /// Any change of a small document gives a document or a message, with all ranges inside the text.
  @Test(
    arguments: [
      "inboundCall:\n  name: {{a}}\n  x: &a [\"b\\n\\u00e9\", 'c''d', *a]\n  y: |2-\n    e\n\n   f\n  z: >+\n    g\n    h\n",
      "{\"a\": [1, -2.5e3, true, null, \"b\\n\\u00e9\\ud83d\\ude00\"], \"c\": {\"d\": {}}}",
      "<?xml version=\"1.0\"?>\n<a b='c &lt; d'><!-- e --><f>g &amp; h<![CDATA[i]]></f><f/>\r\n<j>é</j></a>",
      "<root><a type=\"list\"><item type=\"str\">b</item></a><key name=\"c d\" type=\"dict\"><e/></key></root>",
    ], 0..<3)
  func mutations(_ text: String, _ seed: Int) throws {
    var dice = Dice(seed: UInt64(seed))
    let original = Array(text.utf8)
    for _ in 0..<1500 {
      var bytes = original
      for _ in 0..<Int.random(in: 1..<4, using: &dice) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &dice)
        switch Int.random(in: 0..<5, using: &dice) {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(bytes[Int.random(in: 0..<bytes.count, using: &dice)], at: place)
        case 2: bytes[place] = UInt8.random(in: 0...255, using: &dice)
        case 3: bytes.removeLast(bytes.count - place)
        default: bytes.swapAt(place, Int.random(in: 0..<bytes.count, using: &dice))
        }
      }
      guard let reading = try? DocumentReader.read(name: "x", contents: bytes) else { continue }
      let count = UInt32(reading.file.bytes.count)
      for node in reading.documents.flatMap({ nodes(of: $0.root) }) {
        #expect(node.range.end <= count)
        #expect(node.contentRange.end <= count)
        guard let text = node.text else { continue }
        #expect(node.map.decodedCount == text.utf8.count)
        #expect(node.source(of: ByteRange(0, text.utf8.count)).end <= count)
      }
      for diagnostic in reading.diagnostics { #expect(diagnostic.range.end <= count) }
    }
  }
}

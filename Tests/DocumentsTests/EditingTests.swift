import Documents
import SourceText
import Testing

@Suite struct EditingTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var source: String
    var part: String
    var replacement: String
    var expected: String?
    var testDescription: String { "\(source) \(part) → \(replacement)" }

    init(_ source: String, _ part: String, _ replacement: String, _ expected: String?) {
      self.source = source
      self.part = part
      self.replacement = replacement
      self.expected = expected
    }
  }

  static let cases = [
    Case("a: x old y # c", "old", "new", "a: x new y # c"),
    Case("a: x old y # c", "old", "b[\"c: d\"]", "a: 'x b[\"c: d\"] y' # c"),
    Case("a: old", "old", "it's #1", "a: it's #1".replacing("it's #1", with: "'it''s #1'")),
    Case("a: old", "old", "b[\"c\"]", "a: b[\"c\"]"),
    Case("a: [x, old]", "old", "b[\"c\"]", "a: [x, 'b[\"c\"]']"),
    Case("a: old", "old", "\"b\"", "a: '\"b\"'"),
    Case("a: old", "old", "x\ny", "a: \"x\\ny\""),
    Case("a: x\n  old\n  y", "old", "new", "a: x\n  new\n  y"),
    Case("a: x\n  old\n  y", "old", "#", "a: 'x # y'"),
    Case("a: {{k}} old", "old", "new", "a: {{k}} new"),
    Case("a: {{k}} old", "old", "b: c", "a: '{{k}} b: c'"),
    Case("a: 'it''s old'", "old", "o'clock", "a: 'it''s o''clock'"),
    Case("a: 'old'", "old", "x\ny", "a: \"x\\ny\""),
    Case("a: \"x\\told\"", "old", "\"é\"\n\\", "a: \"x\\t\\\"é\\\"\\n\\\\\""),
    Case("a: \"x\n  old\"", "old", " new", "a: \"x  new\""),
    Case("a: |\n  x\n  old y\nb: c", "old", "new", "a: |\n  x\n  new y\nb: c"),
    Case("a: |\r\n  x\r\n  old\r\n", "old", "b\nc", "a: |\r\n  x\r\n  b\r\n  c\r\n"),
    Case("a: &b !c |+ # > d\n    old\n\nb: c", "old", "new", "a: &b !c |+ # > d\n    new\n\nb: c"),
    Case("a: |\n  old\n  x\nb: c", "old", " y", "a: ' y\n\n  x'\nb: c".replacing("' y\n\n  x'", with: "\" y\\nx\\n\"")),
    Case("a: >\n  x\n  old\nb: c", "old", "new", "a: >\n  x\n  new\nb: c"),
    Case("a: >\n  x\n  old\nb: c", "old", "y\nz", "a: \"x y\\nz\\n\"\nb: c"),
    Case("{\"a\": \"x\\nold\"}", "old", "\"é\"\u{1}", "{\"a\": \"x\\n\\\"é\\\"\\u0001\"}"),
    Case("{\"a\": 12}", "12", "13", nil),
    Case("<a>x &lt; old</a>", "old", "b & \"c\" < d", "<a>x &lt; b &amp; \"c\" &lt; d</a>"),
    Case("<a>old</a>", "old", "\u{1}", nil),
    Case("<a><![CDATA[x < old]]></a>", "old", "<b> & ]]>", "<a><![CDATA[x < <b> & ]]]]><![CDATA[>]]></a>"),
    Case("<a>x <![CDATA[< old]]></a>", "old", "<b>", "<a>x <![CDATA[< <b>]]></a>"),
    Case("<a b='x old'/>", "old", "it's \"<\"\n", "<a b='x it&apos;s \"&lt;\"&#10;'/>"),
    Case("<a b=\"old\"/>", "old", "it's \"1\"", "<a b=\"it's &quot;1&quot;\"/>"),
    Case("<a b='1'>x<c/>y old</a>", "old", "<", "<a b='1'>x<c/>y &lt;</a>"),
    Case("<a b='1'>ol<c/>d</a>", "old", "new", nil),
    Case("<old>x</old>", "old", "new", nil),
    Case("<a old='1'/>", "old", "new", nil),
    Case(
      "%{ if x }\na: |\n  x\n  %{ if y }\n  old\nb: c", "old", "new", "%{ if x }\na: |\n  x\n  %{ if y }\n  new\nb: c"),
  ]

  @Test(arguments: cases) func edit(_ example: Case) throws {
    let reading = try read(example.source)
    let all = reading.documents.flatMap { scalars(of: $0.root) }
    let node = try #require(all.first { $0.text?.contains(example.part) == true })
    let text = try #require(node.text)
    let range = try #require(text.firstRange(of: example.part))
    let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
    let edit = node.edit(replacing: ByteRange(start, start + example.part.utf8.count), with: example.replacement)
    let changed = edit.map { applied([$0], to: reading.file.bytes) }
    #expect(changed.map { String(decoding: $0, as: UTF8.self) } == example.expected)
    if let changed {
      let again = try DocumentReader.read(name: "x", contents: changed)
      #expect(again.diagnostics.isEmpty)
      let texts = again.documents.flatMap { scalars(of: $0.root) }.map(\.text)
      #expect(texts == all.map { $0 == node ? text.replacing(example.part, with: example.replacement) : $0.text })
    }
  }

  @Test func severalEditsOfOneScalar() throws {
    let reading = try read("a: \"x\\ny x\"")
    let node = try #require(reading.documents.first?.root["a"])
    let edits = try #require(
      node.edits(replacing: [.init(ByteRange(4, 5), with: "\""), .init(ByteRange(0, 1), with: "zz")]))
    #expect(String(decoding: applied(edits, to: reading.file.bytes), as: UTF8.self) == "a: \"zz\\ny \\\"\"")
    #expect(node.edits(replacing: [.init(ByteRange(0, 3), with: ""), .init(ByteRange(2, 4), with: "")]) == nil)
    #expect(node.edits(replacing: [.init(ByteRange(3, 99), with: "")]) == nil)
  }

  /// Whatever is replaced in whatever scalar, the file is read with just that text changed.
  @Test(arguments: 0..<4) func generatedEdits(_ seed: Int) throws {
    var dice = Dice(seed: UInt64(seed))
    let sources = [
      "a: x y z\nb: c", "a: x\n  y\n\n  z\nb: c", "a: 'x''y z'\nb: c", "a: \"x\\n\\\"y z\\\n  w\"\nb: c",
      "a: |\n  x\n   y\n\n  z\nb: c",
      "a: >-\n  x\n  y\n\n  z\nb: c", "a: [x y, {b: c}]", "a: |2\n   x\n  y\nb: c", "- x {{y}}\n- c",
      "a:\n  - >+\n    x\n    y\n\n  - c",
      "a: |\r\n  x\r\n  y\r\nb: c\r\n", "<a>x &lt; y<![CDATA[ > z]]> w</a>", "<a><b><![CDATA[x y]]></b></a>",
      "<a b='x&quot;y'>z\r\n w</a>",
      "{\"a\": \"x\\ny\\u00e9 z\"}",
    ]
    let parts = [
      "", "a", " ", "  ", "\n", "'", "\"", "\\", ": ", " #", "#", ",", "]", "{", "é", "😀", "&", "<", "]]>", "-", "\t",
      "{{k}}", "?", "|", "\u{85}",
    ]
    var written = 0
    for _ in 0..<2000 {
      let source = sources.randomElement(using: &dice) ?? ""
      let reading = try read(source)
      let all = reading.documents.flatMap { scalars(of: $0.root) }
      guard let node = all.first(where: { $0.text?.contains("x") == true }), let text = node.text else {
        Issue.record("\(source)")
        continue
      }
      let letters = Array(text.unicodeScalars)
      let start = Int.random(in: 0...letters.count, using: &dice)
      let end = Int.random(in: start...letters.count, using: &dice)
      var replacement = ""
      for _ in 0..<Int.random(in: 0..<4, using: &dice) { replacement += parts.randomElement(using: &dice) ?? "" }
      let head = String(String.UnicodeScalarView(letters[..<start]))
      let middle = String(String.UnicodeScalarView(letters[start..<end]))
      let tail = String(String.UnicodeScalarView(letters[end...]))
      let range = ByteRange(head.utf8.count, head.utf8.count + middle.utf8.count)
      guard let edit = node.edit(replacing: range, with: replacement) else { continue }
      written += 1
      let changed = applied([edit], to: reading.file.bytes)
      let comment = Comment(
        rawValue: "\(source.debugDescription) → \(String(decoding: changed, as: UTF8.self).debugDescription)")
      let again = try DocumentReader.read(name: "x", contents: changed)
      #expect(again.diagnostics.isEmpty, comment)
      let texts = again.documents.flatMap { scalars(of: $0.root) }.map(\.text)
      #expect(texts == all.map { $0 == node ? head + replacement + tail : $0.text }, comment)
    }
    #expect(written > 1500)
  }

  private func applied(_ edits: [Edit], to bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for edit in edits.sorted(by: { $1.range < $0.range }) {
      bytes.replaceSubrange(edit.range.indices, with: Array(edit.replacement.utf8))
    }
    return bytes
  }
}

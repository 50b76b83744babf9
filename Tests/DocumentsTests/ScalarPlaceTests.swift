import Documents
import SourceText
import TestSupport
import Testing

/// Where parts of a scalar's decoded text stand in the file, for every way of writing a scalar.
@Suite struct ScalarPlaceTests {
  /// A document with the bytes marked that `part` of some scalar's text was written with.
  struct Case: CustomTestStringConvertible, Sendable {
    var source: String
    var part: String
    var testDescription: String { source }

    init(_ source: String, _ part: String) {
      self.source = source
      self.part = part
    }
  }

  static let yaml = [
    Case("a: x «needle» y", "needle"),
    Case("é: ä «needle» y # needle", "needle"),
    Case("a: x\n   y «needle»\n   z", "needle"),
    Case("a: one «two\n  three» four", "two three"),
    Case("a: one «two\n\n\n  three» four", "two\n\nthree"),
    Case("a: 'it''s «needle» here'", "needle"),
    Case("a: 'it«''»s'", "'"),
    Case("a: 'x\n  «needle»\n\n  y'", "needle"),
    Case(#"a: "x \"«needle»\" y""#, "needle"),
    Case(#"a: "tab\t«line\nnext» é""#, "line\nnext"),
    Case(#"a: "\x41\u00e9«\U0001F600»z""#, "😀"),
    Case("a: \"x \\\n   «needle»\"", "needle"),
    Case("a: \"x\n   «needle» \\\n\n  y\"", "needle"),
    Case("a: |\n  one\n  «needle» two\n", "needle"),
    Case("a: |\n  one\n    «needle» two\nb: c", "needle"),
    Case("a: |2-\n    one «needle»\n\n\nb: c", "needle"),
    Case("a: >+\n  one\n  «needle»\n\n  two\n\nb: c", "needle"),
    Case("a: >\n  one «two\n  three» four\n", "two three"),
    Case("a:\n- >-\n\n   one\n\n   «needle»\n- x", "needle"),
    Case("a: |\r\n  one\r\n  «needle» two\r\nb: c\r\n", "needle"),
    Case("a: \"one\r\n  «needle»\"\r\n", "needle"),
    Case("a: x\rb: «needle»\r", "needle"),
    Case("a: &anchor !tag \"«needle»\"", "needle"),
    Case("a: !tag |\n  «needle»\n", "needle"),
    Case("x{{k}}: {{é}} «needle»", "needle"),
    Case("a: \"\\\"{{k}}\\\" «needle» ${v}\"", "needle"),
    Case("%{ if x }\na: |\n  {{k}}\n  «needle»\n%{ endif }\n", "needle"),
    Case("[a, {«needle»: b}]".replacing("[", with: "- ["), "needle"),
  ]

  static let json = [
    Case(#"{"a": "x «needle» y"}"#, "needle"),
    Case(#"{"a": "\"é\u00e9\ud83d\ude00«needle»\n"}"#, "needle"),
    Case(#"{"a": "x«\ud83d\ude00»y"}"#, "😀"),
  ]

  static let xml = [
    Case("<a>x «needle» y</a>", "needle"),
    Case("<a>é &lt;«needle»&gt; y</a>", "needle"),
    Case("<a>x «&amp;»&#x41;</a>", "&"),
    Case("<a>x<!-- needle --> «needle»</a>", "needle"),
    Case("<a><![CDATA[x < «needle»]]></a>", "needle"),
    Case("<a>x<![CDATA[ < «needle»]]>y</a>", "needle"),
    Case("<a>\r\n x\r\n «needle»\r\n</a>", "needle"),
    Case("<a b='x' c=\"y &quot;«needle»\"/>", "needle"),
    Case("<a b='x\r\n\té «needle»'>t</a>", "needle"),
    Case("<a b='x'>t«needle»<c/>z</a>", "needle"),
    Case("<a b='x'>t<c/>z &amp; «needle»</a>", "needle"),
    Case("<root><item type=\"str\">x &lt; «needle»</item></root>", "needle"),
  ]

  @Test(arguments: yaml + json + xml) func place(_ example: Case) throws {
    let marked = MarkedText(example.source)
    let reading = try read(marked.text)
    #expect(reading.diagnostics.isEmpty)
    let found = reading.documents.flatMap { scalars(of: $0.root) }.compactMap { node -> Range<Int>? in
      guard let text = node.text, let range = text.firstRange(of: example.part) else { return nil }
      let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
      return node.source(of: ByteRange(start, start + example.part.utf8.count)).indices
    }
    #expect(found == marked.ranges)
  }

  /// `contentRange` is the text without its marks, `range` the whole value.
  @Test(arguments: [
    ("a: «x y» # c", "a: «x y» # c"),
    ("a: 'x'", "a: '«x»'"),
    ("a: &b \"x\"", "a: &b \"«x»\""),
    ("a: |\n  x\n  y\n\nb: c", "a: |\n  «x\n  y\n»\nb: c"),
    ("a: >-\n  x\n  y\n\nb: c", "a: >-\n  «x\n  y»\n\nb: c"),
    ("<a>x &lt; y</a>", "<a>«x &lt; y»</a>"),
    ("<a>\n <b><![CDATA[x]]></b>\n</a>", "<a>\n <b><![CDATA[«x»]]></b>\n</a>"),
    ("<a b=\"x\"/>", "<a b=\"«x»\"/>"),
    (#"{"a": "x"}"#, #"{"a": "«x»"}"#),
    (#"{"a": 12}"#, #"{"a": «12»}"#),
  ])
  func contentRange(_ source: String, _ marked: String) throws {
    let marked = MarkedText(marked)
    let root = try #require(try read(marked.text).documents.first?.root)
    let values = scalars(of: root).filter { $0.text?.first == "x" || $0.text == "12" }
    #expect(values.map(\.contentRange.indices) == marked.ranges)
    for value in values { #expect(value.range.contains(value.contentRange)) }
  }

  @Test func offsetsOfUTF16AreThoseOfTheFile() throws {
    var contents: [UInt8] = [0xFF, 0xFE]
    for unit in "a: é😀\r\nb: needle".utf16 { contents += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    let reading = try DocumentReader.read(name: "x", contents: contents)
    let node = try #require(reading.documents.first?.root["b"])
    let place = reading.file.place(at: Int(node.range.start))
    #expect(place == Place(line: 2, column: 4, offset: 2 + 2 * 11))
  }
}

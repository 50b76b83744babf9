@testable import Documents
import SourceText
import TestSupport
import Testing

@Suite struct XMLReaderTests {
  @Test(arguments: [
    ("<a>x</a>", "{a: x}"),
    ("\n<a/>", "{a: ‘’}"),
    ("<a>\n  <b>x</b>\n  <c/>\n</a>", "{a: {b: x, c: ‘’}}"),
    ("<a><b>1</b><c>2</c><b>3</b></a>", "{a: {b: [1, 3], c: 2}}"),
    ("<a b='1' c='2'>x</a>", "{a: {@b: 1, @c: 2, #text: x}}"),
    ("<a>x<b>1</b>y</a>", "{a: {b: 1, #text: xy}}"),
    ("<p:a xmlns:p='u'><p:b/></p:a>", "{‘p:a’: {‘@xmlns:p’: u, ‘p:b’: ‘’}}"),
    ("<p:a/>", "{‘p:a’: ‘’}"),
    ("<?xml version='1.0'?><!-- c --><a><?pi x?>x<!-- y --></a><!-- z -->", "{a: x}"),
    ("<a>&lt;&#65;&#x42;&amp;amp;</a>", "{a: ‘<AB&amp;’}"),
    ("<a b='x\n\ty&#10;'/>", "{a: {@b: ‘x  y\n’}}"),
    ("<a><![CDATA[<b>]]></a>", "{a: ‘<b>’}"),
    ("<a> </a>", "{a: ‘ ’}"),
    ("<a>\n</a>", "{a: ‘’}"),
    ("<a> x </a>", "{a: ‘ x ’}"),
    // dicttoxml
    ("<root><a type='dict'><b type='str'>x</b><c type='list'/></a></root>", "{a: {b: x, c: []}}"),
    ("<root><a type='list'><item type='int'>1</item><item type='dict'/></a></root>", "{a: [1, {}]}"),
    ("<root><key name='a b' type='str'>x</key><key name='c d' type='null'/></root>", "{‘a b’: x, ‘c d’: ‘’}"),
    ("<root><item>1</item><item>2</item></root>", "[1, 2]"),
    ("<a><b type='str'>x</b><c type='list'><item type='int'>1</item></c></a>", "{a: {b: x, c: [1]}}"),
    ("<a><key name='b c' type='str'>x</key></a>", "{a: {‘b c’: x}}"),
    ("<root><a><b><item>1</item></b><c>2</c></a></root>", "{a: {b: [1], c: 2}}"),
  ])
  func tree(_ source: String, _ expected: String) throws {
    let reading = try read(source)
    #expect(reading.format == .xml)
    #expect(reading.diagnostics.isEmpty)
    #expect(reading.documents.map { TreeText.text(of: $0.root) } == [expected])
  }

  @Test(arguments: [
    ("<a><b>x«</c>»</a>", "expected the end tag of ‘b’, found another", "{a: {b: ‘’}}"),
    ("<a><b>x</b><c>«»", "the text ends before ‘c’ does; expected ‘</c>’", "{a: {b: x, c: ‘’}}"),
    ("<a><b>x</b>«&foo;»</a>", "an entity that is not one of", "{a: {b: x}}"),
    ("<a>x</a>«<»b/>", "expected the end of the text after the outermost element", "{a: x}"),
    ("<a><b>x</b><c d='1' d='2'«/»></a>", "an attribute stands twice in one tag", "{a: {b: x}}"),
    ("<?xml version='1.0' encoding='«latin1»'?><a>é</a>", "the declaration names the encoding ‘latin1’", nil),
    ("<?xml version='1.0'?>\n«<!DOCTYPE» a SYSTEM 'file:///etc/hostname'><a>&x;</a>", "a document type", nil),
    (
      "«<!DOCTYPE» a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><a>&x;</a>",
      "could define entities and load other files",
      nil
    ),
    ("<!-- <!DOCTYPE x> --> «<!DOCTYPE» a [<!ENTITY b 'bbb'><!ENTITY c '&b;&b;'>]><a>&c;</a>", "is refused", nil),
  ])
  func problem(_ source: String, _ message: String, _ tree: String?) throws {
    let marked = MarkedText(source)
    let reading = try read(marked.text)
    #expect(reading.diagnostics.map(\.code) == [.parseError])
    #expect(reading.diagnostics.first?.message.contains(message) == true, "\(reading.diagnostics)")
    #expect(reading.diagnostics.map(\.range.indices) == marked.ranges)
    #expect(reading.documents.first.map { TreeText.text(of: $0.root) } == tree)
  }

  @Test func anEncodingThatChangesNothingIsAccepted() throws {
    let reading = try read("<?xml version='1.0' encoding='ISO-8859-1'?><a>x</a>")
    #expect(reading.diagnostics.isEmpty)
  }

  @Test func rangesOfElementsAndNames() throws {
    let marked = MarkedText("<a>\n «<«b»><c>1</c></b>» «<d»/>\n</a>".replacing("«<d»/>", with: "<d/>"))
    let root = try #require(try read(marked.text).documents.first?.root)
    let entry = try #require(root["a"]?.entries.first)
    #expect([entry.value.range.indices, entry.key.range.indices] == marked.ranges)
  }

  /// Texts longer than what is given to the parser at once, with references and other markup at every place.
  @Test(arguments: [1, 1000, 262_139, 262_140, 262_141, 262_142, 262_143, 262_144, 300_000])
  func chunks(_ length: Int) throws {
    let filler = String(repeating: "é", count: length / 2) + String(repeating: "x", count: length % 2)
    let reading = try read("<a><b>\(filler)</b><c d='&lt;'>y&amp;<![CDATA[<]]>\r\nz</c><e>needle</e></a>")
    let tree = try #require(reading.documents.first)
    #expect(reading.diagnostics.isEmpty)
    #expect(tree.decoded.allSatisfy { !$0.isCoarse })
    let root = try #require(tree.root["a"])
    #expect(root["b"]?.text == filler)
    #expect(root["c"].map(TreeText.text) == "{@d: ‘<’, #text: ‘y&<\nz’}")
    let needle = try #require(root["e"])
    #expect(reading.file.text(needle.contentRange) == "needle")
  }

  /// No text that libxml2 reads is decoded otherwise here.
  @Test(arguments: 0..<4) func generatedTexts(_ seed: Int) throws {
    var dice = Dice(seed: UInt64(seed))
    let parts = [
      "a", "é", "😀", " ", "\n", "\r\n", "\r", "\t", "&lt;", "&amp;", "&#13;", "&#x1F600;", "&quot;", "<!-- & -->",
      "<?p <?>",
      "<![CDATA[&<]]>", "<![CDATA[]]>", "<![CDATA[\r\n]] ]]>", "]]", ">", "'", "\"", "<c/>",
      "<c d=' &#10;\r\n&gt;\t'>x</c>",
    ]
    for _ in 0..<3000 {
      var source = "<a>"
      for _ in 0..<Int.random(in: 0..<9, using: &dice) { source += parts.randomElement(using: &dice) ?? "" }
      source += "</a>"
      let reading = try read(source)
      guard reading.diagnostics.isEmpty, let tree = reading.documents.first else { continue }
      #expect(tree.decoded.allSatisfy { !$0.isCoarse }, "\(source.debugDescription)")
      for node in scalars(of: tree.root) {
        #expect(node.map.decodedCount == node.text?.utf8.count, "\(source.debugDescription)")
      }
    }
  }
}

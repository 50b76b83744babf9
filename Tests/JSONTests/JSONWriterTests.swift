import JSON
import TestSupport
import Testing

@Suite struct JSONWriterTests {
  @Test func writesMembersInOrder() {
    var writer = JSONWriter()
    write(to: &writer)
    #expect(writer.text == #"{"version":1,"name":"a\"b","none":null,"on":true,"list":[1,[],{}],"last":false}"#)
  }

  @Test func indentsWhenPretty() {
    var writer = JSONWriter(pretty: true)
    write(to: &writer)
    let expected = """
      {
        "version": 1,
        "name": "a\\"b",
        "none": null,
        "on": true,
        "list": [
          1,
          [],
          {}
        ],
        "last": false
      }
      """
    #expect(writer.text == expected)
  }

  private func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("version", 1)
      writer.member("name", "a\"b")
      writer.member("none", String?.none)
      writer.member("on", true)
      writer.key("list")
      writer.array { writer in
        writer.integer(1)
        writer.array { _ in }
        writer.object { _ in }
      }
      writer.member("last", false)
    }
  }

  @Test func copiesNodesWithoutBlanks() throws {
    let root = try document(#" { "a" : [ 1.0 , { } , [ ], {"b":{"c":"\u00e9"}} ] , "z" : null } "#).root
    var writer = JSONWriter()
    writer.array { writer in
      writer.node(root)
      writer.object { $0.member("again", root["a"]) }
      writer.node(root)
    }
    let copy = #"{"a":[1.0,{},[],{"b":{"c":"\u00e9"}}],"z":null}"#
    #expect(writer.text == #"[\#(copy),{"again":[1.0,{},[],{"b":{"c":"\u00e9"}}]},\#(copy)]"#)
  }

  @Test(arguments: [
    ("\u{0}\u{1F}\u{7F}", #""\u0000\u001f\u007f""#), ("\n\r\t\\/", #""\n\r\t\\/""#), ("é日😀", "\"é日😀\""),
    ("a\u{202E}b\u{2066}\u{200F}", #""a\u202eb\u2066\u200f""#), ("\u{85}\u{2028}\u{61C}", #""\u0085\u2028\u061c""#),
    ("\u{A0}\u{2010}\u{2060}\u{618}", "\"\u{A0}\u{2010}\u{2060}\u{618}\""),
  ])
  func escapes(_ text: String, as expected: String) throws {
    var writer = JSONWriter()
    writer.string(text)
    #expect(writer.text == expected)
    #expect(try document(writer.text).root.isString(text))
  }

  @Test(arguments: [
    ("1", "1"), ("-0.50e+3", "-0.50e+3"), ("1.", "\"1.\""), ("NaN", "\"NaN\""), ("", "\"\""), (" 1", "\" 1\""),
    ("1,2", "\"1,2\""), ("\"x\"", #""\"x\"""#),
  ])
  func writesNumbersFromText(_ text: String, as expected: String) {
    var writer = JSONWriter()
    writer.number(text)
    #expect(writer.text == expected)
  }

  @Test func beginsAnewAfterTake() {
    var writer = JSONWriter()
    writer.array { $0.integer(1) }
    #expect(writer.take() == Array("[1]".utf8))
    writer.array { $0.integer(2) }
    #expect(writer.text == "[2]")
  }

  @Test(arguments: [false, true])
  func randomValuesSurviveWritingAndReading(pretty: Bool) throws {
    var sample = RandomJSON(generator: SeededGenerator(seed: 11), hasUniqueKeys: false)
    for _ in 0..<300 {
      var first = JSONWriter()
      sample.write(to: &first, depth: 0)
      let read = try JSONDocument(parsing: first.bytes).root
      var second = JSONWriter(pretty: pretty)
      second.node(read)
      let again = try JSONDocument(parsing: second.bytes).root
      #expect(haveSameValue(read, again))
      if !pretty { #expect(second.bytes == first.bytes) }
    }
  }
}

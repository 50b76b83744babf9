import JSON
import SourceText
import TestSupport
import Testing

@Suite struct JSONDocumentTests {
  @Test(arguments: [
    "null", "true", "false", "0", "-0", "12.50", "1e5", "1E+5", "-1.5e-10", "\"\"", "\"é日本😀\"", "[]", "{}",
    " [ 1 , 2 ] ", "\t{\r\n\"a\" : [ { } , [ ] ] }\n", #""\" \\ \/ \b \f \n \r \t \u00e9 \uD83D\uDE00""#,
    #""\ud800""#, "\"\u{7F}\u{2028}\"", #"{"":0,"":1}"#, "123456789012345678901234567890.00001e400",
  ])
  func readsValidText(_ text: String) throws {
    let root = try document(text).root
    #expect(root.document.bytes == Array(text.utf8))
    #expect(root.pointer == "")
  }

  @Test(arguments: [
    ("", 0, "expected a value, found the end of the text"),
    ("  ", 2, "expected a value, found the end of the text"),
    ("[1,]", 3, "expected a value after the comma, found ‘]’"),
    ("[1 2]", 3, "expected ‘,’ or ‘]’, found ‘2’"),
    ("[1", 2, "expected ‘,’ or ‘]’, found the end of the text"),
    ("[", 1, "expected a value or ‘]’, found the end of the text"),
    ("[,1]", 1, "expected a value, found ‘,’"),
    ("{", 1, "expected a key in double quotes or ‘}’, found the end of the text"),
    ("{a:1}", 1, "expected a key in double quotes or ‘}’, found ‘a’"),
    ("{'a':1}", 1, "expected a key in double quotes or ‘}’, found ‘'’"),
    (#"{"a" 1}"#, 5, "expected ‘:’ after the key, found ‘1’"),
    (#"{"a":}"#, 5, "expected a value, found ‘}’"),
    (#"{"a":1,}"#, 7, "expected a key in double quotes after the comma, found ‘}’"),
    (#"{"a":1 "b":2}"#, 7, "expected ‘,’ or ‘}’, found ‘\"’"),
    (#"{"a":1]"#, 6, "expected ‘,’ or ‘}’, found ‘]’"),
    ("[1}", 2, "expected ‘,’ or ‘]’, found ‘}’"),
    ("{} {}", 3, "expected the end of the text, found ‘{’"),
    ("1 x", 2, "expected the end of the text, found ‘x’"),
    ("nul", 0, "expected a value, found ‘nul’"),
    ("True", 0, "expected a value, found ‘True’"),
    ("NaN", 0, "expected a value, found ‘NaN’"),
    ("nullx", 4, "expected the end of the text, found ‘x’"),
    ("01", 0, "a number must not begin with 0 and more digits"),
    ("-", 1, "expected a digit, found the end of the text"),
    ("+1", 0, "expected a value, found ‘+’"),
    (".5", 0, "expected a value, found ‘.’"),
    ("1.", 2, "expected a digit, found the end of the text"),
    ("1.e5", 2, "expected a digit, found ‘e’"),
    ("1e", 2, "expected a digit, found the end of the text"),
    ("[1e+]", 4, "expected a digit, found ‘]’"),
    ("\"abc", 0, "the string is not closed"),
    ("\"abcdefghijklmnop", 0, "the string is not closed"),
    ("\"abc\\", 4, "the string is not closed"),
    (
      "\"a\nb\"", 2,
      "expected an escape such as \\n in place of a control character, found the control character U+000A"
    ),
    (
      "\"abcdefgh\u{1F}\"", 9,
      "expected an escape such as \\n in place of a control character, found the control character U+001F"
    ),
    (#""a\x""#, 2, #"unknown escape; expected one of \" \\ \/ \b \f \n \r \t \u"#),
    (#""\u12G4""#, 1, "expected four hexadecimal digits after ‘\\u’"),
    (#""\u12"#, 1, "expected four hexadecimal digits after ‘\\u’"),
    ("\u{FEFF}1", 0, "expected a value, found a character that is not ASCII"),
    ("[1] // done", 4, "expected the end of the text, found ‘/’"),
    ("\u{0}", 0, "expected a value, found the control character U+0000"),
  ])
  func refusesInvalidText(_ text: String, offset: Int, message: String) {
    let error = #expect(throws: JSONError.self) { try document(text) }
    #expect(error?.offset == offset)
    #expect(error?.message == message)
    #expect(error?.isLimit == false)
  }

  @Test(
    arguments: [
      ([0x22, 0x80, 0x22], 1), ([0x22, 0x61, 0xC3, 0x22], 2), ([0x22, 0xED, 0xA0, 0x80, 0x22], 1),
      ([0x22, 0xC0, 0xAF, 0x22], 1), ([0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], 1), ([0x31, 0x20, 0xFF], 2),
    ] as [([UInt8], Int)])
  func refusesInvalidUTF8(_ bytes: [UInt8], offset: Int) {
    let error = #expect(throws: JSONError.self) { try JSONDocument(parsing: bytes) }
    #expect(error?.offset == offset)
    #expect(error?.message == "the text is not valid UTF-8")
  }

  @Test func readsUpToTheLimitOfDepth() throws {
    let deep = String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
    #expect(try document(deep).root.count == 1)
    let error = #expect(throws: JSONError.self) { try document("[" + deep + "]") }
    #expect(error?.message == "nested deeper than the limit of 200")
    #expect(error?.offset == 200)
    #expect(error?.isLimit == true)
    let objects = String(repeating: #"{"a":"#, count: 100_000)
    #expect(throws: JSONError.self) { try document(objects) }
    var limits = JSONLimits()
    limits.depth = 1_000_000
    let count = 300_000
    let deeper = String(repeating: "[", count: count) + String(repeating: "]", count: count)
    let root = try JSONDocument(parsing: Array(deeper.utf8), limits: limits).root
    var writer = JSONWriter()
    writer.node(root)
    #expect(writer.bytes.count == 2 * count)
  }

  @Test func refusesTextOverTheLimitOfSize() throws {
    var limits = JSONLimits()
    limits.size = 4
    #expect(try JSONDocument(parsing: Array("1234".utf8), limits: limits).root.numberText == "1234")
    let error = #expect(throws: JSONError.self) { try JSONDocument(parsing: Array("12345".utf8), limits: limits) }
    #expect(error?.message == "the text has 5 bytes, over the limit of 4")
    #expect(error?.isLimit == true)
  }

  @Test func readsAPartOfSomeBytesWithPlacesInTheWhole() throws {
    let bytes = Array("xx {\"é\": [1, \"b\"]} yy".utf8)
    let node = try JSONDocument(parsing: bytes, range: 2..<bytes.count - 2).root
    #expect(node.range == ByteRange(3, 19))
    #expect(node["é"]?[1]?.range == ByteRange(14, 17))
    #expect(node["é"]?[1]?.sourceText == "\"b\"")
    #expect(node["é"]?[1]?.pointer == "/é/1")
    let error = #expect(throws: JSONError.self) { try JSONDocument(parsing: bytes, range: 0..<9) }
    #expect(error?.offset == 0)
    let short = #expect(throws: JSONError.self) { try JSONDocument(parsing: bytes, range: 3..<13) }
    #expect(short?.offset == 13)
    #expect(throws: JSONError.self) { try JSONDocument(parsing: bytes, range: 500..<600) }
  }

  /// Every prefix and thousands of damaged texts: no trap, and places inside the text.
  @Test func survivesDamagedText() throws {
    let text =
      #" {"id":"c-1","participants":[{"n":-1.5e3,"é\u00e9\ud83d\ude00":"x\n","ok":true},null,[[]],{}],"e":false} "#
    let original = Array(text.utf8)
    for end in original.indices { check(Array(original[..<end])) }
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<5_000 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(original[Int.random(in: 0..<original.count, using: &generator)], at: place)
        default: bytes.swapAt(place, Int.random(in: 0..<bytes.count, using: &generator))
        }
      }
      check(bytes)
    }
  }

  private func check(_ bytes: [UInt8]) {
    do throws(JSONError) {
      let document = try JSONDocument(parsing: bytes)
      var writer = JSONWriter()
      writer.node(document.root)
      let again = try JSONDocument(parsing: writer.bytes)
      #expect(haveSameValue(document.root, again.root))
    } catch {
      #expect((0...bytes.count).contains(error.offset))
    }
  }
}

func document(_ text: String) throws(JSONError) -> JSONDocument {
  try JSONDocument(parsing: Array(text.utf8))
}

/// Whether two values are written alike but for blanks.
func haveSameValue(_ left: JSONNode, _ right: JSONNode) -> Bool {
  guard left.kind == right.kind, left.count == right.count else { return false }
  switch left.kind {
  case .null: return true
  case .boolean: return left.boolean == right.boolean
  case .number: return left.numberText == right.numberText
  case .string: return left.string.map { Array($0.utf8) } == right.string.map { Array($0.utf8) }
  case .array: return zip(left.items, right.items).allSatisfy { haveSameValue($0, $1) }
  case .object:
    return zip(left.members, right.members).allSatisfy {
      haveSameValue($0.key, $1.key) && haveSameValue($0.value, $1.value)
    }
  }
}

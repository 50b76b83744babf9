import JSON
import TestSupport
import Testing

@Suite struct JSONNodeTests {
  @Test func givesValuesOfEachKind() throws {
    let root = try document(#"{"n":null,"t":true,"f":false,"d":1.50e2,"s":"a\tb","a":[1,[2,3],4],"o":{"x":{}}}"#).root
    #expect(root.members.map { $0.key.string } == ["n", "t", "f", "d", "s", "a", "o"])
    #expect(root["n"]?.isNull == true)
    #expect(root["t"]?.boolean == true)
    #expect(root["f"]?.boolean == false)
    #expect(root["d"]?.numberText == "1.50e2")
    #expect(root["s"]?.string == "a\tb")
    #expect(root["a"]?.items.map(\.kind) == [.number, .array, .number])
    #expect(root["a"]?.count == 3)
    #expect(root["a"]?[1]?[1]?.numberText == "3")
    #expect(root["a"]?[3] == nil)
    #expect(root["a"]?[-1] == nil)
    #expect(root["o"]?["x"]?.kind == .object)
    #expect(root["o"]?["y"] == nil)
    #expect(root["o"]?["x"]?.members.isEmpty == true)
  }

  @Test func givesNothingForOtherKinds() throws {
    let root = try document(#"["x", {"x": 1}, 2]"#).root
    #expect(root["x"] == nil)
    #expect(root.members.isEmpty)
    #expect(root.string == nil)
    #expect(root[1]?.items.isEmpty == true)
    #expect(root[1]?[0] == nil)
    #expect(root[2]?.boolean == nil)
    #expect(root[2]?.string == nil)
    #expect(root[0]?.numberText == nil)
    #expect(root[0]?.members.count == 0)
    #expect(root[2]?.count == 0)
  }

  @Test func takesTheLastOfDuplicateKeysAndShowsAll() throws {
    let root = try document(#"{"a":1,"b":2,"a":3,"\u0061":4}"#).root
    #expect(root["a"]?.numberText == "4")
    #expect(root.members.filter { $0.key.isString("a") }.map { $0.value.numberText } == ["1", "3", "4"])
    #expect(root.count == 4)
    #expect(root.lookUp("a").count == 3)
    #expect(root.lookUp("c").count == 0)
  }

  @Test func comparesKeysByCodeUnits() throws {
    let composed = "\u{E9}"
    let decomposed = "e\u{301}"
    #expect(composed == decomposed)
    let root = try document("{\"\(composed)\":1,\"\(decomposed)\":2,\"\\u00e9x\":3}").root
    #expect(root[composed]?.numberText == "1")
    #expect(root[decomposed]?.numberText == "2")
    #expect(root[composed + "x"]?.numberText == "3")
    #expect(root[decomposed + "x"] == nil)
  }

  @Test(arguments: [
    (#""\ud83d\ude00""#, "😀"), (#""\ud83d""#, "\u{FFFD}"), (#""\ude00\ud83d""#, "\u{FFFD}\u{FFFD}"),
    (#""\ud83dx""#, "\u{FFFD}x"), (#""\ud83d\u0041""#, "\u{FFFD}A"), (#""\ud83d\ud83d\ude00""#, "\u{FFFD}😀"),
    (#""\u0000""#, "\0"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\uFFFF""#, "\u{FFFF}"),
    (#""é\u00C9\u65e5""#, "éÉ日"),
  ])
  func decodesEscapes(_ text: String, to expected: String) throws {
    let string = try #require(try document(text).root.string)
    #expect(Array(string.utf8) == Array(expected.utf8))
  }

  @Test(arguments: [
    ("", "{"), ("/a", "["), ("/a/0", "1"), ("/a/1/b~1c/0", "\"deep\""), ("/m~0n", "2"), ("/", "3"), ("/a/2", "null"),
    ("/é", "4"), ("/0", "5"),
  ])
  func findsByPointerAndBack(_ pointer: String, begins: String) throws {
    let document = try document(#"{"a":[1,{"b/c":["deep"]},null],"m~n":2,"":3,"é":4,"0":5}"#)
    let node = try #require(document.node(at: pointer))
    #expect(node.sourceText.hasPrefix(begins))
    #expect(node.pointer == pointer)
  }

  @Test(arguments: ["a", "/b", "/a/2", "/a/-1", "/a/-", "/a/00", "/a/+0", "/a/", "/a/0/x", "/m~n", "/m~2n", "/a~"])
  func findsNothingByOtherPointers(_ pointer: String) throws {
    #expect(try document(#"{"a":[1,2],"m~n":2}"#).node(at: pointer) == nil)
  }

  @Test func findsEveryNodeOfARandomDocumentByItsPointer() throws {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<50 {
      var writer = JSONWriter()
      var sample = RandomJSON(generator: generator, hasUniqueKeys: true)
      sample.write(to: &writer, depth: 0)
      generator = sample.generator
      let document = try JSONDocument(parsing: writer.bytes)
      check(document.root, in: document)
    }
  }

  private func check(_ node: JSONNode, in document: JSONDocument) {
    #expect(document.node(at: node.pointer) == node)
    for item in node.items { check(item, in: document) }
    for member in node.members { check(member.value, in: document) }
  }
}

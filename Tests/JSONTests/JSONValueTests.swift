import JSON
import Testing

@Suite("A JSON value")
struct JSONValueTests {
  @Test(
    "is written as it was read",
    arguments: [
      #"{"b":1.50,"a":[true,null,"x\n"],"":{}}"#, "12345678901234567890.0e-3", #""é""#, "[]",
      String(repeating: "[", count: 200) + String(repeating: "]", count: 200),
    ])
  func roundTrip(text: String) throws {
    let value = try #require(JSONValue(parsing: Array(text.utf8)))
    #expect(String(decoding: value.bytes, as: UTF8.self) == text)
  }

  @Test("keeps the last of members with the same key, and composed and decomposed keys apart")
  func keys() throws {
    let value = try #require(JSONValue(parsing: Array("{\"a\":1,\"\u{e9}\":2,\"e\u{301}\":3,\"a\":4}".utf8)))
    #expect(value.members.map(\.value) == [4, 2, 3])
    #expect(value["a"] == 4)
    #expect(value["\u{e9}"] == 2)
    #expect(value["e\u{301}"] == 3)
  }

  @Test("is changed in place")
  func changes() {
    var value: JSONValue = ["a": 1, "b": ["x"], "c": .null, "left out": nil]
    value["b"] = "two"
    value["d"] = ["e": false]
    value["a"] = nil
    value["nowhere"] = nil
    #expect(String(decoding: value.bytes, as: UTF8.self) == #"{"b":"two","c":null,"d":{"e":false}}"#)
    #expect(value.picking(["d", "x", "b"]) == ["d": ["e": false], "b": "two"])
    var list: JSONValue = [1, 2]
    list["a"] = 3
    #expect(list == [1, 2])
  }

  @Test("tells what it is")
  func kinds() {
    let value: JSONValue = ["text": "t", "number": .number("7"), "decimal": .number("7.0"), "list": .strings(["a"])]
    #expect(value.isObject && !value.isArray && value["list"]?.isArray == true)
    #expect(value["text"]?.text == "t" && value["number"]?.text == nil)
    #expect(value["number"]?.integer == 7 && value["decimal"]?.integer == nil)
    #expect(value["list"]?.items == ["a"] && value["text"]?.items == [] && value["list"]?.members == [])
  }
}

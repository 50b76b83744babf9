import CByteMasks
import JSON
import TestSupport
import Testing

@Suite("Skimming")
struct SkimmingTests {
  /// Whether a text is skimmed as the root object, and the values of its members `a` and `b`; nil where it is not.
  private func skimmed(_ text: String) -> [String]? {
    var memory = Array(text.utf8)
    let range = 0..<memory.count
    memory += [0x0A] + [UInt8](repeating: UInt8(ascii: "}"), count: JSONLineBlock.padding)
    guard let keys = SkimmedKeys(forbidden: ["no"], wanted: ["a", "b"]) else { return nil }
    var skimmer = JSONSkimmer()
    return memory.withUnsafeBufferPointer { memory in
      guard let base = memory.baseAddress, skimmer.take(base, range) else { return nil }
      var values = [JSONSkimmer.Token](repeating: 0, count: keys.count)
      guard let end = skimmer.members(of: 0, keys, &values), skimmer.isEnd(end) else { return nil }
      return values[1...].map { value in
        if value == 0 { return "–" }
        guard skimmer.first(value) == UInt8(ascii: "\"") else { return String(Unicode.Scalar(skimmer.first(value))) }
        return String(decoding: skimmer.content(of: value), as: UTF8.self)
      }
    }
  }

  @Test(
    "finds members",
    arguments: [
      (#"{}"#, ["–", "–"]), (#"{"a":"x"}"#, ["x", "–"]),
      (#" { "b" : true , "c":[1,{"a":2},-0.5e+9], "a" : "y" } "#, ["y", "t"]),
      (#"{"c":"\"a\":\\","a":"q\"\\\u00e9"}"#, [#"q\"\\\u00e9"#, "–"]), (#"{"aa":1,"":2,"a":{}}"#, ["{", "–"]),
      (#"{"a":"東京 ë 🙂","b":[]}"#, ["東京 ë 🙂", "["]),
      (#"{"c":""# + String(repeating: "ë", count: 80) + #"","a":"z"}"#, ["z", "–"]),
      (#"{"c":""# + String(repeating: #"\\"#, count: 70) + #"","a":"z"}"#, ["z", "–"]),
    ])
  func members(text: String, values: [String]) {
    #expect(skimmed(text) == values)
  }

  @Test(
    "leaves what is rare, and what is wrong, to the parser",
    arguments: [
      "", "1", "[]", #"{"a":1}}"#, #"{"a":1"#, #"{"a" 1}"#, #"{"a":1,}"#, #"{a:1}"#, #"{"a":01}"#, #"{"a":1.}"#,
      #"{"a":tru}"#,
      #"{"a":truex}"#, #"{"a":"x}"#, #"{"a":"\x"}"#, #"{"a":"\u12g4"}"#, "{\"a\":\"\t\"}", "{\t\"a\":1}", #"{"a":1 2}"#,
      #"{"a":"x""y"}"#, #"{"a":"x"1}"#, #"{"a":[1}"#, #"{"a":{"b":1]}"#, #"{"a":1,"a":2}"#, #"{"\u0061":1}"#,
      #"{"no":1}"#,
      #"{"a":-}"#, #"{"a":nul"#, #"{"a":\"}"#, #"{"a":1e}"#,
      #"{"a":"# + String(repeating: "[", count: 70) + String(repeating: "]", count: 70) + "}",
    ])
  func leaves(text: String) {
    #expect(skimmed(text) == nil)
  }

  @Test("takes nothing that the parser does not take, and sees the same strings")
  func agreement() throws {
    var generator = SeededGenerator(seed: 7)
    var random = RandomJSON(generator: SeededGenerator(seed: 8), hasUniqueKeys: true)
    var taken = 0
    for _ in 0..<5_000 {
      var writer = JSONWriter()
      random.write(to: &writer, depth: 3)
      var bytes = writer.bytes
      for _ in 0..<Int.random(in: 0...2, using: &generator) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0...2, using: &generator) {
        case 0: bytes.remove(at: place)
        case 1: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        default: bytes.insert(Array(#"{}[]:,"\ 1tu"#.utf8).randomElement(using: &generator) ?? 0, at: place)
        }
      }
      let text = Array(#"{"x":"#.utf8) + bytes + Array("}".utf8)
      let isValid = (try? JSONDocument(parsing: text)) != nil
      let memory = text + [0x0A] + [UInt8](repeating: 0x2C, count: JSONLineBlock.padding)
      var skimmer = JSONSkimmer()
      let keys = try #require(SkimmedKeys(wanted: ["x"]))
      let isTaken = memory.withUnsafeBufferPointer { memory in
        guard let base = memory.baseAddress, skimmer.take(base, 0..<text.count) else { return false }
        var value: JSONSkimmer.Token = 0
        return skimmer.members(of: 0, keys, &value).map { skimmer.isEnd($0) } ?? false
      }
      if isTaken { taken += 1 }
      #expect(!isTaken || isValid, "\(String(decoding: text, as: UTF8.self))")
    }
    #expect(taken > 500)
  }

  @Test("the vectors of this processor see what is seen without any")
  func masks() {
    var generator = SeededGenerator(seed: 3)
    for round in 0..<2000 {
      let bytes = (0..<64).map { _ in
        round % 2 == 0
          ? UInt8.random(in: 0...255, using: &generator)
          : Array(#"{}[]:,"\ aé"#.utf8).randomElement(using: &generator) ?? 0
      }
      let (fast, plain) = (plumb_byte_masks(bytes), plumb_byte_masks_portable(bytes))
      #expect(fast.quotes == plain.quotes && fast.backslashes == plain.backslashes && fast.blanks == plain.blanks)
      #expect(fast.structure == plain.structure && fast.high == plain.high && fast.hasControl == plain.hasControl)
    }
  }
}

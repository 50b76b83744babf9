import JSON
import TestSupport
import Testing

@testable import LanguageServer

@Suite("The text of a document")
struct SynchronisationTests {
  /// A text as a simple client has it: an array of the units that were agreed on.
  private struct Model<Unit: FixedWidthInteger> {
    var units: [Unit]

    /// Where each line begins and how long it is without its end.
    var lines: [(start: Int, count: Int)] {
      var lines: [(start: Int, count: Int)] = []
      var (start, place) = (0, 0)
      while place < units.count {
        guard units[place] == 10 || units[place] == 13 else {
          place += 1
          continue
        }
        lines.append((start, place - start))
        place += units[place] == 13 && place + 1 < units.count && units[place + 1] == 10 ? 2 : 1
        start = place
      }
      return lines + [(start, units.count - start)]
    }

    /// A place that no character is cut at; now and then beyond its line.
    func place(_ isInside: (Unit) -> Bool, _ random: inout SeededGenerator) -> (line: Int, character: Int, index: Int) {
      let lines = lines
      let line = Int.random(in: 0..<lines.count, using: &random)
      var index = lines[line].start + Int.random(in: 0...lines[line].count, using: &random)
      while index < units.count, isInside(units[index]) { index -= 1 }
      let isBeyond = index == lines[line].start + lines[line].count && Bool.random(using: &random)
      return (line, index - lines[line].start + (isBeyond ? 7 : 0), index)
    }
  }

  private static let pieces = [
    "", "", "a", "name: ", "\n", "\r\n", "\r", "é", "日本", "😀", "a😀\r\nb", "  - decision:\n", "\u{301}", "\u{2028}",
  ]

  private func run<Unit: FixedWidthInteger>(
    _ encoding: String, _ units: (String) -> [Unit], isInside: (Unit) -> Bool, text: ([Unit]) -> String
  ) {
    var random = SeededGenerator(seed: 42)
    let client = TestClient()
    client.initialize(abilities: ["general": ["positionEncodings": [.string(encoding)]]])
    let path = "/nowhere/model.txt"
    var model = Model(units: units("first\r\n😀 second\nthird"))
    client.open(path, text(model.units))
    for version in 2..<1002 {
      let (first, second) = (model.place(isInside, &random), model.place(isInside, &random))
      let (start, end) = first.index <= second.index ? (first, second) : (second, first)
      // Backwards, where one of two equal places is written beyond its line.
      guard (start.line, start.character) <= (end.line, end.character) else { continue }
      let piece = Self.pieces.randomElement(using: &random) ?? ""
      model.units.replaceSubrange(start.index..<end.index, with: units(piece))
      client.change(
        path, version: version,
        [
          [
            "range": [
              "start": ["line": .integer(start.line), "character": .integer(start.character)],
              "end": ["line": .integer(end.line), "character": .integer(end.character)],
            ], "text": .string(piece),
          ]
        ])
      guard client.text(path)?.utf8.elementsEqual(text(model.units).utf8) == true else {
        Issue.record("the texts differ after edit \(version)")
        return
      }
    }
    #expect(client.messages.allSatisfy { $0["method"] != "window/showMessage" })
  }

  @Test("is the client's after a thousand edits, in UTF-8")
  func utf8() {
    run("utf-8", { Array($0.utf8) }, isInside: { $0 & 0xC0 == 0x80 }, text: { String(decoding: $0, as: UTF8.self) })
  }

  @Test("is the client's after a thousand edits, in UTF-16")
  func utf16() {
    run(
      "utf-16", { Array($0.utf16) }, isInside: { $0 & 0xFC00 == 0xDC00 },
      text: { String(decoding: $0, as: UTF16.self) })
  }

  @Test("is the client's after a thousand edits, in UTF-32")
  func utf32() {
    run(
      "utf-32", { $0.unicodeScalars.map(\.value) }, isInside: { _ in false },
      text: { String(decoding: $0, as: UTF32.self) })
  }

  /// Ranges that the text `a😀\nb` does not have, in UTF-16.
  private static let badRanges: [(Int, Int, Int, Int)] = [
    (2, 0, 2, 0), (0, 0, 99, 0), (1, 1, 0, 0), (0, 3, 0, 1), (0, 2, 0, 3), (0, 0, 0, 2),
  ]

  @Test("counts as stale after an edit at a place that it does not have, until a whole one comes", arguments: badRanges)
  func badRange(range: (Int, Int, Int, Int)) {
    let client = TestClient()
    client.initialize(abilities: ["textDocument": ["hover": [:]]])
    let path = "/nowhere/a.yaml"
    let flow = "inboundCall:\n  name: [\n"
    client.open(path, flow)
    #expect(client.diagnostics(path)?.isEmpty == false)
    client.change(path, version: 2, [["text": "a😀\nb"]])
    let bad: JSONValue = [
      "range": [
        "start": ["line": .integer(range.0), "character": .integer(range.1)],
        "end": ["line": .integer(range.2), "character": .integer(range.3)],
      ], "text": "x",
    ]
    client.change(path, version: 3, [bad])
    client.change(
      path, version: 4,
      [["range": ["start": ["line": 0, "character": 0], "end": ["line": 0, "character": 0]], "text": "y"]])
    client.change(path, version: 5, [bad])
    #expect(client.messages.count { $0["method"] == "window/showMessage" } == 1)
    #expect(client.text(path) == "a😀\nb")
    #expect(client.diagnostics(path)?.isEmpty == true)
    let hover = client.answer(
      "textDocument/hover",
      ["textDocument": ["uri": .string("file://\(path)")], "position": ["line": 0, "character": 0]])
    #expect(hover["error"]?["code"] == -32801)
    client.change(path, version: 6, [["text": .string(flow)]])
    #expect(client.text(path) == flow)
    #expect(client.diagnostics(path)?.isEmpty == false)
  }
}

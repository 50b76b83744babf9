import Testing

@testable import Terminal

@Suite("The line editor")
struct LineEditorTests {
  /// Types keys as a terminal sends them and gives what came out: finished lines, and the open one with `|` as cursor.
  private func typed(_ keys: String, history: [String] = [], names: [String] = []) -> [String] {
    var bytes = Array(keys.utf8)[...]
    let reader = KeyReader { bytes.popFirst() }
    var editor = LineEditor(history: history)
    var seen: [String] = []
    while let key = reader.key() {
      let outcome = editor.handle(key) { head in
        let start = (head.lastIndex(of: " ").map { head.distance(from: head.startIndex, to: $0) } ?? -1) + 1
        return LineEditor.Completion(start: start, candidates: names.filter { $0.hasPrefix(head.dropFirst(start)) })
      }
      switch outcome {
      case .edited, .clearScreen: break
      case .line(let line):
        seen.append(line)
        editor.remember(line)
        editor.begin()
      case .end: seen.append("end")
      case .cancelled:
        seen.append("cancelled")
        editor.begin()
      case .list(let names): seen.append(names.joined(separator: " "))
      }
    }
    let text = editor.buffer.text
    let cursor = text.index(text.startIndex, offsetBy: editor.buffer.cursor)
    return text.isEmpty ? seen : seen + [text[..<cursor] + "|" + text[cursor...]]
  }

  @Test(
    "edits",
    arguments: [
      ("abc\r", ["abc"]), ("abc", ["abc|"]), ("abc\u{1}x", ["x|abc"]), ("abc\u{1}\u{5}x", ["abcx|"]),
      ("abc\u{2}\u{2}\u{B}", ["a|"]), ("abc\u{2}\u{15}", ["|c"]), ("one two\u{17}", ["one |"]),
      ("one two\u{17}\u{1}\u{19}", ["two|one "]), ("abc\u{7F}\u{8}", ["a|"]), ("abc\u{1}\u{4}", ["|bc"]),
      ("ab\u{14}", ["ba|"]), ("a\u{4}", ["a|"]), ("\u{4}", ["end"]), ("abc\u{3}d", ["cancelled", "d|"]),
      ("abc\u{1B}[D\u{1B}[Dx", ["ax|bc"]), ("abc\u{1B}[Hx\u{1B}[Fy", ["xabcy|"]), ("abc\u{1B}OHx", ["x|abc"]),
      ("abc\u{1B}[1~\u{1B}[3~", ["|bc"]), ("abc\u{1B}[1~\u{1B}[4~x", ["abcx|"]), ("a.b c\u{1B}b\u{1B}bx", ["a.x|b c"]),
      ("ab cd\u{1}\u{1B}fx", ["abx| cd"]), ("ab cd\u{1}\u{1B}[1;5Cx", ["abx| cd"]), ("ab cd\u{1}\u{1B}d", ["| cd"]),
      ("ä€😀\u{7F}", ["ä€|"]), ("e\u{301}x\u{2}\u{2}y", ["y|e\u{301}x"]), ("a\u{1B}[99;99;99;99;99;99zb", ["ab|"]),
      ("a\u{1B}[200~b", ["ab|"]), ("a\u{C}b", ["ab|"]), ("a\u{1B}", ["a|"]), ("\u{2}\u{15}\u{B}\u{17}\u{14}\u{19}", []),
    ])
  func edits(_ keys: String, _ expected: [String]) {
    #expect(typed(keys) == expected)
  }

  @Test(
    "goes back to earlier lines and keeps the one being written",
    arguments: [
      ("\u{1B}[A", ["two|"]), ("\u{1B}[A\u{1B}[A\u{1B}[A", ["one|"]), ("dra\u{1B}[A\u{1B}[B", ["dra|"]),
      ("\u{10}\u{10}\u{E}x\r", ["twox"]), ("new\r\u{1B}[A", ["new", "new|"]),
      ("two\r\u{1B}[A\u{1B}[A", ["two", "one|"]),
    ])
  func history(_ keys: String, _ expected: [String]) {
    #expect(typed(keys, history: ["one", "two"]) == expected)
  }

  @Test(
    "completes as far as candidates agree, then shows them",
    arguments: [
      ("L\t", ["Left Length Lower", "L|"]), ("x Le\t", ["Left Length", "x Le|"]), ("Lo\t", ["Lower|"]),
      ("x Appe\t", ["x Append|"]), ("Append\t", ["Append AppendAll", "Append|"]), ("Z\t", ["Z|"]),
      ("Lo y\u{1B}b\u{2}\t", ["Lower| y"]),
    ])
  func completion(_ keys: String, _ expected: [String]) {
    #expect(typed(keys, names: ["Append", "AppendAll", "Left", "Length", "Lower"]) == expected)
  }

  @Test("survives any bytes")
  func bytes() {
    for first in UInt8.min...UInt8.max {
      for second in stride(from: UInt8.min, to: .max, by: 5) {
        var bytes = [first, second, 0x1B, second, first, 0x61, first][...]
        let reader = KeyReader { bytes.popFirst() }
        var editor = LineEditor(history: ["a"])
        while let key = reader.key() { _ = editor.handle(key) { _ in .none } }
        #expect(editor.buffer.cursor <= editor.buffer.characters.count)
      }
    }
  }

  @Test("draws one row with the cursor in sight")
  func row() {
    var buffer = LineBuffer()
    buffer.insert("abc\u{7}")
    buffer.move(to: 1)
    #expect(LineScreen.row(prompt: "> ", buffer, columns: 40) == "\r> abc\\u{7}\u{1B}[K\r\u{1B}[3C")
    buffer.replace(with: String(repeating: "x", count: 30) + "世界")
    #expect(LineScreen.row(prompt: "> ", buffer, columns: 13) == "\r> xxxxxx世界\u{1B}[K\r\u{1B}[12C")
    buffer.move(to: 0)
    #expect(LineScreen.row(prompt: "> ", buffer, columns: 13) == "\r> xxxxxxxxxx\u{1B}[K\r\u{1B}[2C")
    #expect(LineScreen.table(["a", "bb", "c"], columns: 8) == "a   bb\nc\n")
    #expect(LineScreen.table(["a\u{1B}"], columns: 2) == "a\\u{1B}\n")
  }
}

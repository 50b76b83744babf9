import SourceText
import TestSupport
import Testing

@Suite("Text output")
struct RenderingTests {
  private func snippet(_ marked: String) throws -> String {
    let marked = MarkedText(marked)
    let file = try SourceFile(name: "a", contents: Array(marked.text.utf8))
    let range = try #require(marked.ranges.first)
    return Snippet(of: ByteRange(range.lowerBound, range.upperBound), in: file).text()
  }

  @Test("puts a caret under the place")
  func caret() throws {
    #expect(
      try snippet("a: 1\nexp: «from.x» + 1\n") == """
            2 | exp: from.x + 1
              |      ^~~~~~

        """)
  }

  @Test("counts wide characters twice and marks not at all")
  func width() throws {
    #expect(
      try snippet("東京e\u{301} «日本» x") == """
            1 | 東京e\u{301} 日本 x
              |       ^~~~

        """)
  }

  @Test("shows an empty range with one caret, also at the end of a line")
  func empty() throws {
    #expect(
      try snippet("ab«»\ncd") == """
            1 | ab
              |   ^

        """)
  }

  @Test("cuts long lines on both sides of the place")
  func long() throws {
    let text = try snippet(String(repeating: "x", count: 500) + "«here»" + String(repeating: "y", count: 500))
    let lines = text.split(separator: "\n")
    #expect(lines[0].hasPrefix("    1 | …xxx") && lines[0].hasSuffix("yyy…"))
    #expect(lines[0].count < 120)
    let before = lines[0].prefix { $0 != "h" }.count
    #expect(lines[0].dropFirst(before).hasPrefix("here"))
    #expect(lines[1].prefix { $0 != "^" }.count == before)
  }

  @Test("makes control characters and marks of direction visible")
  func escaping() {
    #expect(TerminalText.escaped("a\u{1B}[31m\u{202E}b\r\n") == "a\\u{1B}[31m\\u{202E}b\\u{D}\\u{A}")
    #expect(TerminalText.escaped("plain é 東") == "plain é 東")
  }
}

import SourceText
import Testing

@Suite("Nearest names")
struct NearestNameTests {
  private static let names = ["Append", "ToString", "ToInt", "If", "Left", "Length", "Lower"]

  @Test(
    "are those one or two edits away, nearest first",
    arguments: [
      ("Apend", ["Append"]), ("ToStirng", ["ToString"]), ("tostring", ["ToString"]), ("Lowre", ["Lower"]),
      ("Lenght", ["Length"]), ("xyz", []), ("", []), ("Left", []), ("Lft", ["Left"]), ("ToStri", ["ToString"]),
      ("ToStr", []), ("Of", ["If"]),
    ])
  func nearest(_ name: String, _ expected: [String]) {
    #expect(nearestNames(to: name, among: Self.names) == expected)
  }

  @Test("are at most three, and none for a word of no sensible length")
  func limits() {
    #expect(nearestNames(to: "aaaaaa", among: (0..<9).map { "aaaaa\($0)" }).count == 3)
    #expect(nearestNames(to: String(repeating: "a", count: 101), among: [String(repeating: "a", count: 100)]).isEmpty)
  }

  @Test("end a message")
  func text() {
    #expect(suggestion([]) == "")
    #expect(suggestion(["a"]) == "; did you mean ‘a’?")
    #expect(suggestion(["a", "b"]) == "; did you mean ‘a’ or ‘b’?")
  }
}

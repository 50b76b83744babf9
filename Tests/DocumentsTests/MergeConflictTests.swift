import Documents
import SourceText
import TestSupport
import Testing

/// Files in which a merge was not finished.
struct MergeConflictTests {
  @Test(arguments: [
    "a:\n  b: 1\n«<<<<<<< HEAD»\n  c: 2\n=======\n  c: 3\n>>>>>>> other\n",
    "«<<<<<<< HEAD»\na: 1\n=======\na: 2\n>>>>>>> other\n",
    "{\"a\": 1,\n«<<<<<<< ours»\n\"b\": 2\n=======\n\"b\": 3\n>>>>>>> theirs\n}",
    "<a>\r\n«<<<<<<< HEAD»\r\n<b/>\r\n=======\r\n<c/>\r\n>>>>>>> other\r\n</a>",
    "a: 1\n«>>>>>>> 4f3c2a1 (Add a menu)»\nb: 2\n", "a: 1\nb: 2\n«<<<<<<<»\nc: 3\n",
  ])
  func isNamedAsSuch(_ source: String) throws {
    let marked = MarkedText(source)
    let reading = try DocumentReader.read(name: "x", contents: Array(marked.text.utf8))
    #expect(reading.diagnostics.count == 1)
    #expect(reading.diagnostics.first?.message.contains("merge conflict") == true)
    #expect(reading.diagnostics.map(\.range.indices) == marked.ranges)
  }

  @Test(arguments: [
    "a: |\n  <<<<<<< HEAD\n  =======\n  >>>>>>> b\n", "a: 1\n# <<<<<<< HEAD\nb: [\n", "<a>&lt;<<\n<<<<<<<<</a>",
  ])
  func otherTextsAreNone(_ source: String) throws {
    let reading = try DocumentReader.read(name: "x", contents: Array(source.utf8))
    #expect(!reading.diagnostics.contains { $0.message.contains("merge") })
  }
}

import TestSupport
import Testing

/// What a configuration says of limits holds for what is then read, and what is refused says so.
@Suite("Limits")
struct LimitTests {
  private let folder: TemporaryFolder
  private let remedy = "; ‘file-size’ under ‘limits’ in plumb.yaml sets it"

  init() throws {
    folder = try TemporaryFolder([
      "plumb.yaml": "limits: { file-size: 1, unpacked-size: 2 }\n",
      "large.yaml": "inboundCall:\n  name: \(String(repeating: "a", count: 1 << 20))\n",
      "large.json": #"{"id": "\#(String(repeating: "a", count: 1 << 20))", "participants": []}"#,
      "lines.ndjson": "{\"id\":\"b\",\"participants\":[]}\n{\"id\": \"\(String(repeating: "a", count: 1 << 20))\"}\n",
    ])
    let entry = String(repeating: "a", count: (1 << 20) - 9)
    try folder.write(makeZip((0..<3).map { ("\($0).yaml", entry) }), to: "many.zip")
  }

  private func run(_ words: String, _ file: String) -> CommandRun {
    CommandRun(shellWords(words) + ["--config", folder.path("plumb.yaml"), folder.path(file)])
  }

  @Test(
    "of a file, and of a line",
    arguments: [
      ("lint", "large.yaml"), ("expressions", "large.yaml"), ("eval conversation.id", "large.json"),
      ("eval conversation.id --ndjson", "lines.ndjson"),
    ])
  func fileSize(words: String, file: String) {
    let run = run(words, file)
    #expect(run.status == 3)
    #expect(run.errors.contains("is over the limit of 1 MB\(remedy)"), "\(run.errors)")
  }

  @Test("of a file hold for linting without --config, too")
  func nearest() {
    let run = CommandRun(["lint", folder.path("large.yaml")])
    #expect(run.status == 3 && run.errors.contains("is over the limit of 1 MB"))
  }

  @Test("of what an archive unpacks to")
  func unpackedSize() throws {
    try folder.write(Array("limits: { file-size: 5, unpacked-size: 2 }\n".utf8), to: "plumb.yaml")
    let run = run("lint", "many.zip")
    let message = "the archive unpacks to more than the limit of 2097152 bytes; ‘unpacked-size’ under ‘limits’"
    #expect(run.status == 3 && run.errors.contains(message), "\(run.errors)")
  }

  @Test("that say nothing are refused", arguments: ["file-size: 0", "file-size: much", "files: 3", "rule-steps: -1"])
  func wrong(line: String) throws {
    try folder.write(Array("limits: { \(line) }\n".utf8), to: "plumb.yaml")
    #expect(run("lint", "large.yaml").status == 2)
  }
}

import FoundationEssentials
import TestSupport
import Testing

/// Runs every console example of the documentation and compares what it prints with what the page shows.
///
/// An example is a fenced block of the language `console`: lines that begin with `$ plumb` are run, what follows up to
/// the next such line is the expected transcript. `ACCEPT=1 swift test` rewrites the pages.
@Suite("The documentation")
struct ReadmeTests {
  private static let pages =
    ["README.md"]
    + ["eval", "why", "parse", "lint", "flow", "actions", "config", "mistakes", "test"].map {
      "Tests/PlumbCLITests/Pages/\($0).md"
    }

  @Test("shows what the commands print", arguments: pages)
  func examples(page: String) throws {
    let text = try Repository.text(page)
    var shown: [String] = []
    var runs = 0
    var isInBlock = false
    var isSkipping = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isInBlock = line == "```console"
        isSkipping = false
      } else if isInBlock, line.hasPrefix("$ plumb ") {
        runs += 1
        let run = CommandRun(typed: line.dropFirst("$ plumb ".count))
        #expect(run.status != 70)
        shown.append(String(line))
        shown += run.transcript.replacing("stderr: ", with: "").split(separator: "\n", omittingEmptySubsequences: false)
          .dropLast().map(String.init)
        isSkipping = true
        continue
      }
      if !isInBlock || !isSkipping || line.hasPrefix("$ ") {
        if isInBlock, line.hasPrefix("$ ") { isSkipping = false }
        shown.append(String(line))
      }
    }
    #expect(runs > 0)
    let difference = try Golden.difference(of: shown.joined(separator: "\n"), from: page)
    #expect(difference == nil, "\(difference ?? "")")
  }
}

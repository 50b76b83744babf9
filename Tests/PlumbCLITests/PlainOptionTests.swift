import ArgumentParser
import JSON
import Testing

@testable import PlumbCLI

/// Command lines that are read without ArgumentParser mean what it makes of them.
@Suite("Plain command lines")
struct PlainOptionTests {
  @Test("have each option that the command declares")
  func table() throws {
    let help = try #require(JSONValue(parsing: Array(CommandRun(["eval", "--experimental-dump-help"]).output.utf8)))
    let options = (help["command"]?.items("arguments") ?? []).filter { $0["kind"] != "positional" }
    let names = options.flatMap { option in
      option.items("names").map { ($0["kind"] == "short" ? "-" : "--") + ($0["name"]?.text ?? "") }
    }
    // What prints help ends the run, which ArgumentParser does.
    let printing = ["--help", "-h", "--version"]
    #expect(Set(names).subtracting(printing) == Set(EvalCommand.plainOptions.map(\.name)))
    #expect(Set(EvalCommand.plainOptions.map(\.name)).count == EvalCommand.plainOptions.count)
  }

  private static let lines = [
    "x", "x a.json b.json", "x -", "-e -x -e y a.json", "x --ndjson --id 7 a", "x --require --trace --no-bind",
    "x --histogram --ndjson a", "x --format jsonl --color always --config c.yaml --dialect architect",
    "x --participant customer=live --participant agent=first --now 2026-03-02T10:00:00Z --seed 7",
    "x --set a=-1 --set b=2 --vars v.json --var-type a=int --inventory i.json", "--flow f.yaml --all-sites a",
    "--flow f.yaml --site s a", "x --bad-lines skip --jobs 3 --ndjson a", "x --key k --with-key a",
    "x --columns --format jsonl a",
    "x --conversation c --watch --for 9 --timeout 8 --base-url u --profile p --env-file e",
  ]

  @Test("mean the same", arguments: lines)
  func meaning(line: String) throws {
    let words = line.split(separator: " ").map(String.init)
    let plain = try #require(EvalCommand(plainly: words))
    var (found, wanted) = ("", "")
    dump(plain, to: &found)
    dump(try EvalCommand.parse(words), to: &wanted)
    #expect(found == wanted)
  }

  @Test("are tried with each option")
  func coverage() {
    let words = Set(Self.lines.flatMap { $0.split(separator: " ").map(String.init) })
    #expect(EvalCommand.plainOptions.allSatisfy { words.contains($0.name) })
  }

  @Test(
    "are left to ArgumentParser where they are written otherwise, or wrong",
    arguments: [
      "", "x --format", "x --format yaml", "x --format=json", "x --id --ndjson", "x -- --y", "x --nonsense", "--help",
      "x --jobs many", "x --jobs 0 --ndjson a", "x --watch", "x --now soon", "-ex", "x -e --",
    ])
  func left(line: String) {
    #expect(EvalCommand(plainly: line.split(separator: " ").map(String.init)) == nil)
  }
}

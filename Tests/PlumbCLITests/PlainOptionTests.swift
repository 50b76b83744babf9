import ArgumentParser
import JSON
import Testing

@testable import PlumbCLI

/// Command lines that are read without ArgumentParser mean what it makes of them.
@Suite("Plain command lines")
struct PlainOptionTests {
  private static func check(table names: [String], of command: String) throws {
    let help = try #require(JSONValue(parsing: Array(CommandRun([command, "--experimental-dump-help"]).output.utf8)))
    let options = (help["command"]?.items("arguments") ?? []).filter { $0["kind"] != "positional" }
    let declared = options.flatMap { option in
      option.items("names").map { ($0["kind"] == "short" ? "-" : "--") + ($0["name"]?.text ?? "") }
    }
    // What prints help ends the run, which ArgumentParser does.
    let printing = ["--help", "-h", "--version"]
    #expect(Set(declared).subtracting(printing) == Set(names))
    #expect(Set(names).count == names.count)
  }

  private static func check<Command: PlainCommand>(_ type: Command.Type, _ line: String) throws {
    let words = line.split(separator: " ").map(String.init)
    let plain = try #require(Command(plainly: words))
    var (found, wanted) = ("", "")
    dump(plain, to: &found)
    dump(try Command.parse(words), to: &wanted)
    #expect(found == wanted)
  }

  private static func words(of lines: [String]) -> Set<String> {
    Set(lines.flatMap { $0.split(separator: " ").map(String.init) })
  }

  @Test("have each option that the command declares")
  func table() throws {
    try Self.check(table: EvalCommand.plainOptions.map(\.name), of: "eval")
    try Self.check(table: LintCommand.plainOptions.map(\.name), of: "lint")
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

  private static let lintLines = [
    "flows", "a.yaml b.i3 -", "flows --format json --fail-on never --jobs 2 --timings --verbose",
    "--select a,b --select c flows --ignore d --preset strict --no-ignores --color never --config c",
    "flows --output sarif=a --output junit=b --max-warnings 3 --ignore-unreadable",
    "flows --fix --unsafe-fixes", "flows --diff", "flows --baseline b.json --write-baseline",
    "flows --add-ignore a@b --reason why", "- --stdin-filename f.yaml --substitutions s --inventory i",
  ]

  @Test("mean the same", arguments: lines)
  func meaning(line: String) throws { try Self.check(EvalCommand.self, line) }

  @Test("mean the same to lint", arguments: lintLines)
  func meaningToLint(line: String) throws { try Self.check(LintCommand.self, line) }

  @Test("are tried with each option")
  func coverage() {
    #expect(EvalCommand.plainOptions.allSatisfy { Self.words(of: Self.lines).contains($0.name) })
    #expect(LintCommand.plainOptions.allSatisfy { Self.words(of: Self.lintLines).contains($0.name) })
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

  @Test(
    "are left to ArgumentParser by lint",
    arguments: ["", "--format json", "f --fix --diff", "f --jobs 0", "f --preset x"])
  func leftByLint(line: String) {
    #expect(LintCommand(plainly: line.split(separator: " ").map(String.init)) == nil)
  }
}

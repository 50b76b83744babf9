import FoundationEssentials
import JSON
import PlumbCLI
import Terminal
import TestSupport
import Testing

/// `plumb eval|why --ndjson`: keys, bad lines, columns, several jobs, lines as they come.
@Suite("Batches")
struct BatchTests {
  private static let lines = """
    {"id":"c-1","externalTag":"T-1","participants":[{"id":"p-1","purpose":"customer","attributes":{"tier":"gold"}}]}
    {"id":"c-2","participants":[{"id":"p-2","purpose":"agent","attributes":{"tier":"x"}},{"purpose":"customer"}]}
    nothing
    {"entities":[{"id":"c-3","participants":[]},{"what":1},{"id":"c-4","participants":[]}]}

    """

  private func run(_ words: String...) -> String {
    CommandRun(words + ["--ndjson", "-"], input: Array(Self.lines.utf8)).transcript
  }

  private static let notJSON = "expected a value, found ‘nothing’ (byte 0 of the line)"
  private static let noEntry =
    "the entry /entities/1 is not a conversation: an object with ‘what’ and no ‘participants’"
  private static let told = """
    stderr: plumb: -:3: \(notJSON)
    stderr: plumb: -:4: \(noEntry)

    """

  @Test("--with-key puts the id, or the field of --key, before the fields")
  func keys() {
    let fields = "c-1\tgold\nc-2\t\n\\!\t\\!\nc-3\t\n\\!\t\\!\nc-4\t\n"
    #expect(run("eval", "participant.attributes.tier", "--with-key") == fields + Self.told + "exit 3\n")
    #expect(
      run("eval", "conversation.id", "--with-key", "--key", "externalTag", "--bad-lines", "skip")
        == "T-1\tc-1\n\tc-2\n\tc-3\n\tc-4\nstderr: plumb: 2 lines are left out: no conversation\n")
    #expect(
      run("eval", "1", "--with-key", "--key", "participants.customer.id", "--bad-lines", "skip").hasPrefix("p-1\t1\n"))
    #expect(run("eval", "1", "--key", "a b)").hasPrefix("1\n"), "a name that needs brackets")
    #expect(run("eval", "1", "--with-key", "--format", "jsonl").hasSuffix("exit 2\n"))
  }

  @Test("jsonl has the key in every result, null on a bad line")
  func keyMembers() throws {
    let output = CommandRun(
      ["eval", "conversation.id", "--ndjson", "--format", "jsonl", "-"], input: Array(Self.lines.utf8)
    ).output
    let keys = try output.split(separator: "\n").map {
      try #require(try JSONDocument(parsing: Array($0.utf8)).root["key"]).sourceText
    }
    #expect(keys == [#""c-1""#, #""c-2""#, "null", #""c-3""#, "null", #""c-4""#])
  }

  @Test("--bad-lines says what becomes of lines that are no conversation, not of expressions that fail")
  func badLines() {
    let fields = "gold\n\n\\!\n\n\\!\n\n"
    #expect(run("eval", "participant.attributes.tier", "--bad-lines", "fail") == fields + Self.told + "exit 3\n")
    #expect(run("eval", "participant.attributes.tier", "--bad-lines", "report") == fields + Self.told)
    #expect(run("eval", "1/0", "--bad-lines", "skip").hasSuffix("exit 3\n"))
    #expect(run("eval", "1", "--require", "--bad-lines", "report").hasSuffix(Self.told))
    #expect(
      run("eval", "1", "--histogram", "--bad-lines", "skip")
        == "1\n  inputs\t4\n  set\t4\nstderr: plumb: 2 lines are left out: no conversation\n")
    #expect(CommandRun(["eval", "1", "--bad-lines", "skip"]).status == 2)
    #expect(CommandRun(["eval", "1", "--ndjson", "--bad-lines", "skip", "/no/such/file"]).status == 3)
  }

  @Test("--columns prints an object a conversation")
  func columns() {
    let expected = """
      {"key":"c-1","tier":"gold","conversation.id == \\"c-1\\"":true}
      {"key":"c-2","tier":null,"tier_cause":"RC-02","conversation.id == \\"c-1\\"":false}
      {"key":null,"error":{"code":"not-a-conversation","message":"\(Self.notJSON)"}}
      {"key":"c-3","tier":null,"tier_cause":"RC-03","conversation.id == \\"c-1\\"":false}
      {"key":null,"error":{"code":"not-a-conversation","message":"\(Self.noEntry)"}}
      {"key":"c-4","tier":null,"tier_cause":"RC-03","conversation.id == \\"c-1\\"":false}

      """
    let asked = ["-e", "tier=participant.attributes.tier", "-e", #"conversation.id == "c-1""#]
    let run = CommandRun(
      ["eval"] + asked + ["--columns", "--format", "jsonl", "--ndjson", "-"], input: Array(Self.lines.utf8))
    #expect(run.transcript == expected + Self.told + "exit 3\n")
    #expect(
      CommandRun(["eval", "-e", "a=1/0", "-e", "b=FindQueue(\"x\")", "--columns", "--format", "jsonl"]).output
        == #"{"key":null,"a":null,"a_cause":"division-by-zero","b":null,"b_cause":"UNKNOWN"}"# + "\n")
    for faulty in [["-e", "a=1", "-e", "a=2"], ["-e", "key=1"], ["-e", "a=1", "-e", "a_cause=2"]] {
      #expect(CommandRun(["eval"] + faulty + ["--columns", "--format", "jsonl"]).status == 2)
    }
    #expect(CommandRun(["eval", "-e", "a=1", "--columns"]).status == 2)
  }

  @Test("what --jobs does at once comes out in order, errors told and counted as by one")
  func jobs() throws {
    var text = ""
    for number in 0..<6_000 {
      text +=
        number % 1000 == 7
        ? "faulty\n"
        : #"{"id":"c-\#(number)","participants":[{"purpose":"customer","attributes":{"n":"\#(number)"}}]}"# + "\n"
    }
    let folder = try TemporaryFolder(["many.ndjson": text])
    let path = folder.path("many.ndjson")
    for words in [
      ["eval", "-e", "participant.attributes.n", "-e", "ToInt(participant.attributes.n) / 2", "--with-key"],
      ["eval", "participant.attributes.n", "--format", "jsonl"], ["eval", "participant.attributes.m", "--histogram"],
      ["eval", "participant.attributes.n", "--bad-lines", "skip"], ["why", "--key", "n"],
      ["why", "--key", "m", "--histogram"], ["why", "--key", "n", "--format", "json"],
    ] {
      let one = CommandRun(words + ["--ndjson", "--jobs", "1", path]).transcript
      let several = CommandRun(words + ["--ndjson", "--jobs", "4", path]).transcript
      #expect(one == several, "\(words)")
      #expect(one.utf8.count > 60 && !one.hasSuffix("exit 2\n"), "\(words)")
    }
    let histogram = CommandRun(["why", "--key", "m", "--ndjson", "--histogram", "--jobs", "4", path])
    #expect(histogram.output.hasPrefix("5994 conversations\n") && histogram.status == 3)
    #expect(histogram.errors.contains("plumb: 3 more like it: not-a-conversation"))
    #expect(CommandRun(["eval", "1", "--ndjson", "--jobs", "0", path]).status == 2)
  }

  @Test("why takes --bad-lines")
  func why() {
    let verdicts = run("why", "--key", "tier", "--bad-lines", "report")
    #expect(verdicts.hasPrefix("1: tier: present") && verdicts.hasSuffix(Self.told + "exit 1\n"))
    let skipped = run("why", "--key", "tier", "--bad-lines", "skip", "--format", "json")
    #expect(skipped.hasSuffix("stderr: plumb: 2 lines are left out: no conversation\nexit 1\n"))
    #expect(
      run("why", "--key", "tier", "--format", "json").contains(
        #"{"version":1,"conversation":null,"results":[],"error":{"code":"not-a-conversation","message":"\#(Self.notJSON)","line":3}}"#
          + "\n"))
  }

  @Test("entries of a page that are no conversations are told")
  func entries() throws {
    let folder = try TemporaryFolder([
      "page.json": #"{"entities":[{"what":1},{"id":"c-1","participants":[]}]}"#
    ])
    let problem = "the entry /entities/0 is not a conversation: an object with ‘what’ and no ‘participants’"
    let path = folder.path("page.json")
    #expect(
      CommandRun(["eval", "conversation.id", path]).transcript
        == "\\!\nc-1\nstderr: plumb: \(path): \(problem)\nexit 3\n")
    #expect(CommandRun(["eval", "conversation.id", "--id", "c-1", path]).transcript == "c-1\n")
    let why = CommandRun(["why", "--key", "tier", path])
    #expect(why.errors == "plumb: \(path): \(problem)\n" && why.output.hasPrefix("tier: ") && why.status == 3)
  }

  @Test("a line is answered before the next one is awaited", arguments: ["eval", "why"])
  func slowProducer(command: String) {
    final class Pipe {
      var pieces = ["{\"id\":\"c-1\",\"participants\":[]}\n{\"id\":\"c-2\",", "\"participants\":[]}\n"]
      var output = ""
      /// What had been answered each time when more was asked for.
      var answered: [String] = []
    }
    let pipe = Pipe()
    let console = Console(
      read: { _ in
        pipe.answered.append(pipe.output)
        return pipe.pieces.isEmpty ? [] : Array(pipe.pieces.removeFirst().utf8)
      }, write: { if $0 == .output { pipe.output += String(decoding: $1, as: UTF8.self) } })
    let words = command == "eval" ? ["eval", "conversation.id"] : ["why", "--key", "tier"]
    _ = runPlumb(words + ["--ndjson", "-"], on: console)
    let counts = pipe.answered.map { $0.split(separator: "\n").count }
    #expect(counts == [0, 1, 2])
  }
}

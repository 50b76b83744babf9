import JSON
import TestSupport
import Testing

/// `eval --watch` and `why --watch`; a script stands in for `plumb-cloud`, which says what becomes known.
struct WatchTests {
  /// A line of the other program.
  private static func line(
    _ time: Int, _ attributes: String, changed: String = "", id: String = "c-1", via: String = "notification",
    ended: Bool = false
  ) -> String {
    let end = ended ? #","endTime":"2026-05-04T12:10:00.000Z""# : ""
    return
      #"{"at":"2026-05-04T12:00:0\#(time).000Z","via":"\#(via)","changed":[\#(changed)],"conversation":{"id":"\#(id)","#
      + #""startTime":"2026-05-04T12:00:00.000Z"\#(end),"participants":[{"id":"p-1","purpose":"customer","attributes":"#
      + #"{\#(attributes)},"messages":[{"id":"l1","state":"connected"}]}]}}"#
  }

  private func run(_ line: String, _ lines: [String], status: Int = 0) throws -> CommandRun {
    let folder = try TemporaryFolder(["lines": lines.joined(separator: "\n") + "\n"])
    try folder.install(
      script: """
        for word; do echo "$word"; done > "$(dirname "$0")/words"
        cat "$(dirname "$0")/lines"
        exit \(status)

        """, as: "plumb-cloud")
    let run = CommandRun(shellWords(line), environment: ["PATH": folder.path])
    words = String(decoding: (try? folder.bytes("words")) ?? [], as: UTF8.self)
    return run
  }

  /// What the other program was told.
  private final class Box { var text = "" }
  private let box = Box()
  private var words: String {
    get { box.text }
    nonmutating set { box.text = newValue }
  }

  private static let tier = "eval participant.attributes.tier --conversation c-1 --watch"

  @Test func tellsAResultWhenItChanges() throws {
    let lines = [
      Self.line(0, #""other":"w""#, via: "poll"), Self.line(1, #""other":"x""#, changed: #""attributes.other""#), "",
      Self.line(2, #""tier":"gold""#, changed: #""attributes.tier""#),
      Self.line(3, #""tier":"gold","other":"y""#, changed: #""attributes.other""#),
      Self.line(4, #""tier":"a\tb""#, changed: #""attributes.tier","attributes.other""#),
    ]
    let text = try run(Self.tier, lines)
    #expect(
      text.output == "2026-05-04T12:00:00.000Z\t\n2026-05-04T12:00:02.000Z\tgold\n2026-05-04T12:00:04.000Z\ta\\tb\n")
    #expect(text.errors.hasPrefix("NOT_SET: ") && text.errors.split(separator: "\n").count == 1, "\(text.errors)")
    #expect(text.status == 0)
    #expect(words == "conversation\nwatch\n--full\n--\nc-1\n")
    let json = try run(Self.tier + " --format jsonl --for 60 --timeout 9 --base-url http://127.0.0.1:1", lines)
    #expect(words == "conversation\nwatch\n--full\n--for=60\n--timeout=9\n--base-url=http://127.0.0.1:1\n--\nc-1\n")
    let results = try json.output.split(separator: "\n").map { try JSONDocument(parsing: Array($0.utf8)).root }
    #expect(results.map { $0["value"]?.string } == [nil, "gold", "a\tb"])
    #expect(results.map { $0["via"]?.string } == ["poll", "notification", "notification"])
    #expect(results.first?["cause"]?["id"]?.string == "RC-01")
    #expect(results[1]["changed"]?.sourceText == #"["attributes.tier"]"#)
    #expect(results[1]["expression"]?.string == "participant.attributes.tier")
    #expect(results[1]["at"]?.string == "2026-05-04T12:00:02.000Z" && results[1]["cause"]?.isNull == true)
  }

  @Test func namesTheConversationsWhereThereAreSeveral() throws {
    let lines = [
      Self.line(0, #""tier":"gold""#, id: "c-1"), Self.line(0, #""tier":"gold""#, id: "c-2"),
      Self.line(1, #""tier":"silver""#, id: "c-2"),
    ]
    let run = try run(Self.tier + " --conversation c-2", lines)
    #expect(
      run.output.split(separator: "\n").map { $0.split(separator: "\t").dropFirst().joined(separator: " ") } == [
        "c-1 gold", "c-2 gold", "c-2 silver",
      ])
    #expect(words.hasSuffix("--\nc-1\nc-2\n"))
  }

  @Test func endsAsTheOtherProgramAndWithTheLastResults() throws {
    #expect(try run(Self.tier, [Self.line(0, "")], status: 4).status == 4)
    #expect(try run(Self.tier + " --require", [Self.line(0, "")]).status == 1)
    #expect(try run(Self.tier + " --require", [Self.line(0, ""), Self.line(1, #""tier":"x""#)]).status == 0)
    let failing = try run(
      "eval 'ToInt(participant.attributes.tier)' --conversation c --watch", [Self.line(0, #""tier":"x""#)])
    #expect(failing.status == 3 && failing.output.hasSuffix("\t\\!\n"))
    let unreadable = try run(Self.tier, ["no JSON", Self.line(0, #""tier":"x""#)])
    #expect(unreadable.status == 4 && unreadable.output.hasSuffix("x\n"))
    let noExpression = try run("eval '1 +' --conversation c-1 --watch", ["never read"])
    #expect(noExpression.status == 3 && words == "")
  }

  @Test func explainsAgainWhenTheAnswerChanges() throws {
    let lines = [
      Self.line(0, "", via: "poll"), Self.line(1, #""Tier":"gold""#), Self.line(2, #""Tier":"gold","x":"y""#),
      Self.line(3, #""tier":"gold""#), Self.line(4, #""tier":"lead""#), Self.line(5, #""tier":"lead""#),
    ]
    let text = try run("why --key tier --conversation c-1 --watch", lines)
    let verdicts = text.output.split(separator: "\n").map {
      String($0.dropFirst("2026-05-04T12:00:00.000Z ".count).prefix(20))
    }
    #expect(
      verdicts == ["tier: missing (RC-01", "tier: elsewhere (RC-", "tier: present: on cu", "tier: present: on cu"])
    #expect(text.status == 0 && !text.output.contains("gold"))
    let json = try run("why --key tier --conversation c-1 --watch --format jsonl", Array(lines.prefix(2)))
    #expect(json.status == 1)
    let answers = try json.output.split(separator: "\n").map { try JSONDocument(parsing: Array($0.utf8)).root }
    #expect(answers.map { $0["status"]?.string } == ["missing", "elsewhere"])
    #expect(answers.allSatisfy { $0["at"] != nil && $0["key"]?.string == "tier" && $0["causes"]?.kind == .array })
  }

  @Test(arguments: [
    ("eval-watch", "eval -e participant.attributes.tier -e 'FindQueue(\"x\")' -e 'ToInt(participant.attributes.tier)'"),
    ("why-watch", "why --key tier"),
  ])
  func linesHoldToTheirSchema(schema: String, command: String) throws {
    let checker = try SchemaChecker(schema)
    let lines = [
      Self.line(0, "", via: "poll"), Self.line(1, #""Tier":"7""#, changed: #""attributes.Tier""#),
      Self.line(2, #""tier":"x""#, changed: #""attributes.tier""#),
    ]
    let printed = try run(command + " --conversation c-1 --watch --format jsonl", lines).output.split(separator: "\n")
    #expect(printed.count > 2)
    for line in printed {
      #expect(checker.problems(of: try JSONDocument(parsing: Array(line.utf8)).root) == [])
    }
  }

  @Test(arguments: [
    ("eval 1 --watch", "give --conversation"), ("eval 1 --conversation c --for 3", "--for goes with --watch"),
    ("eval 1 --conversation c --conversation d", "followed by --watch"),
    ("eval 1 --timeout 3", "goes with --conversation"),
    ("eval 1 --conversation c --watch --for 0", "1 to 604800"),
    ("eval 1 --conversation c --watch --histogram", "leave"),
    ("eval 1 --conversation c --watch --format json", "text or jsonl"),
    ("why --key k --conversation c --watch --format markdown", "text or jsonl"),
    ("why --key k --conversation c --watch --wait 2", "leave --second, --wait"),
    ("why --key k --conversation c --format jsonl", "needs --watch"),
  ])
  func refusesWhatDoesNotGoTogether(line: String, message: String) throws {
    let run = try run(line, [])
    #expect(run.status == 2)
    #expect(run.errors.contains(message), "\(run.errors)")
    #expect(words == "")
  }
}

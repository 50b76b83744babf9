import Conversations
import FoundationEssentials
import SourceText
import TestSupport
import Testing

@testable import PlumbCLI
@testable import Terminal

@Suite("plumb repl")
struct ReplTests {
  private let conversation = Repository.path("samples/conversations/tutorial.json")

  private func run(_ lines: String, _ arguments: [String] = []) -> CommandRun {
    CommandRun(["repl"] + arguments, input: Array(lines.utf8))
  }

  @Test("evaluates line by line where there is no terminal")
  func lines() {
    let run = run("1 + 2\n\n  participant.attributes.user_tier  \nLower(\"A\")", [conversation])
    #expect(run.status == 0)
    #expect(run.output == "3\nPLATINUM\na\n")
    #expect(run.errors == "conversation conv-tutorial-1: 1 participant\n")
  }

  @Test("goes on after an error, and ends with 3")
  func errors() {
    let run = run("1 +\n1 / 0\nparticipant.id\n5\n", [])
    #expect(run.status == 3)
    #expect(run.output == "5\n")
    #expect(run.errors.contains("NOT_SET: there is no conversation to look into"))
  }

  @Test(
    "has commands",
    arguments: [
      (":type 1 + 2", "Integer (int)\n", "", 0), (":type FindQueue(\"a\")", "que\n", "", 0),
      (":set Flow.n = 41\nFlow.n + 1\n:type Flow.n", "42\nInteger (int)\n", "", 0),
      (":quit\n1", "", "", 0),
      (":lod x", "", "error: there is no command ‘lod’; did you mean ‘load’?\n", 3),
      (":wxyz", "", "error: there is no command ‘wxyz’; :help lists the commands\n", 3),
      (":type", "", "error: expected :type EXPRESSION\n", 3),
      (":load /no/such/file", "", "error: /no/such/file: no such file or folder\n", 3),
      (":set n", "", "error: :set wants NAME=EXPRESSION, as in Flow.tier='\"gold\"'; found ‘n’\n", 3),
    ])
  func commands(_ lines: String, _ output: String, _ errors: String, _ status: Int32) {
    let run = run(lines)
    #expect(run.output == output)
    #expect(run.errors == errors)
    #expect(run.status == status)
  }

  @Test("loads another conversation, and keeps the one it has where that fails")
  func load() {
    let other = Repository.path("samples/conversations/call-on-agent.json")
    let run = run(
      "conversation.id\n:load \(other)\nconversation.id\n:load /none\n:type conversation.id\n", [conversation])
    #expect(run.output == "conv-tutorial-1\nc0000002-5a1e-4b7c-9d20-000000000001\nString (str)\n")
    #expect(run.status == 3)
  }

  @Test("traces, and lists its commands")
  func trace() {
    let run = run(":trace If(true, 1, 2)\n:help\n")
    #expect(run.output.hasPrefix("1\n:load FILE"))
    #expect(run.errors.contains("2: not evaluated, the condition is true"))
  }

  @Test("wants a conversation that can be read")
  func unusable() {
    #expect(run("1\n", ["/none"]).status == 3)
    #expect(run("1\n", ["/none"]).output.isEmpty)
    #expect(run("1\n", ["-"]).status == 2)
    #expect(run("1\n", ["--config", "/none"]).status == 2)
  }

  // MARK: With a terminal

  /// A session with keys as a terminal sends them.
  private func session(_ keys: String, state: TemporaryFolder, _ arguments: [String] = []) -> (
    status: Int32, output: String
  ) {
    var output: [UInt8] = []
    var rest = Array(keys.utf8)[...]
    let console = Console(
      environment: ["XDG_STATE_HOME": state.path("state"), "NO_COLOR": "1"], outputIsTerminal: true,
      inputIsTerminal: true,
      read: { count in
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
      }, write: { output += $1 })
    let status = runPlumb(["repl"] + arguments, on: console)
    return (status, String(decoding: output, as: UTF8.self))
  }

  @Test("keeps what was typed, for its owner alone, and no values")
  func history() throws {
    let folder = try TemporaryFolder()
    let first = session(
      "participant.attributes.user_tier\r\r 1 + 1\r:set Flow.pin = \"1234\"\r1 +\r\u{4}", state: folder, [conversation])
    #expect(first.status == 0)
    #expect(first.output.contains("\r\nPLATINUM\n"))
    let path = "state/plumb/history"
    #expect(String(decoding: try folder.bytes(path), as: UTF8.self) == "participant.attributes.user_tier\n1 +\n")
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.path(path))
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    let above = try FileManager.default.attributesOfItem(atPath: folder.path("state/plumb"))
    #expect(above[.posixPermissions] as? Int == 0o700)
    // The next session has the lines.
    let second = session("\u{1B}[A\u{1B}[A\r\u{4}", state: folder, [conversation])
    #expect(second.output.contains("\r\nPLATINUM\n"))
    #expect(String(decoding: try folder.bytes(path), as: UTF8.self).split(separator: "\n").count == 3)
  }

  @Test("does not write through a link")
  func link() throws {
    let folder = try TemporaryFolder(["target": "kept\n", "state/plumb/other": ""])
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("state/plumb/history"), withDestinationPath: folder.path("target"))
    #expect(session("1\r\u{4}", state: folder).output.contains("\r\n1\n"))
    #expect(String(decoding: try folder.bytes("target"), as: UTF8.self) == "kept\n")
  }

  @Test("completes with the tabulator")
  func tab() throws {
    let folder = try TemporaryFolder()
    let run = session("participant.attributes.user\t\r\u{3}\u{4}", state: folder, [conversation])
    #expect(run.output.contains("\r\nPLATINUM\n"))
    let list = session("participant.attributes.\t\u{3}\u{4}", state: folder, [conversation])
    #expect(list.output.contains("custom_order_id  form_submitted"))
    #expect(!list.output.contains("PLATINUM"))
  }
}

@Suite("Completion in plumb repl")
struct ReplCompletionTests {
  private func session() throws -> (ReplSession, TemporaryFolder) {
    let folder = try TemporaryFolder([
      "conv.json": """
      {"id": "c", "participants": [{"id": "p1", "purpose": "customer", "calls": [], "attributes":
       {"context.email": "secret@example", "context.name": "n", "tier": "gold", "first name": "x", "a\\"b": "q",
        "json": "{\\"inner\\": {\\"deep\\": 1}}"}},
       {"id": "p2", "purpose": "agent", "calls": [], "attributes": {"note": "y"}}]}
      """,
      "more.json": "", "sub/x": "",
    ])
    var session = ReplSession(
      console: Console(write: { _, _ in }), style: .plain, environment: ConversationEnvironment(nil),
      bindings: VariableBindings(),
      dialect: .all)
    session.load(folder.path("conv.json"))
    #expect(!session.hasFailed)
    let goesOn = session.run(":set Flow.orderCount = 3")
    #expect(goesOn)
    return (session, folder)
  }

  @Test(
    "offers what can stand there",
    arguments: [
      (":", [":help", ":load ", ":quit", ":set ", ":trace ", ":type "]), (":tr", [":trace "]),
      ("Leng", ["Length("]), ("1 + leng", ["Length("]), ("NOT_", ["NOT_SET"]), ("parti", ["participant"]),
      (":type Leng", ["Length("]), ("zzz", []), ("", []), ("\"Leng", []), ("Lower(\"a\") + Leng", ["Length("]),
      ("Call.An", ["Call.Ani"]), ("Flow.ord", ["Flow.orderCount"]), ("Lower(flow.ord", ["Flow.orderCount"]),
      ("participant.attributes.t", ["tier"]), ("participant.attributes.T", []),
      ("participant.attributes.context.", ["context.email", "context.name"]),
      ("participant.attributes.context.e", ["context.email"]),
      ("participant.attributes.fir", ["[\"first name\"]"]), ("participant.attributes[\"fi", ["first name\"]"]),
      ("participant.attributes[\"a", ["a\\\"b\"]"]),
      ("conversation.participants.", ["agent", "customer"]), ("conversation.participants.a", ["agent"]),
      ("conversation.participants.agent.attributes.", ["note"]),
      ("conversation.participants[\"agent\"].attributes.n", ["note"]),
      ("conversation.participants[1].attributes.n", ["note"]),
      ("conversation.part", ["participants"]), ("conversation.participants.customer.purp", ["purpose"]),
      ("JsonParse(\"{}\").", []), ("Lower(participant.attributes.ti", ["tier"]),
    ])
  func candidates(_ head: String, _ expected: [String]) throws {
    let (session, _) = try session()
    let completion = ReplCompletion(session: session).completion(of: head)
    #expect(completion.candidates == expected)
    #expect(completion.start <= head.count)
  }

  @Test(
    "replaces what was written",
    arguments: [
      ("1 + leng", "1 + Length("), ("flow.ord", "Flow.orderCount"),
      ("participant.attributes.fir", "participant.attributes[\"first name\"]"),
      ("participant.attributes[\"fi", "participant.attributes[\"first name\"]"),
      ("conversation.participants[1].attributes.n", "conversation.participants[1].attributes.note"),
      (":type Call.An", ":type Call.Ani"),
    ])
  func insertion(_ head: String, _ expected: String) throws {
    let (session, _) = try session()
    let completion = ReplCompletion(session: session).completion(of: head)
    var buffer = LineBuffer()
    buffer.insert(head)
    buffer.replaceHead(from: completion.start, with: completion.candidates.first ?? "")
    #expect(buffer.text == expected)
  }

  @Test("offers members of types, and files")
  func others() throws {
    let (session, folder) = try session()
    let completion = ReplCompletion(session: session)
    #expect(completion.completion(of: "1 + ToPhoneNumber(Call.Ani).e").candidates == ["e164"])
    #expect(completion.completion(of: "Call.CurrentQueue.i").candidates == ["id"])
    #expect(completion.completion(of: ":load \(folder.path)/").candidates == ["conv.json", "more.json", "sub/"])
    #expect(completion.completion(of: ":load \(folder.path)/mo").candidates == ["more.json"])
    #expect(completion.completion(of: ":load /no/such/").candidates.isEmpty)
  }
}

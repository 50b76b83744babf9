import Conversations
import JSON
import Sandbox
import TestSupport
import Testing
import Workspace

@testable import PlumbCloudCLI

/// Conversations that began at different times, in queues, with and without attributes.
enum ManyConversations {
  static let support = "11111111-0000-4000-8000-000000000001"
  static let orders = "11111111-0000-4000-8000-000000000002"

  static func id(_ number: Int) -> String {
    let digits = String(number)
    return "c0ffee00-3333-4222-8333-" + String(repeating: "0", count: 12 - digits.count) + digits
  }

  /// One conversation.
  ///
  /// - Parameters:
  ///   - age: how many seconds ago it began.
  ///   - length: how many seconds it took; nil while it goes on.
  static func conversation(
    _ number: Int, age: Int64, length: Int64?, queue: String? = nil, attributes: JSONValue = [:],
    agent: JSONValue? = nil,
    medium: String = "messages"
  ) -> JSONValue {
    let begin = Timestamp.now + .seconds(-age)
    let start = JSONValue.string(begin.iso8601)
    let end = length.map { JSONValue.string((begin + .seconds($0)).iso8601) }
    func participant(_ name: String, _ purpose: String, _ attributes: JSONValue, queue: String? = nil) -> JSONValue {
      let leg: JSONValue = [
        "id": .string("\(name)-leg-\(number)"), "state": end == nil ? "connected" : "disconnected",
        "connectedTime": start, "disconnectedTime": end,
      ]
      var value: JSONValue = [
        "id": .string("\(name)-\(number)"), "purpose": .string(purpose), "startTime": start, "endTime": end,
        "queueId": queue.map { .string($0) }, "attributes": attributes,
      ]
      value[medium] = [leg]
      return value
    }
    var participants = [participant("customer", "customer", attributes)]
    if let queue { participants.append(participant("acd", "acd", [:], queue: queue)) }
    if let agent { participants.append(participant("agent", "agent", agent)) }
    return ["id": .string(id(number)), "startTime": start, "endTime": end, "participants": .array(participants)]
  }

  /// The files of a sandbox with conversations.
  static func files(_ conversations: [JSONValue]) -> [String: String] {
    let page: JSONValue = ["entities": .array(conversations)]
    let queues =
      #"{"queues":[{"id":"\#(support)","name":"Support"},{"id":"\#(orders)","name":"Orders"}]}"#
    return ["conversations/all.json": String(decoding: page.bytes, as: UTF8.self), "inventory.json": queues]
  }
}

/// `plumb cloud conversation list`
@Suite(.timeLimit(.minutes(5)))
struct ListTests {
  private typealias Many = ManyConversations

  private static func numbers(_ output: String) -> [Int] {
    output.split(separator: "\n").compactMap { Int($0.suffix(12)) }
  }

  @Test func newestFirstAndNoneTwice() async throws {
    // Three pages, half of them ended; one began before the time and went on into it, one was over before.
    let conversations =
      (0..<230).map { Many.conversation($0, age: Int64(100 + $0 * 60), length: $0 % 2 == 0 ? 30 : nil) }
      + [
        Many.conversation(900, age: 100_000, length: 50_000), Many.conversation(901, age: 100_000, length: 1_000),
      ]
    try await TestSandbox.run(
      { $0.faults = TestSandbox.faults("429:3%,503:2%,reset:2%") }, files: Many.files(conversations)
    ) {
      sandbox in
      let all = await sandbox.run("conversation list")
      #expect(all.status == 0, "\(all.errors)")
      #expect(Self.numbers(all.output) == Array(0..<230) + [900])
      let live = await sandbox.run("conversation list --live")
      #expect(Self.numbers(live.output) == (0..<230).filter { $0 % 2 == 1 })
      let recent = await sandbox.run("conversation list --since 10m --limit 3")
      #expect(Self.numbers(recent.output) == [0, 1, 2])
      let from = (Timestamp.now + .seconds(-3_000)).iso8601
      let to = (Timestamp.now + .seconds(-1_000)).iso8601
      // Conversations that were over, or had not begun, are left out.
      let part = await sandbox.run("conversation list --from \(from) --to \(to)")
      #expect(part.status == 0)
      #expect(Self.numbers(part.output).allSatisfy { $0 >= 15 } && Self.numbers(part.output).count > 100)
    }
  }

  @Test func ofAQueueAndAMedium() async throws {
    let conversations = [
      Many.conversation(1, age: 100, length: nil, queue: Many.support),
      Many.conversation(2, age: 200, length: 10, queue: Many.orders),
      Many.conversation(3, age: 300, length: 10, queue: Many.support, medium: "calls"),
      Many.conversation(4, age: 400, length: 10),
    ]
    try await TestSandbox.run(files: Many.files(conversations)) { sandbox in
      let lines = await sandbox.run("conversation list --format jsonl")
      let rows = try lines.output.split(separator: "\n").map { try JSONDocument(parsing: Array($0.utf8)).root }
      #expect(rows.map { $0["queue"]?.string } == ["Support", "Orders", "Support", nil])
      #expect(rows.map { $0["media"]?.string } == ["message", "message", "voice", "message"])
      #expect(rows[0]["end"]?.isNull == true && rows[1]["end"]?.string != nil)
      #expect(Self.numbers(await sandbox.run("conversation list --queue support").output) == [1, 3])
      #expect(Self.numbers(await sandbox.run("conversation list --queue \(Many.orders)").output) == [2])
      #expect(Self.numbers(await sandbox.run("conversation list --queue Support --media voice").output) == [3])
      let unknown = await sandbox.run("conversation list --queue Suport")
      #expect(unknown.status == 1 && unknown.errors.contains("did you mean ‘Support’"))
      #expect(unknown.output.isEmpty)
    }
    try await TestSandbox.run({ $0.missingPermissions = ["routing:queue:view"] }, files: Many.files(conversations)) {
      let lines = await $0.run("conversation list --format jsonl --limit 1")
      #expect(lines.output.contains(Many.support))
    }
  }

  @Test func withAnAttribute() async throws {
    let long = JSONValue.string(String(repeating: "x", count: 9_990))
    let conversations =
      [
        Many.conversation(1, age: 100, length: nil, queue: Many.support, attributes: ["tier": "gold", "plan": "a"]),
        Many.conversation(2, age: 30_000, length: 10, attributes: ["tier": "silver"]),
        Many.conversation(3, age: 300, length: 10, attributes: [:], agent: ["tier": "gold"]),
        Many.conversation(4, age: 400, length: 10),
        // What the search shows of it ends before the attribute that is asked for.
        Many.conversation(5, age: 500, length: 10, attributes: ["a": long, "tier": "gold"]),
        Many.conversation(6, age: 600, length: 10, attributes: ["a": long, "b": "x"]),
      ] + (10..<130).map { Many.conversation($0, age: Int64(1_000 + $0), length: 10, attributes: ["other": "x"]) }
    try await TestSandbox.run(files: Many.files(conversations)) { sandbox in
      let gold = await sandbox.run("conversation list --attribute tier=gold")
      #expect(gold.status == 0 && Self.numbers(gold.output) == [1, 3, 5], "\(gold.errors)")
      #expect(Self.numbers(await sandbox.run("conversation list --attribute tier").output) == [1, 3, 5, 2])
      #expect(Self.numbers(await sandbox.run("conversation list --attribute tier --attribute plan").output) == [1])
      #expect(Self.numbers(await sandbox.run("conversation list --attribute tier --live").output) == [1])
      let queue = await sandbox.run("conversation list --attribute tier --queue Support --format jsonl")
      #expect(queue.output.contains(#""media":"message","queue":"Support""#))
      #expect(queue.output.split(separator: "\n").count == 1)
      #expect(Self.numbers(await sandbox.run("conversation list --attribute other").output) == Array(10..<130))
    }
  }

  @Test func wholeConversationsForOtherCommands() async throws {
    let conversations = (0..<30).map {
      Many.conversation($0, age: Int64(100 + $0), length: nil, attributes: ["tier": .string("t\($0)")])
    }
    try await TestSandbox.run({ $0.faults = TestSandbox.faults("429:5%,revoke:3%") }, files: Many.files(conversations))
    {
      sandbox in
      let run = await sandbox.run("conversation list --full")
      #expect(run.status == 0, "\(run.errors)")
      let lines = try run.output.split(separator: "\n").map { try JSONDocument(parsing: Array($0.utf8)).root }
      #expect(lines.map { $0["id"]?.string } == (0..<30).map { Many.id($0) })
      let tiers = lines.map {
        try? ConversationInput($0).conversations.first?.participants.first?.attribute("tier")?.string
      }
      #expect(tiers == (0..<30).map { "t\($0)" })
    }
    try await TestSandbox.run(
      { $0.missingPermissions = ["conversation:communication:view"] }, files: Many.files(conversations)
    ) { sandbox in
      let run = await sandbox.run("conversation list --full --limit 2")
      #expect(run.status == 4 && run.output.isEmpty)
      #expect(run.errors.contains(Many.id(0)) && run.errors.contains(Many.id(1)))
    }
  }

  @Test(arguments: [
    ("--since 2", "--since wants"), ("--since 2h --from 2026-03-02T10:00:00Z", "give --since, or"),
    ("--to 2026-03-02T10:00:00Z", "--to goes with --from"), ("--from yesterday", "--from wants"),
    ("--from 2026-03-02T10:00:00Z --to 2026-03-01T10:00:00Z", "before --to"), ("--attribute =x", "KEY"),
    ("--limit 0", "--limit wants"),
  ])
  func wrongUsage(words: String, message: String) async {
    let run = await CloudRun("conversation list \(words) --base-url http://127.0.0.1:9")
    #expect(run.status == 2)
    #expect(run.errors.contains(message), "\(run.errors)")
  }
}

/// `plumb cloud audit`
@Suite(.timeLimit(.minutes(5)))
struct AuditTests {
  private typealias Many = ManyConversations

  /// Conversations that have the key, have it elsewhere, under another name, empty, or not at all.
  private static let conversations: [JSONValue] = (0..<60).map { number in
    let length: Int64? = number % 4 == 1 ? nil : 20
    let age = Int64(100 + number * 400)
    return switch number % 6 {
    case 0, 1: Many.conversation(number, age: age, length: length, attributes: ["tier": "gold"])
    case 2: Many.conversation(number, age: age, length: length, attributes: ["x": "y"], agent: ["tier": "gold"])
    case 3: Many.conversation(number, age: age, length: length, attributes: ["Tier": "gold"])
    case 4: Many.conversation(number, age: age, length: length, attributes: ["tier": " "])
    default: Many.conversation(number, age: age, length: length, queue: Many.support)
    }
  }

  @Test func countsAsWhyDoes() async throws {
    try await TestSandbox.run(
      { $0.faults = TestSandbox.faults("429:3%,reset:2%") }, files: Many.files(Self.conversations)
    ) {
      sandbox in
      let run = await sandbox.run("audit tier x --format json")
      #expect(run.status == 1, "\(run.errors)")
      let root = try JSONDocument(parsing: Array(run.output.utf8)).root
      #expect(root["conversations"]?.numberText == "60")
      #expect(try SchemaChecker("audit").problems(of: root) == [])
      let keys = try #require(root["keys"]).items.map { $0 }
      #expect(keys.map { $0["key"]?.string } == ["tier", "x"])
      #expect(keys.map { $0["present"]?.numberText } == ["20", "10"])
      let whole = await sandbox.run("conversation list --full")
      var wanted = AuditCounts(["tier", "x"])
      for line in whole.output.split(separator: "\n") {
        let conversation = try #require(
          try ConversationInput(JSONDocument(parsing: Array(line.utf8)).root).conversations.first)
        wanted.add(conversation, id: conversation.id ?? "")
      }
      func counts(_ json: JSONValue) -> [String] {
        json.items("keys").map { key in
          "\(key["key"]?.text ?? "") \(key["present"]?.integer ?? 0) "
            + key.items("causes").map { "\($0["id"]?.text ?? "") \($0["count"]?.integer ?? 0)" }.joined(separator: ", ")
        }
      }
      #expect(counts(JSONValue(root)) == counts(wanted.json))
      let examples = keys.first?["causes"]?.items.first?["examples"]?.items.compactMap(\.string) ?? []
      #expect(examples.count == 3)
      // Of those that have ended and have attributes none is read by itself.
      let read = await sandbox.server.requests().filter { $0.method == "GET" && $0.path.contains("c0ffee00") }
      #expect(read.count < 60 + 60)
      let markdown = await sandbox.run("audit tier --format markdown --live --queue Support")
      #expect(markdown.output.hasPrefix("5 conversations\n\n| key | present |"), "\(markdown.output)")
      let text = await sandbox.run("audit tier --since 7m")
      // One began in this time, fifteen go on.
      #expect(text.output.hasPrefix("16 conversations\ntier\n") && text.status == 1, "\(text.output)")
    }
  }

  @Test func saysWhatCouldNotBeRead() async throws {
    let files = Many.files(Self.conversations)
    try await TestSandbox.run({ $0.missingPermissions = ["conversation:communication:view"] }, files: files) {
      let run = await $0.run("audit tier --format json")
      #expect(run.status == 4)
      #expect(run.errors.contains(Many.id(1)))
      #expect(run.output.contains(#""conversations":"#))
    }
    try await TestSandbox.run({ $0.missingPermissions = ["conversation:participant:attributesview"] }, files: files) {
      let run = await $0.run("audit tier")
      #expect(run.status == 4 && run.errors.contains("conversation:participant:attributesview"))
    }
  }
}

import Conversations
import JSON
import Sandbox
import Synchronization
import TestSupport
import Testing
import Workspace

@testable import PlumbCloudCLI

/// `plumb cloud conversation export`
@Suite(.timeLimit(.minutes(2)))
struct ConversationExportTests {
  private typealias Many = ManyConversations

  private static let count = 230
  private static let conversations: [JSONValue] = (0..<count).map {
    Many.conversation(
      $0, age: Int64(1_000 + $0 * 60), length: 30,
      attributes: $0 % 2 == 0
        ? ["tier": "gold"] : ["tier": "gold", "long": .string(String(repeating: "x", count: $0 * 10))])
  }

  /// The day until a quarter of an hour ago.
  private let interval = Interval(from: .now + .seconds(-86_400), to: .now + .seconds(-900))

  private func words(_ more: String = "") -> String {
    "conversation export --from \(interval.from.iso8601) --to \(interval.to.iso8601) --timeout 600 " + more
  }

  private static func ids(_ sandbox: TestSandbox, _ folder: String = "out") throws -> [String] {
    var ids: [String] = []
    for number in 1...9 {
      guard let bytes = try? sandbox.home.bytes("\(folder)/conversations-000\(number).ndjson") else { break }
      #expect(bytes.isEmpty || bytes.last == 0x0A)
      for line in bytes.split(separator: 0x0A) {
        ids.append(try JSONDocument(parsing: Array(line)).root["conversationId"]?.string ?? "?")
      }
    }
    return ids
  }

  private func expect(_ sandbox: TestSandbox, _ folder: String = "out", has wanted: [String]) throws {
    let found = try Self.ids(sandbox, folder).sorted()
    #expect(found == wanted)
  }

  private static var all: [String] { (0..<count).map { Many.id($0) } }

  @Test func everyConversationOnceWithWhatWasCut() async throws {
    try await TestSandbox.run(
      { $0.faults = TestSandbox.faults("429:3%,503:3%,reset:3%,half:3%,html:0.5%") },
      files: Many.files(Self.conversations)
    ) {
      sandbox in
      let folder = sandbox.home.path("out")
      var run = await sandbox.run(words("--to-dir '\(folder)'"))
      // A page in HTML is no answer of Genesys Cloud, which ends a run; the next one goes on.
      for _ in 0..<5 where run.status == 4 && run.errors.contains("did not answer") {
        run = await sandbox.run(words("--to-dir '\(folder)'"))
      }
      #expect(run.status == 0, "\(run.errors)")
      try expect(sandbox, has: Self.all)
      let cut = (0..<Self.count).count { $0 % 2 == 1 && $0 * 10 >= 1_024 }
      #expect(
        run.errors.contains("RC-09: ‘long’: \(cut) values of 1,024 characters may have been cut"), "\(run.errors)")
      let journal = String(decoding: try sandbox.home.bytes("out/journal.jsonl"), as: UTF8.self)
      #expect(journal.ranges(of: #""cause":"RC-09""#).count == cut)
    }
  }

  @Test func goesOnWhereItWasEnded() async throws {
    try await TestSandbox.run(files: Many.files(Self.conversations)) { sandbox in
      let folder = sandbox.home.path("out")
      let words = sandbox.words(self.words("--to-dir '\(folder)'"))
      #expect(await CloudRun(words.words, environment: words.environment).status == 0)
      let needed = await sandbox.server.requests().count
      let journal = try sandbox.home.bytes("out/journal.jsonl")
      let lines = journal.split(separator: 0x0A)
      let data = try sandbox.home.bytes("out/conversations-0001.ndjson")
      // As a run leaves it that was ended after any of its steps, in the middle of writing the next one.
      for step in 1..<lines.count {
        let name = "out\(step)"
        let kept = lines.prefix(step).flatMap { [0x0A] + $0 + [0x0A] } + Array("\n{\"page\":{\"fi".utf8)
        let size = lines.prefix(step).compactMap { JSONValue(parsing: Array($0))?["page"]?["size"]?.integer }.last ?? 0
        try sandbox.home.write(kept, to: "\(name)/journal.jsonl")
        try sandbox.home.write(Array(data.prefix(size + 700)), to: "\(name)/conversations-0001.ndjson")
        let before = await sandbox.server.requests().count
        let (again, environment) = sandbox.words(self.words("--to-dir '\(sandbox.home.path(name))'"))
        let run = await CloudRun(again, environment: environment)
        #expect(run.status == 0, "\(run.errors)")
        try expect(sandbox, name, has: Self.all)
        let used = await sandbox.server.requests().count - before
        #expect(used <= needed - (step - 1), "nothing is asked for twice")
      }
      let before = await sandbox.server.requests().count
      let done = await CloudRun(words.words, environment: words.environment)
      #expect(done.status == 0 && done.errors.contains("230 conversations"))
      #expect(await sandbox.server.requests().count == before)
    }
  }

  @Test func aLostJobIsDoneAgainAndKeepsNothingTwice() async throws {
    try await TestSandbox.run(
      {
        $0.faults = TestSandbox.faults("gone:1,fail:1")
      }, files: Many.files(Self.conversations)
    ) { sandbox in
      let folder = sandbox.home.path("out")
      var run = await sandbox.run(words("--to-dir '\(folder)'"))
      #expect(run.errors.contains("a new job is begun"), "\(run.errors)")
      if run.status == 4 { run = await sandbox.run(words("--to-dir '\(folder)'")) }
      #expect(run.status == 0, "\(run.errors)")
      try expect(sandbox, has: Self.all)
    }
    try await TestSandbox.run(
      {
        $0.faults = TestSandbox.faults("fail:100%")
      }, files: Many.files(Self.conversations)
    ) { sandbox in
      let run = await sandbox.run(words("--to-dir '\(sandbox.home.path("out"))'"))
      #expect(run.status == 4)
      #expect(
        run.errors.contains("as FAILED: The query could not be carried out.; 0 conversations are there"),
        "\(run.errors)")
      #expect(run.errors.contains("are missing"))
    }
  }

  @Test func whatIsNotThereYetComesLater() async throws {
    // The data ends 90 minutes ago: 75 conversations are younger, one goes on over that moment.
    let files = Many.files(Self.conversations + [Many.conversation(900, age: 6_000, length: 3_000)])
    let lag = LagBox()
    try await TestSandbox.run(
      {
        $0.analyticsLag = .seconds(5_400)
        $0.clock = { Timestamp.now.milliseconds + lag.milliseconds }
      }, files: files
    ) { sandbox in
      let folder = sandbox.home.path("out")
      let first = await sandbox.run(words("--to-dir '\(folder)'"))
      #expect(first.status == 4 && first.errors.contains("missing: "), "\(first.errors)")
      #expect(
        String(decoding: try sandbox.home.bytes("out/journal.jsonl"), as: UTF8.self).contains(#"{"missing":{"from":"#))
      let early = try Self.ids(sandbox)
      #expect(early.count < Self.count && !early.isEmpty && !early.contains(Many.id(900)))
      lag.milliseconds = 10_800_000
      let second = await sandbox.run(words("--to-dir '\(folder)'"))
      #expect(second.status == 0, "\(second.errors)")
      try expect(sandbox, has: Self.all + [Many.id(900)])
    }
  }

  @Test func keepsThoseWithAnAttributeAndOneExportAFolder() async throws {
    try await TestSandbox.run(files: Many.files(Self.conversations)) { sandbox in
      let folder = sandbox.home.path("out")
      let run = await sandbox.run(words("--to-dir '\(folder)' --attribute long --attribute tier"))
      #expect(run.status == 0, "\(run.errors)")
      try expect(sandbox, has: (0..<Self.count).filter { $0 % 2 == 1 }.map { Many.id($0) })
      let line = try sandbox.home.bytes("out/conversations-0001.ndjson").prefix { $0 != 0x0A }
      #expect(String(decoding: line, as: UTF8.self).contains(#""tier":"gold""#))
      let other = await sandbox.run(words("--to-dir '\(folder)' --attribute tier"))
      #expect(other.status == 2 && other.errors.contains("holds another export"), "\(other.errors)")
      let usage = await sandbox.run(
        "conversation export --from 2026-03-02T00:00:00Z --to 2026-03-01T00:00:00Z --to-dir x")
      #expect(usage.status == 2)
    }
  }
}

/// A time that is moved while a sandbox runs.
private final class LagBox: Sendable {
  private let value = Mutex<Int64>(0)

  var milliseconds: Int64 {
    get { value.withLock { $0 } }
    set { value.withLock { $0 = newValue } }
  }
}

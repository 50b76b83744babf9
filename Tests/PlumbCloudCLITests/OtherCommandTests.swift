import Conversations
import Expressions
import FoundationEssentials
import JSON
import Sandbox
import TestSupport
import Testing

@testable import PlumbCloudCLI

/// `plumb cloud doctor`, `conversation create` and `watch`, `inventory`, and wrong usage.
struct OtherCommandTests {
  private static let id = TestConversations.id
  private static let files = ["conversations/message.json": TestConversations.message]

  @Test func looksAtEverything() async throws {
    try await TestSandbox.run { sandbox in
      let run = await sandbox.run("doctor")
      #expect(run.status == 0, "\(run.output)")
      #expect(run.output.contains("ok       architect:flow:view"))
    }
    try await TestSandbox.run({ $0.missingPermissions = ["architect:flow:view"] }) { sandbox in
      let run = await sandbox.run("doctor --format json")
      #expect(run.status == 1)
      #expect(run.output.contains(#""name":"architect:flow:view","status":"missing""#))
    }
    let nowhere = await CloudRun(
      "doctor --base-url http://127.0.0.1:9 --timeout 2", environment: ["GENESYSCLOUD_ACCESS_TOKEN": "t0ken"])
    #expect(nowhere.status == 4)
    #expect(!(nowhere.output + nowhere.errors).contains("t0ken"))
  }

  @Test func guestsBringAttributes() async throws {
    try await TestSandbox.run { sandbox in
      let run = await sandbox.run("conversation create --deployment d-1 --attribute 'a key=a value' --attribute k=")
      #expect(run.status == 0, "\(run.errors)")
      let parts = run.output.split(separator: "\"")
      try #require(parts.count > 7)
      let verified = await sandbox.run("attributes verify \(parts[3]) 'a key=a value' --wait 5")
      #expect(verified.status == 0, "\(verified.output)")
    }
  }

  @Test func openMessagesBeginConversations() async throws {
    try await TestSandbox.run { sandbox in
      let run = await sandbox.run("conversation create --open i-1 --text Hi")
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output.contains("conversationId"))
    }
  }

  @Test func aRealServerRefusesTheTutorialsRequest() async throws {
    try await TestSandbox.run { sandbox in
      let run = await sandbox.run("conversation create --tutorial --queue q")
      #expect(run.status == 4)
      #expect(run.errors.contains("405"))
    }
  }

  @Test func watchesUntilTheEnd() async throws {
    try await TestSandbox.run(files: Self.files) { sandbox in
      let (words, environment) = sandbox.words("conversation watch \(Self.id) --format json")
      async let watching = CloudRun(words, environment: environment)
      try await Task.sleep(for: .milliseconds(500))
      #expect(await sandbox.run("attributes set \(Self.id) shelf=A7").status == 0)
      #expect(await sandbox.run("conversation disconnect \(Self.id) --yes").status == 0)
      let run = await watching
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output.contains(#""key":"shelf","present":true,"valueLength":2"#))
      #expect(!run.output.contains("A7"))
    }
  }

  /// Sockets, replies and tokens are lost, and a write shows late; the last value of each conversation is told.
  @Test(.timeLimit(.minutes(5))) func nothingIsLostWhileItWatches() async throws {
    let files = Dictionary(
      uniqueKeysWithValues: (0..<5).map { number in
        let text = TestConversations.message.replacing(Self.id, with: ManyConversations.id(number))
        return ("conversations/\(number).json", text)
      })
    try await TestSandbox.run(
      {
        $0.faults = TestSandbox.faults("cut:3,429:3%,503:2%,reset:2%,revoke:1%")
        $0.attributeDelay = .milliseconds(300)
      }, files: files
    ) { sandbox in
      let ids = (0..<5).map { ManyConversations.id($0) }
      let (words, environment) = sandbox.words(
        "conversation watch --full \(ids.joined(separator: " ")) --timeout 300 --for 200")
      async let watching = CloudRun(words, environment: environment)
      try await Task.sleep(for: .milliseconds(500))
      for round in 1...4 {
        for id in ids {
          let run = await sandbox.run("attributes set \(id) round=\(round)")
          #expect(run.status == 0, "\(run.errors)")
        }
      }
      for id in ids {
        // What ends a conversation is not sent again by itself when the connection breaks.
        var end = await sandbox.run("conversation disconnect \(id) --yes")
        for _ in 0..<9 where end.status != 0 { end = await sandbox.run("conversation disconnect \(id) --yes") }
        #expect(end.status == 0, "\(end.errors)")
      }
      let run = await watching
      #expect(run.status == 0, "\(run.errors)")
      var told: [String: [String]] = [:]
      var ended: Set<String> = []
      for line in run.output.split(separator: "\n") {
        let root = try JSONDocument(parsing: Array(line.utf8)).root
        let conversation = try #require(root["conversation"])
        let id = conversation["id"]?.string ?? ""
        #expect(["poll", "notification"].contains(root["via"]?.string ?? "") && root["at"]?.string != nil)
        if told[id] == nil { #expect(root["changed"]?.count == 0 && root["via"]?.string == "poll") }
        let value = conversation["participants"]?.items.first { _ in true }?["attributes"]?["round"]?.string ?? ""
        told[id, default: []].append(value)
        if conversation["endTime"]?.string != nil { ended.insert(id) }
      }
      #expect(ended == Set(ids))
      #expect(ids.allSatisfy { told[$0]?.last == "4" }, "\(told)")
    }
  }

  @Test func writesAnInventory() async throws {
    try await TestSandbox.run(files: ["inventory.json": #"{"queues":[{"id":"q-1","name":"Parcels"}]}"#]) { sandbox in
      let file = sandbox.home.path("org.json")
      let run = await sandbox.run("inventory --to '\(file)'")
      #expect(run.status == 0, "\(run.errors)")
      let text = try String(decoding: sandbox.home.bytes("org.json"), as: UTF8.self)
      #expect(text.contains(#""name": "Parcels""#))
      let inventory = try Inventory(JSONDocument(parsing: Array(text.utf8)).root)
      var environment = ConversationEnvironment(nil)
      environment.inventory = inventory
      let found = try Evaluator.evaluate(
        tree: SyntaxTree(parsing: #"FindQueue("Parcels").id"#), in: &environment)
      #expect(found.value.text == "q-1")
    }
  }

  @Test func everyListThatIsReadIsWrittenAndDescribed() throws {
    let schema = try JSONDocument(parsing: Repository.bytes("grammar/inventory.schema.json")).root
    let written = InventoryList.all.map(\.name)
    #expect(Inventory.kinds.allSatisfy { written.contains($0.list) })
    for name in written { #expect(schema["properties"]?[name] != nil, "\(name)") }
  }

  @Test(arguments: [
    ("conversation get x --client-secret=Pa55", "there is no option ‘--client-secret’"),
    ("conversation get x --client-secret Pa55", "there is no option ‘--client-secret’"),
    ("attributes set x a=b --token Pa55", "KEY=VALUE"),
    ("conversation disconnect x", "--yes"),
    ("conversation create", "--deployment ID"),
    ("flow export --all one --to x", "or --all"),
    ("conversaton get x", "did you mean ‘conversation’"),
    ("conversation get x", "GENESYSCLOUD_REGION"),
    ("--base-url http://127.0.0.1:9 conversation get x", "GENESYSCLOUD_ACCESS_TOKEN"),
    ("conversation get x --base-url http://example.com", "https"),
  ])
  func wrongUsage(line: String, message: String) async {
    let run = await CloudRun(line)
    #expect(run.status == 2)
    #expect(run.errors.contains(message), "\(run.errors)")
    #expect(!run.errors.contains("Pa55"))
  }
}

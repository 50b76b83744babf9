import JSON
import TestSupport
import SourceText
import Testing

@testable import Sandbox

@Suite("A data folder")
struct DataFolderTests {
  @Test("may hold conversations of every shape")
  func shapes() throws {
    let data = try SandboxData.load(folder: Repository.path("samples/conversations"))
    #expect(data.notes == [])
    var sandbox = try PlainSandbox(data: { $0 = data })
    #expect(sandbox.state.conversations.all.count >= 10)
    var seen = 0
    for conversation in sandbox.state.conversations.all {
      let reply = sandbox.get("/conversations/\(percentEncoded(conversation.id))")
      #expect(reply.status == 200)
      for participant in reply.json["participants"]?.items ?? [] {
        #expect(participant["id"]?.text != nil && participant["attributes"]?.isObject == true)
        // Every shape has become that of the conversation, but for the tutorial's.
        #expect(conversation.isTutorial || participant["sessions"] == nil && participant["state"] == nil)
        seen += participant["attributes"]?.members.count ?? 0
      }
    }
    #expect(seen > 10)
  }

  @Test("gives the view of a medium back as it was")
  func mediaView() throws {
    let data = try SandboxData.load(folder: Repository.path("samples/conversations"))
    var sandbox = try PlainSandbox(data: { $0 = data })
    let original = try #require(JSONValue(parsing: try Repository.bytes("samples/conversations/media-view.json")))
    let id = try #require(original["id"]?.text)
    let view = sandbox.get("/conversations/messages/\(id)").json
    #expect(view["participants"]?.items.count == original["participants"]?.items.count)
    for (ours, theirs) in zip(view["participants"]?.items ?? [], original["participants"]?.items ?? []) {
      for member in theirs.members where member.key != "user" { #expect(ours[member.key] == member.value) }
      #expect(ours["user"]?["id"] == theirs["user"]?["id"])
    }
    #expect(sandbox.get("/conversations/calls/\(id)").status == 404)
  }

  @Test("may hold flows, lists and permissions")
  func others() throws {
    let flow = try Repository.text("samples/flows/order-tracking.yaml")
    let id = "0a1b2c3d-0000-4000-8000-000000000001"
    let folder = try TemporaryFolder([
      "flows/Order tracking.yaml": flow,
      "flows/Order tracking.json": try Repository.text("samples/flows/order-tracking.json"),
      "flows/1.0/old.yaml": flow, "flows/Copy.\(id).yaml": flow.replacing("Order tracking", with: "Copy"),
      "flows/notes.txt": "nothing", "inventory.json": #"{"queues":[{"id":"q","name":"Q"}]}"#,
      "permissions.json": #"{"missing":["a:b:c"],"clients":[{"id":"i","secret":"s","missing":["d:e:f"]}]}"#,
      "conversations/broken.json": "{", "conversations/other.json": #"{"a":1}"#,
    ])
    let data = try SandboxData.load(folder: folder.path)
    let flows = FlowStore(data.flows).all
    #expect(flows.map(\.name) == ["Copy", "Order tracking"])
    #expect(flows.map(\.type) == ["INBOUNDSHORTMESSAGE", "INBOUNDSHORTMESSAGE"])
    #expect(flows.first?.id == id)
    #expect(flows.last?.versions.map(\.id) == ["1.0", "2.0"])
    #expect(flows.last?.version("1.0")?.configuration == nil && flows.last?.published?.configuration != nil)
    #expect(data.missingPermissions == ["a:b:c"])
    #expect(data.clients == [OAuthClient(id: "i", secret: "s", missing: ["a:b:c", "d:e:f"])])
    #expect(data.notes.count == 2 && data.notes.allSatisfy { $0.contains("conversations/") })
    var sandbox = try PlainSandbox(data: { $0 = data })
    #expect(sandbox.get("/routing/queues").json["entities"]?.items.compactMap { $0["id"]?.text } == ["q"])
    #expect(sandbox.get("/authorization/divisions").json["total"]?.integer == 1)
  }

  @Test("of the samples is whole")
  func samples() throws {
    let data = try SandboxData.load(folder: Repository.path("samples/sandbox"))
    #expect(data.notes == [] && data.conversations.count >= 3 && data.flows.count >= 2)
  }

  @Test("that is none is refused")
  func missing() {
    #expect(throws: SandboxError.self) { try SandboxData.load(folder: "/nowhere/at/all") }
  }
}

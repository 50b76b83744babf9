import JSON
import Testing

@testable import Sandbox

@Suite("The tutorial's API")
struct TutorialTests {
  static let body: JSONValue = [
    "type": "message", "to": [["id": "queue-1", "type": "queue"]],
    "from": ["id": "guest", "attributes": ["order": "ORD-1"]],
    "participants": [["id": "guest", "role": "customer", "attributes": ["tier": "gold", "vip": true]]],
  ]

  @Test("does not exist in strict mode")
  func strict() throws {
    var sandbox = try PlainSandbox()
    let (conversation, customer) = try sandbox.live("customer")
    let reply = sandbox.call("POST", "/conversations", Self.body)
    #expect(reply.status == 405 && reply.header("Allow") == "GET")
    #expect(sandbox.get("/conversations/\(conversation)/participants/\(customer)").status == 405)
  }

  @Test("creates, reads and changes")
  func lifeCycle() throws {
    var sandbox = try PlainSandbox({ $0.mode = .tutorial })
    let created = sandbox.call("POST", "/conversations", Self.body)
    #expect(created.status == 201)
    let id = try #require(created.json["id"]?.text)
    #expect(created.json["from"]?["attributes"]?["order"] == "ORD-1")
    #expect(created.json["participants"]?.items.first?["attributes"] == ["tier": "gold", "vip": "true"])
    // Its attributes have no path of their own: clients fall back.
    let body: JSONValue = ["attributes": ["tier": "platinum", "new": "1"], "state": "connected"]
    #expect(sandbox.call("PATCH", "/conversations/\(id)/participants/guest/attributes", body).status == 404)
    let changed = sandbox.call("PATCH", "/conversations/\(id)/participants/guest", body)
    #expect(changed.status == 200)
    let expected: JSONValue = ["tier": "platinum", "vip": "true", "new": "1"]
    #expect(changed.json["attributes"] == expected)
    #expect(sandbox.get("/conversations/\(id)/participants/guest").json["attributes"] == expected)
    #expect(sandbox.attributes(id, "guest") == expected)
    #expect(sandbox.get("/conversations/\(id)/participants/nobody").status == 404)
    #expect(sandbox.get("/analytics/conversations/\(id)/details").status == 404)
  }

  @Test(
    "refuses what is no conversation",
    arguments: ["text", [1, 2], ["participants": "all"], ["participants": [1]]] as [JSONValue])
  func malformed(body: JSONValue) throws {
    var sandbox = try PlainSandbox({ $0.mode = .tutorial })
    #expect(sandbox.call("POST", "/conversations", body).status == 400)
  }
}

import JSON
import Testing

@testable import Sandbox

@Suite("Attributes")
struct AttributeTests {
  @Test("are merged and seen at once without a delay")
  func merging() throws {
    var sandbox = try PlainSandbox()
    let (conversation, customer) = try sandbox.live("customer")
    let seen = sandbox.attributes(conversation, customer)
    let before = try #require(seen)
    let path = "/conversations/\(conversation)/participants/\(customer)/attributes"
    let reply = sandbox.call("PATCH", path, ["attributes": ["new": "1", "ключ": "значение"]])
    #expect(reply.status == 202 && reply.body.isEmpty)
    var expected = before
    expected["new"] = "1"
    expected["ключ"] = "значение"
    #expect(sandbox.attributes(conversation, customer) == expected)
  }

  @Test("are seen after the delay, in the order in which they were written")
  func delay() throws {
    var sandbox = try PlainSandbox({ $0.attributeDelay = .seconds(3) })
    let (conversation, customer) = try sandbox.live("customer")
    let path = "/conversations/\(conversation)/participants/\(customer)/attributes"
    _ = sandbox.call("PATCH", path, ["attributes": ["k": "first"]])
    sandbox.pass(seconds: 2)
    _ = sandbox.call("PATCH", path, ["attributes": ["k": "second"]])
    #expect(sandbox.attributes(conversation, customer)?["k"] == nil)
    sandbox.pass(seconds: 1)
    #expect(sandbox.attributes(conversation, customer)?["k"] == "first")
    sandbox.pass(seconds: 2)
    #expect(sandbox.attributes(conversation, customer)?["k"] == "second")
  }

  @Test(
    "are maps of strings",
    arguments: [
      (["attributes": .null], "conversation.error.participant.attribute.null"),
      ([:], "conversation.error.participant.attribute.null"),
      (["attributes": ["k": .null]], "conversation.error.participant.attribute.null"),
      (["attributes": ["k": true]], "invalid.value"),
      (["attributes": ["k": 1]], "invalid.value"),
      (["attributes": ["k": ["a": "b"]]], "invalid.value"),
      (["attributes": ["a", "b"]], "bad.request"),
    ] as [(JSONValue, String)])
  func strings(body: JSONValue, code: String) throws {
    var sandbox = try PlainSandbox()
    let (conversation, customer) = try sandbox.live("customer")
    let before = sandbox.attributes(conversation, customer)
    let reply = sandbox.call("PATCH", "/conversations/\(conversation)/participants/\(customer)/attributes", body)
    #expect(reply.status == 400 && reply.code == code)
    #expect(sandbox.attributes(conversation, customer) == before)
  }

  @Test("become strings in tutorial mode")
  func coercion() throws {
    var sandbox = try PlainSandbox({ $0.mode = .tutorial })
    let (conversation, customer) = try sandbox.live("customer")
    let path = "/conversations/\(conversation)/participants/\(customer)/attributes"
    #expect(sandbox.call("PATCH", path, ["attributes": ["vip": true, "n": 7]]).status == 202)
    #expect(sandbox.attributes(conversation, customer)?["vip"] == "true")
    #expect(sandbox.attributes(conversation, customer)?["n"] == "7")
  }

  @Test("need a conversation and a participant that exist")
  func unknown() throws {
    var sandbox = try PlainSandbox()
    let (conversation, customer) = try sandbox.live("customer")
    let body: JSONValue = ["attributes": ["k": "v"]]
    for path in [
      "/conversations/nowhere/participants/\(customer)", "/conversations/\(conversation)/participants/nobody",
    ] {
      #expect(sandbox.call("PATCH", path + "/attributes", body).code == "not.found")
    }
    // The conversation is one of messages, not of calls.
    let calls = "/conversations/calls/\(conversation)/participants/\(customer)/attributes"
    #expect(sandbox.call("PATCH", calls, body).code == "not.found")
    let messages = "/conversations/messages/\(conversation)/participants/\(customer)/attributes"
    let reply = sandbox.call("PATCH", messages, body)
    #expect(reply.status == 202 && reply.json["attributes"]?["k"] == "v")
  }

  @Test("are not changed by the path that changes participants")
  func participantPath() throws {
    var sandbox = try PlainSandbox()
    let (conversation, customer) = try sandbox.live("customer")
    let body: JSONValue = ["attributes": ["k": "v"], "state": "disconnected"]
    #expect(sandbox.call("PATCH", "/conversations/\(conversation)/participants/\(customer)", body).status == 202)
    #expect(sandbox.attributes(conversation, customer)?["k"] == nil)
    let view = sandbox.get("/conversations/\(conversation)").json
    let participant = view["participants"]?.items.first { $0["id"]?.text == customer }
    #expect(participant?["messages"]?.items.first?["state"] == "disconnected", "the state was meant seriously")
  }

  @Test("come with a JSON body of a size that is allowed")
  func bodies() throws {
    var sandbox = try PlainSandbox()
    let (conversation, customer) = try sandbox.live("customer")
    let path = "/api/v2/conversations/\(conversation)/participants/\(customer)/attributes"
    let authorization = (name: "Authorization", value: "Bearer \(sandbox.token)")
    let plain = SandboxRequest(
      method: "PATCH", target: path, headers: [authorization, (name: "Content-Type", value: "text/plain")],
      body: Array(#"{"attributes":{}}"#.utf8))
    #expect(sandbox.state.answer(plain, now: sandbox.now).status == 415)
    let large = JSONValue.string(String(repeating: "x", count: 512_000))
    #expect(sandbox.call("PATCH", String(path.dropFirst(7)), ["attributes": ["k": large]]).status == 413)
    let broken = SandboxRequest(
      method: "PATCH", target: path, headers: [authorization, (name: "Content-Type", value: "application/json")],
      body: Array("{".utf8))
    #expect(sandbox.state.answer(broken, now: sandbox.now).code == "bad.request")
  }

  @Test("that are secured are not among them")
  func secured() throws {
    var sandbox = try PlainSandbox(data: {
      $0.conversations = [
        LoadedConversation(document: [
          "id": "c", "startTime": "2027-01-01T00:00:00Z", "secureAttributes": ["pin": "1234"],
          "participants": [["id": "p", "purpose": "customer", "attributes": ["open": "yes"]]],
        ])
      ]
    })
    let text = String(decoding: sandbox.get("/conversations/c").body, as: UTF8.self)
    #expect(!text.contains("1234") && text.contains("open"))
    #expect(sandbox.get("/conversations/c/secureattributes").json["attributes"]?["pin"] == "1234")
  }
}

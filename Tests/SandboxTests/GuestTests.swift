import JSON
import Testing

@testable import Sandbox

@Suite("Guests")
struct GuestTests {
  private func say(_ sandbox: inout PlainSandbox, _ frame: JSONValue) throws -> JSONValue {
    let text = String(decoding: frame.bytes, as: UTF8.self)
    let replies = GuestReplies.answer(text, deployment: nil, &sandbox.state, now: sandbox.now)
    #expect(replies.count == 1)
    return try #require(replies.first)
  }

  private func message(_ text: String, new: JSONValue? = nil, old: JSONValue? = nil) -> JSONValue {
    var message: JSONValue = ["type": "Text", "text": .string(text)]
    if let new { message["channel"] = ["metadata": ["customAttributes": new]] }
    var frame: JSONValue = ["action": "onMessage", "token": "guest-token", "message": message]
    if let old { frame["channel"] = ["metadata": ["customAttributes": old]] }
    return frame
  }

  private let start: JSONValue = ["action": "startSession", "token": "guest-token", "deploymentId": "deployment"]

  @Test("begin a conversation whose attributes are the customer's")
  func conversation() throws {
    var sandbox = try PlainSandbox({ $0.attributeDelay = .seconds(1) })
    let begun = try say(&sandbox, start)
    #expect(begun["class"] == "SessionResponse" && begun["body"]?["newSession"] == true)
    #expect(try say(&sandbox, start)["body"]?["newSession"] == false)
    let echo = try say(&sandbox, message("hello", new: ["department": "sales"], old: ["legacy": "1"]))
    #expect(echo["class"] == "StructuredMessage" && echo["body"]?["text"] == "hello")
    let messageID = try #require(echo["body"]?["id"]?.text)
    let details = sandbox.get("/conversations/messages/\(messageID)/details").json
    let id = try #require(details["conversationId"]?.text)
    let customer = try #require(
      sandbox.state.conversations[id]?.participant(purpose: "customer")?["id"]?.text)
    #expect(sandbox.attributes(id, customer) == [:], "not visible yet")
    sandbox.pass(seconds: 1)
    #expect(sandbox.attributes(id, customer) == ["department": "sales"], "the older place is passed over")
    let again = try say(&sandbox, message("more", new: ["department": "support", "vip": "yes"]))
    let second = try #require(again["body"]?["id"]?.text)
    #expect(sandbox.get("/conversations/messages/\(second)/details").json["conversationId"]?.text == id)
    sandbox.pass(seconds: 1)
    #expect(sandbox.attributes(id, customer) == ["department": "support", "vip": "yes"])
    #expect(sandbox.get("/conversations/messages/\(id)").json["participants"]?.items.first?["state"] == "connected")
  }

  @Test("are told when attributes are too large")
  func size() throws {
    var sandbox = try PlainSandbox()
    _ = try say(&sandbox, start)
    // {"k":"…"} is 8 bytes around the value.
    let fitting = try say(&sandbox, message("a", new: ["k": .string(String(repeating: "x", count: 2040))]))
    #expect(fitting["code"]?.integer == 200)
    let tooLarge = try say(&sandbox, message("a", new: ["k": .string(String(repeating: "x", count: 2041))]))
    #expect(tooLarge["code"]?.integer == 4013 && tooLarge["class"] == "string")
  }

  @Test("must have a session, a known action, a message")
  func refusals() throws {
    var sandbox = try PlainSandbox()
    #expect(try say(&sandbox, message("hello"))["code"]?.integer == 4007)
    #expect(try say(&sandbox, ["action": "startSession", "token": "t"])["code"]?.integer == 400)
    _ = try say(&sandbox, start)
    #expect(try say(&sandbox, ["action": "dance", "token": "guest-token"])["code"]?.integer == 400)
    #expect(try say(&sandbox, message(""))["code"]?.integer == 400)
    #expect(try say(&sandbox, message("a", new: ["k": 1]))["code"]?.integer == 400)
    #expect(try say(&sandbox, message(String(repeating: "x", count: 4097)))["code"]?.integer == 4011)
    #expect(GuestReplies.answer("no JSON", deployment: nil, &sandbox.state, now: sandbox.now).first?["code"] == 400)
  }

  @Test("of open messaging come by the API and stay in their conversation")
  func openMessaging() throws {
    var sandbox = try PlainSandbox()
    func body(_ sender: String, _ attributes: JSONValue) -> JSONValue {
      [
        "type": "Text", "text": "hi", "direction": "Inbound",
        "channel": [
          "platform": "Open", "type": "Private", "from": ["id": .string(sender), "firstName": "Ada"],
          "to": ["id": "integration"], "metadata": ["customAttributes": attributes],
        ],
      ]
    }
    let first = sandbox.call("POST", "/conversations/messages/inbound/open", body("ada", ["k": "1"])).json
    let second = sandbox.call(
      "POST", "/conversations/messages/integration/inbound/open/message", body("ada", ["l": "2"])
    ).json
    let other = sandbox.call("POST", "/conversations/messages/inbound/open", body("bob", [:])).json
    let id = try #require(first["conversationId"]?.text)
    #expect(second["conversationId"]?.text == id && other["conversationId"]?.text != id)
    #expect(first["id"] != second["id"])
    let customer = try #require(sandbox.state.conversations[id]?.participant(purpose: "customer"))
    #expect(customer["name"] == "Ada")
    #expect(sandbox.attributes(id, customer["id"]?.text ?? "") == ["k": "1", "l": "2"])
    #expect(sandbox.call("POST", "/conversations/messages/inbound/open", ["type": "Text"]).status == 400)
  }
}

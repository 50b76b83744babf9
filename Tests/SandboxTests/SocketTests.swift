import Conversations
import JSON
import Testing

@testable import Sandbox

@Suite("Sockets")
struct SocketTests {
  @Test("serve guests")
  func guests() async throws {
    try await RunningSandbox.with { sandbox in
      let socket = try #require(await RawConnection.webSocket(port: sandbox.port, target: "/v1?deploymentId=d"))
      socket.say(#"{"action":"configureSession","token":"t"}"#)
      #expect(await socket.hear()?.contains("SessionResponse") == true)
      let text = String(repeating: "ä", count: 300)
      socket.say(
        #"{"action":"onMessage","token":"t","message":{"type":"Text","text":"\#(text)","channel":{"metadata":{"customAttributes":{"k":"v"}}}}}"#
      )
      let echo = JSONValue(parsing: Array((await socket.hear() ?? "").utf8))
      #expect(echo?["body"]?["text"]?.text == text)
      let message = try #require(echo?["body"]?["id"]?.text)
      let details = try await sandbox.call("GET", "/conversations/messages/\(message)/details").json
      let id = try #require(details["conversationId"]?.text)
      let view = try await sandbox.call("GET", "/conversations/\(id)").json
      #expect(view["participants"]?.items.first?["attributes"] == ["k": "v"])
      socket.sendFrame(opcode: 9, [1, 2])
      let pong = try #require(await socket.frame())
      #expect(pong.opcode == 10 && pong.payload == [1, 2])
      socket.sendFrame(opcode: 8, [3, 232])
      #expect(await socket.frame()?.opcode == 8)
      #expect(await socket.takeAll().isEmpty && socket.end == .orderly)
    }
  }

  @Test("tell of written attributes, and that they are alive")
  func notifications() async throws {
    try await RunningSandbox.with({ $0.heartbeat = .milliseconds(50) }) { sandbox in
      let channel = try await sandbox.call("POST", "/notifications/channels").json
      let id = try #require(channel["id"]?.text)
      let address = try #require(channel["connectUri"]?.text)
      #expect(address == "ws://127.0.0.1:\(sandbox.port)/channels/\(id)")
      let conversation = try #require(
        BuiltInConversations.documents(now: Timestamp(milliseconds: 0)).first?.document)
      let conversationID = try #require(conversation["id"]?.text)
      let customer = try #require(conversation["participants"]?.items.first?["id"]?.text)
      let topic = "v2.detail.events.conversation.\(conversationID).attributes"
      let subscriptions = "/notifications/channels/\(id)/subscriptions"
      #expect(
        try await sandbox.call("POST", subscriptions, [["id": .string(topic)]]).json["entities"]?.items.count == 1)
      let socket = try #require(await RawConnection.webSocket(port: sandbox.port, target: "/channels/\(id)"))
      #expect(await socket.hear() == NotificationHub.heartbeat)
      socket.say(#"{"message":"ping"}"#)
      var heard = await socket.hear()
      while heard == NotificationHub.heartbeat { heard = await socket.hear() }
      #expect(heard == NotificationHub.pong)
      let path = "/conversations/\(conversationID)/participants/\(customer)/attributes"
      _ = try await sandbox.call("PATCH", path, ["attributes": ["k": "v"]])
      heard = await socket.hear()
      while heard == NotificationHub.heartbeat { heard = await socket.hear() }
      let event = try #require(JSONValue(parsing: Array((heard ?? "").utf8)))
      #expect(event["topicName"]?.text == topic)
      #expect(event["eventBody"]?["participantId"]?.text == customer)
      #expect(event["eventBody"]?["attributes"] == ["k": "v"])
      #expect((event["eventBody"]?["eventTime"]?.integer ?? 0) > 1_600_000_000_000)
    }
  }

  @Test("tell who leaves, and are cut off in place of an event")
  func endsAndCuts() async throws {
    let faults = try FaultSpec.list("cut:1")
    try await RunningSandbox.with({ $0.faults = faults }) { sandbox in
      let id = try #require(try await sandbox.call("POST", "/notifications/channels").json["id"]?.text)
      let document = try #require(BuiltInConversations.documents(now: Timestamp(milliseconds: 0)).first?.document)
      let conversation = try #require(document["id"]?.text)
      let topics = ["customer.end", "acd.end", "flow.end"].map { "v2.detail.events.conversation.\(conversation).\($0)" }
      _ = try await sandbox.call(
        "PUT", "/notifications/channels/\(id)/subscriptions", .array(topics.map { ["id": .string($0)] }))
      let socket = try #require(await RawConnection.webSocket(port: sandbox.port, target: "/channels/\(id)"))
      _ = try await sandbox.call("POST", "/conversations/\(conversation)/disconnect", [:])
      var heard: [String] = []
      // On a slow machine a heartbeat may come between.
      while let text = await socket.hear() { if text.contains("conversation") { heard.append(text) } }
      // Gaps between faults are at most two events: one of the three is lost, and those after it.
      #expect(heard.count < 3 && heard.allSatisfy { $0.contains(".end") })
    }
  }

  @Test("need a path, and a channel that exists")
  func refusals() async throws {
    try await RunningSandbox.with { sandbox in
      for target in ["/elsewhere", "/channels/none"] {
        let socket = try #require(await RawConnection.webSocket(port: sandbox.port, target: target))
        let frame = try #require(await socket.frame())
        #expect(frame.opcode == 8 && frame.payload == [3, 240])
      }
    }
  }

  @Test("end when the sandbox stops")
  func stopping() async throws {
    var kept: RawConnection?
    try await RunningSandbox.with { sandbox in
      kept = await RawConnection.webSocket(port: sandbox.port, target: "/v1?deploymentId=d")
    }
    let socket = try #require(kept)
    _ = await socket.takeAll()
    #expect(socket.end != .silent)
  }
}

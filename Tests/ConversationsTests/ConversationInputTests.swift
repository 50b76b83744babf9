import Conversations
import JSON
import Testing

@Suite struct ConversationInputTests {
  @Test(arguments: [
    ("web-message", [("c0000001-5a1e-4b7c-9d20-000000000001", ConversationShape.conversation, true)]),
    ("business-call", [("c0000004-5a1e-4b7c-9d20-000000000001", .conversation, true)]),
    ("media-view", [("c0000005-5a1e-4b7c-9d20-000000000001", .media, true)]),
    (
      "analytics-job",
      [
        ("c0000006-5a1e-4b7c-9d20-000000000001", .analytics, false),
        ("c0000006-5a1e-4b7c-9d20-000000000002", .analytics, false),
      ]
    ),
    ("event", [("c0000007-5a1e-4b7c-9d20-000000000001", .event, true)]),
    ("attribute-event", [("c0000008-5a1e-4b7c-9d20-000000000001", .event, false)]),
    ("tutorial", [("conv-tutorial-1", .tutorial, true)]),
    (
      "listing",
      [
        ("c0000009-5a1e-4b7c-9d20-000000000001", .conversation, true),
        ("c0000009-5a1e-4b7c-9d20-000000000002", .conversation, true),
      ]
    ),
    ("search", [("c0000010-5a1e-4b7c-9d20-000000000001", .search, false)]),
  ])
  func recognisesShapes(_ name: String, expected: [(String, ConversationShape, Bool)]) throws {
    let conversations = try sample(name)
    #expect(conversations.map(\.id) == expected.map { $0.0 })
    #expect(conversations.map(\.shape) == expected.map { $0.1 })
    #expect(conversations.map(\.isLive) == expected.map { $0.2 })
  }

  @Test(arguments: [
    ("[]", "an array; a listing has its conversations under ‘entities’"), ("null", "null"), ("true", "a boolean"),
    ("3", "a number"), ("\"x\"", "a string"), ("{}", "an empty object"),
    (#"{"error":"invalid_client","description":"x"}"#, "a refusal of the token endpoint (‘invalid_client’)"),
    (#"{"access_token":"secret","token_type":"bearer"}"#, "a token reply"),
    (
      #"{"status":403,"code":"missing.any.permissions","message":"You must have these permissions: [a:b:c]"}"#,
      "an error reply of Genesys Cloud (403 missing.any.permissions; missing a:b:c)"
    ),
    (#"{"status":404,"message":"not found"}"#, "an error reply of Genesys Cloud (404)"),
    (
      #"{"topicName":"channel.metadata","eventBody":{"message":"x"}}"#, "a notification of the topic ‘channel.metadata’"
    ),
    (#"{"action":"onMessage","token":"t"}"#, "a frame of the guest socket"),
    (#"{"channel":{"id":"x"},"type":"Text"}"#, "a message, not the conversation that it belongs to"),
    (#"{"jobId":"x"}"#, "the state of an analytics job, not its results"),
    (#"{"id":"x","participants":{}}"#, "its ‘participants’ are no list"),
    (#"{"id":"x","participants":[1]}"#, "its ‘participants’ are not all objects"),
    (#"{"id":"x","name":"y"}"#, "an object with ‘id’, ‘name’ and no ‘participants’"),
    (
      #"{"entities":[{"id":"x","name":"flow"}]}"#,
      "a list of something else; its first entry is an object with ‘id’, ‘name’ and no ‘participants’"
    ),
  ])
  func saysWhatElseItIs(_ text: String, what: String) throws {
    let root = try JSONDocument(parsing: Array(text.utf8)).root
    let error = #expect(throws: NotAConversation.self) { try ConversationInput(root) }
    #expect(error?.message == "not a conversation: " + what)
  }

  private static let body = #"{"conversationId":"c","participantId":"p","attributes":{"tier":"gold"}}"#
  private static let notification =
    #"{"topicName":"v2.detail.events.conversation.c.attributes","version":"2","eventBody":\#(body)}"#

  /// What an event bus, and a function that it calls, put round a notification.
  @Test(arguments: [
    ("", ""), (#"{"source":"aws.partner/genesys.com","detail-type":"x","detail":"#, "}"),
    (#"{"event":{"detail":"#, "}}"),
    (#"{"statusCode":200,"body":{"detail":"#, "}}"), (#"{"payload":"#, "}"),
  ])
  func notificationsInEnvelopes(_ before: String, after: String) throws {
    let root = try JSONDocument(parsing: Array((before + Self.notification + after).utf8)).root
    let conversation = try #require(try ConversationInput(root).conversations.first)
    #expect(conversation.shape == .event && conversation.id == "c")
    let value = try #require(conversation.participants.first?.attribute("tier"))
    #expect(value.string == "gold" && root.document === value.document)
    #expect(value.pointer.hasSuffix("/eventBody/attributes/tier"))
    let other = (before + #"{"topicName":"channel.metadata","eventBody":{"message":"x"}}"# + after).utf8
    let error = #expect(throws: NotAConversation.self) {
      try ConversationInput(JSONDocument(parsing: Array(other)).root)
    }
    #expect(error?.what == "a notification of the topic ‘channel.metadata’")
  }

  @Test func keepsTheConversationsOfAPageWithOtherEntries() throws {
    let text = #"{"entities":[{"x":1},{"id":"a","participants":[]},[]]}"#
    let input = try ConversationInput(JSONDocument(parsing: Array(text.utf8)).root)
    #expect(input.conversations.map(\.id) == ["a"])
    #expect(
      input.entries.compactMap { entry in if case .failure(let rejection) = entry { rejection.pointer } else { nil } }
        == ["/entities/0", "/entities/2"])
  }

  @Test func anEmptyPageHasNoConversations() throws {
    #expect(try ConversationInput(JSONDocument(parsing: Array(#"{"entities":[]}"#.utf8)).root).conversations.isEmpty)
  }

  @Test(
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("2026-03-02T10:00:00.000Z", 1_772_445_600_000),
      ("2026-03-02T10:00:00.5Z", 1_772_445_600_500), ("2026-03-02T11:00:00+01:00", 1_772_445_600_000),
      ("2026-03-02T10:00:00.000+0000", 1_772_445_600_000), ("2026-03-02T05:30:00-0430", 1_772_445_600_000),
      ("2024-02-29T23:59:59.123456789Z", 1_709_251_199_123), ("1969-12-31T23:59Z", -60_000),
      ("2026-03-02", nil), ("2026-13-02T10:00:00Z", nil), ("2026-03-02T10:00:00 ", nil), ("", nil),
      ("2026-03-02T10:00:00.Z", nil),
    ] as [(String, Int64?)])
  func readsTimes(_ text: String, milliseconds: Int64?) {
    #expect(Timestamp(parsing: text)?.milliseconds == milliseconds)
  }

  @Test(
    arguments: [
      (1000, .milliseconds(-1500), -500), (0, .microseconds(1999), 1), (.max, .zero, .max),
      (.min, .seconds(-1), .min),
      (0, .seconds(Int64.max), .max), (0, .seconds(Int64.min), .min),
    ] as [(Int64, Duration, Int64)])
  func addsTimes(milliseconds: Int64, time: Duration, expected: Int64) {
    let later = Timestamp(milliseconds: milliseconds) + time
    #expect(later.milliseconds == expected)
    #expect(later - later == .zero)
    #expect(later - Timestamp(milliseconds: 0) == .milliseconds(expected))
  }
}

import Conversations
import JSON
import SourceText
import TestSupport
import Testing

@Suite struct AttributeDiagnosisTests {
  private static func customer(_ attributes: String, live: Bool = true) -> String {
    #""purpose":"customer","attributes":{\#(attributes)},"calls":[{"id":"l","state":"\#(live ? "connected" : "terminated")"}]"#
  }

  private func check(
    _ key: String, _ conversation: Conversation, _ status: AttributeDiagnosis.Status, _ causes: [String],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let diagnosis = conversation.diagnose(key)
    #expect(diagnosis.status == status, sourceLocation: sourceLocation)
    #expect(diagnosis.causes.map { "\($0.id) \($0.certainty)" } == causes, sourceLocation: sourceLocation)
  }

  @Test(
    arguments: [
      ("order", "order", nil), ("order", "ORDER", "RC-05 certain"), ("order", "order ", "RC-05 certain"),
      ("order", "\u{A0}Order", "RC-05 certain"), ("order", "ｏｒｄｅｒ", "RC-05 certain"),
      ("ﬁle no", "file\u{A0}No", "RC-05 certain"),
      ("x²", "x2", "RC-05 certain"), ("order", "оrder", "RC-05 likely"), ("ORDER", "ОRDЕR", "RC-05 likely"),
      ("order", "or\u{200B}der", "RC-05 likely"), ("order-id", "order–id", "RC-05 likely"),
      ("order", "οrder ", "RC-05 likely"),
      ("context.order", "оrder", "RC-06 likely"), ("ваза", "база", "RC-01 possible"),
      ("orderId", "order_id", "RC-05 likely"),
      ("order id", "order.id", "RC-05 likely"), ("custom_order", "custm_order", "RC-05 possible"),
      ("custom_order", "cstm_order", "RC-05 possible"), ("custom_order", "cstm_ordr", "RC-01 possible"),
      ("order1", "order2", "RC-01 possible"), ("tier", "tire", "RC-01 possible"),
      ("order", "context.order", "RC-06 certain"),
      ("context.order", "order", "RC-06 certain"), ("Context.order", "order", "RC-06 certain"),
      ("Context.order", "context.order", "RC-05 certain"), ("orderId", "context.order_id", "RC-06 likely"),
      ("Priority", "ivr.Priority", "RC-06 certain"), ("ContactId", "dialerContactId", "RC-06 certain"),
      ("x", "conversationDetails.participantData.x", "RC-06 certain"), (".", "-", "RC-01 possible"),
      ("context.", "context.", nil), ("", "context.", "RC-01 possible"),
      ("CaseNumber", "Participant.CaseNumber", "RC-06 likely"), ("crm.case.Number", "Number", "RC-06 likely"),
      ("attributes.größe", "größe", "RC-06 likely"), ("Participant.Tier", "tier", "RC-01 possible"),
      ("Participant.tier", "attributes.tier", "RC-01 possible"),
    ] as [(String, String, String?)])
  func comparesNames(_ asked: String, stored: String, cause: String?) throws {
    var writer = JSONWriter()
    writer.string(stored)
    let conversation = try conversation(Self.customer("\(writer.text):\"v\""))
    let diagnosis = conversation.diagnose(asked)
    #expect(diagnosis.causes.first.map { "\($0.id) \($0.certainty)" } == cause)
    let found = cause?.hasPrefix("RC-01") ?? true ? nil : stored
    #expect(diagnosis.causes.first?.foundKey == found)
    #expect(diagnosis.status == (cause == nil ? .present : found == nil ? .missing : .elsewhere))
  }

  @Test func ofSeveralLikeKeysOnlyTheClosestIsNamed() throws {
    let conversation = try conversation(Self.customer(#""order_id":"1","ORDERID":"2","orderid ":"3""#))
    let diagnosis = conversation.diagnose("orderid")
    #expect(diagnosis.causes.map(\.foundKey) == ["ORDERID"])
  }

  @Test(arguments: [
    (#""""#, AttributeDiagnosis.Status.empty, ["RC-08 certain"], 0), (#""  \t""#, .empty, ["RC-08 certain"], 3),
    ("null", .empty, ["RC-08 certain"], 4), (#""null""#, .present, ["RC-08 likely"], 4),
    (#""undefined""#, .present, ["RC-08 likely"], 9), (#""NOT_SET""#, .present, ["RC-08 likely"], 7),
    (#""[object Object]""#, .present, ["RC-08 likely"], 15), (#""${Flow.x}""#, .present, ["RC-08 likely"], 9),
    (#""{{x}}""#, .present, ["RC-08 likely"], 5), ("true", .present, ["RC-08 likely"], 4),
    (#""{\"a\":1}""#, .present, [], 7), (#""{\"a\":1""#, .present, ["RC-09 likely"], 6), (#""é😀""#, .present, [], 2),
    (#""nullable""#, .present, [], 8),
  ])
  func looksAtValues(_ value: String, status: AttributeDiagnosis.Status, causes: [String], length: Int) throws {
    let conversation = try conversation(Self.customer("\"k\":\(value)"))
    check("k", conversation, status, causes)
    #expect(conversation.diagnose("k").valueLength == length)
    #expect(conversation.diagnose("k").value?.pointer == "/participants/0/attributes/k")
  }

  @Test func notesLongValues() throws {
    let long = String(repeating: "x", count: 1025)
    check("k", try conversation(Self.customer("\"k\":\"\(long)\"")), .present, ["RC-09 possible"])
    let middle = String(repeating: "x", count: 300)
    let customer = Self.customer("\"k\":\"\(middle)\"")
    check("k", try conversation(customer), .present, [])
    check("k", try conversation(customer, #""purpose":"botflow""#), .present, ["RC-09 likely"])
  }

  @Test func notesTheEndOfTheConversation() throws {
    check("k", try conversation(Self.customer(#""k":"v""#), ended: true), .present, ["RC-07 certain"])
  }

  @Test func findsTheWrongParticipant() throws {
    let agent = #""purpose":"agent","attributes":{"k":"v"}"#
    let conversation = try conversation(Self.customer(""), agent, #""purpose":"acd","attributes":{"k":"w"}"#)
    check("k", conversation, .elsewhere, ["RC-02 certain", "RC-02 certain"])
    let cause = try #require(conversation.diagnose("k").causes.first)
    #expect(cause.participantID == "p1")
    #expect(cause.purpose == "agent")
    #expect(cause.pointer == "/participants/1/attributes/k")
    #expect(cause.fix?.contains("plumb cloud attributes set c k=… --participant p0") == true)
    check("K", conversation, .elsewhere, ["RC-02 certain", "RC-05 certain", "RC-02 certain", "RC-05 certain"])
  }

  @Test func nearKeysOnTheTargetComeAfterTheKeyItselfElsewhere() throws {
    let conversation = try conversation(Self.customer(#""K":"v""#), #""purpose":"agent","attributes":{"k":"v"}"#)
    check("k", conversation, .elsewhere, ["RC-02 certain", "RC-05 certain"])
  }

  @Test func findsTheOtherCustomer() throws {
    let live = Self.customer("")
    let first = Self.customer(#""k":"v""#, live: false)
    check("k", try conversation(first, live), .elsewhere, ["RC-04 certain"])
    check("k", try conversation(first, live, first), .elsewhere, ["RC-04 certain", "RC-04 certain"])
    let second = Self.customer(#""k":"w""#, live: false)
    check("k", try conversation(first, live, second), .ambiguous, ["RC-04 certain", "RC-04 certain"])
    check("k", try conversation(first, Self.customer(#""k":"v""#)), .present, [])
    check("k", try conversation(first, Self.customer(#""k":"w""#)), .present, ["RC-04 certain"])
    check("k", try conversation(first, Self.customer(#""k":"""#)), .empty, ["RC-08 certain", "RC-04 certain"])
    check("K", try conversation(first, live), .elsewhere, ["RC-04 certain", "RC-05 certain"])
  }

  @Test func explainsThatThereIsNoCustomer() throws {
    let user = #""purpose":"user","attributes":{"u":"1"}"#
    let external = #""purpose":"external","attributes":{"k":"v"}"#
    check("k", try conversation(user, external), .elsewhere, ["RC-03 certain"])
    check("K", try conversation(user, external), .elsewhere, ["RC-03 certain", "RC-05 certain"])
    check("u", try conversation(user, external), .elsewhere, ["RC-03 certain", "RC-02 certain"])
    check("u", try conversation(user), .elsewhere, ["RC-03 certain"])
    check("z", try conversation(user, external), .missing, ["RC-03 certain", "RC-01 possible"])
    let agent = #""purpose":"agent","attributes":{"a":"v"}"#
    check("a", try conversation(agent), .elsewhere, ["RC-03 certain", "RC-02 certain"])
    let cause = try #require(try conversation(user, external).diagnose("u").causes.first)
    #expect(cause.message == "there is no customer; it is on user p0, and external p1 takes the customer's part")
    #expect(cause.participantID == "p0" && cause.pointer == "/participants/0/attributes/u")
    #expect(
      try conversation(agent).diagnose("a").causes.first?.message == "there is no customer; it is on agent p0")
  }

  @Test func theUserWhoBeganStandsInForTheCustomer() throws {
    let conversation = try conversation(
      #""purpose":"user","startTime":"2026-01-01T10:00:05Z","attributes":{"k":"v"}"#,
      #""purpose":"user","startTime":"2026-01-01T10:00:00Z","attributes":{"k":"w"}"#)
    #expect(conversation.diagnose("k").causes.first?.participantID == "p1")
  }

  @Test(arguments: [
    (#""from":{"attributes":{"k":"v"}}"#, "/from/attributes/k"), (#""attributes":{"k":"v"}"#, "/attributes/k"),
    (#""to":[{"attributes":{"k":"v"}}]"#, "/to/0/attributes/k"), (#""k":"v""#, "/k"),
  ])
  func findsKeysOutsideOfParticipants(_ member: String, pointer: String) throws {
    let text = #"{"id":"c",\#(member),"participants":[{"id":"p0","role":"customer","attributes":{}}]}"#
    let conversation = try ConversationInput(JSONDocument(parsing: Array(text.utf8)).root).conversations[0]
    check("k", conversation, .elsewhere, ["RC-01T certain"])
    #expect(conversation.diagnose("k").causes.first?.pointer == pointer)
    check("role", conversation, .missing, ["RC-01 possible"])
  }

  /// What tells of the interaction stands on the call or the mail, not among the attributes.
  @Test(arguments: [
    ("uuiData", "/participants/0/calls/0/uuiData", "Call.UUIData"),
    ("UUIData", "/participants/0/calls/0/uuiData", "Call.UUIData"),
    ("Call.UUIData", "/participants/0/calls/0/uuiData", "Call.UUIData"),
    ("ani", "/participants/0/ani", "Call.Ani"),
    ("subject", "/participants/1/emails/0/subject", "Email.Message.Subject"),
    ("externalTag", "/externalTag", "Call.ExternalTag"),
    ("scriptId", "/participants/0/calls/0/scriptId", "the field"),
  ])
  func fieldsOfTheInteractionAreNoAttributes(_ key: String, pointer: String, reading: String) throws {
    let text = """
      {"id":"c","startTime":"2026-01-01T10:00:00Z","externalTag":"t","participants":[{"id":"p0","purpose":"customer",
      "ani":"tel:+15555550100","attributes":{},"calls":[{"id":"l","state":"connected","uuiData":"746F","scriptId":"s"}]},
      {"id":"p1","purpose":"agent","emails":[{"id":"m","state":"connected","subject":"Help"}]}]}
      """
    let conversation = try ConversationInput(JSONDocument(parsing: Array(text.utf8)).root).conversations[0]
    check(key, conversation, .elsewhere, ["RC-01T certain"])
    let cause = try #require(conversation.diagnose(key).causes.first)
    #expect(cause.pointer == pointer && cause.message.contains(pointer))
    #expect(cause.fix?.hasPrefix("read \(reading) ") == true)
    check(
      "state", conversation, .missing,
      ["RC-01 possible"] + conversation.diagnose("state").causes.dropFirst().map { "\($0.id) \($0.certainty)" })
  }

  @Test func tellsHowLongAgoTheConversationBegan() throws {
    let conversation = try conversation(Self.customer(""))
    let now = Timestamp(parsing: "2026-01-01T10:00:12Z")
    #expect(conversation.diagnose("k", now: now).causes.first?.message.hasSuffix("(12 s after the start)") == true)
    let later = Timestamp(parsing: "2026-01-01T11:00:00Z")
    #expect(conversation.diagnose("k", now: later).causes.first?.message.contains("after the start") == false)
  }

  /// No cause and no diagnostic tells a value.
  @Test func valuesStayPrivate() throws {
    let secret = "S3CRET-VALUE"
    let conversation = try conversation(
      Self.customer(#""k":"\#(secret)","K ":"\#(secret)","context.z":"\#(secret)","j":"{\"a\":\"\#(secret)\"}""#),
      Self.customer(#""k":"\#(secret)2","y":"\#(secret)""#, live: false),
      #""purpose":"agent","attributes":{"x":"\#(secret)","null":"null"}"#)
    for key in ["k", "K", "z", "y", "x", "Y", "X", "kk", "j", "j.b", "j.a.b", "null", "nothing"] {
      for cause in conversation.diagnose(key).causes {
        #expect(
          ![cause.message, cause.fix ?? "", cause.foundKey ?? "", cause.pointer ?? ""].contains { $0.contains(secret) })
      }
      let answer = ask("participant.attributes." + key, conversation)
      #expect(!answer.message.contains(secret))
    }
  }

  /// Damaged documents and paths of any kind: no trap.
  @Test func survivesDamagedConversations() throws {
    let names = ["web-message", "tutorial", "analytics-job", "media-view", "search", "call-transferred"]
    let paths = [
      "conversation", "participant.attributes.order", "conversation.participants[1].attributes.cart.items[0]",
      "conversation.participants.customer[1].id", "conversation.from.attributes.x", "Call.Ani",
      "Message.Message.senderAddress", "conversation.to[0]", "conversation.participants.customer.messages[0].type[0].x",
    ]
    var generator = SeededGenerator(seed: 5)
    for name in names {
      let text = try Repository.text("samples/conversations/\(name).json")
      for _ in 0..<150 {
        var damaged = text
        for _ in 0..<3 {
          let words = ["null", "[]", "{}", "\"x\"", "1", "true", "[{}]", "{\"attributes\":[]}"]
          let word = words[Int.random(in: 0..<words.count, using: &generator)]
          damaged = replaceOneValue(in: damaged, by: word, using: &generator)
        }
        let root = try JSONDocument(parsing: Array(damaged.utf8)).root
        guard let input = try? ConversationInput(root) else { continue }
        for conversation in input.conversations {
          for path in paths { #expect(ask(path, conversation).text != "no cause") }
          _ = conversation.diagnose("order")
        }
      }
    }
  }

  private func replaceOneValue(in text: String, by word: String, using generator: inout SeededGenerator) -> String {
    guard let root = try? JSONDocument(parsing: Array(text.utf8)).root else { return text }
    var values: [JSONNode] = []
    var open = [root]
    while let node = open.popLast() {
      let inner = node.items.map { $0 } + node.members.map { $0.value }
      values += inner
      open += inner
    }
    guard let chosen = values.randomElement(using: &generator) else { return text }
    var bytes = Array(text.utf8)
    bytes.replaceSubrange(chosen.range.indices, with: Array(word.utf8))
    return String(decoding: bytes, as: UTF8.self)
  }
}

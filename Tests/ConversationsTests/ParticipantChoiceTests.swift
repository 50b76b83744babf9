import Conversations
import JSON
import Testing

@Suite struct ParticipantChoiceTests {
  private static let live = #""calls":[{"id":"l","state":"connected"}]"#
  private static let over = #""calls":[{"id":"l","state":"terminated"}]"#
  private static let customer = #""purpose":"customer","#

  @Test func theOnlyOne() throws {
    let conversation = try conversation(#""purpose":"agent""#, #""purpose":"CUSTOMER""#)
    let choice = conversation.choose("customer")
    #expect(choice?.participant.id == "p1")
    #expect(choice?.rule == .only)
    #expect(conversation.choose("acd") == nil)
  }

  @Test func theOneThatIsLive() throws {
    let conversation = try conversation(
      Self.customer + Self.live + #","attributes":{"a":"1"}"#,
      Self.customer + Self.live + #","endTime":"2026-01-01T10:01:00Z""#, Self.customer + Self.over)
    #expect(conversation.choose("customer")?.participant.id == "p0")
    #expect(conversation.choose("customer")?.rule == .live)
  }

  @Test func noneIsLiveAfterTheEnd() throws {
    let conversation = try conversation(Self.customer + Self.live, Self.customer + Self.over, ended: true)
    #expect(conversation.participants.allSatisfy { !$0.isLive })
    #expect(conversation.choose("customer")?.rule == .last)
  }

  @Test(arguments: ["ivr", "workflow", "botflow", "IVR"])
  func theOneConnectedToTheFlow(purpose: String) throws {
    let conversation = try conversation(
      Self.customer + #""calls":[{"id":"one","state":"terminated"}]"#,
      #""purpose":"\#(purpose)","calls":[{"id":"two","state":"terminated","peerId":"one"}]"#,
      Self.customer + #""calls":[{"id":"three","state":"terminated"}],"attributes":{"a":"1"}"#,
      #""purpose":"agent","calls":[{"id":"four","state":"terminated","peerId":"three"}]"#)
    #expect(conversation.choose("customer")?.participant.id == "p0")
    #expect(conversation.choose("customer")?.rule == .flow)
  }

  @Test func theLatestOneConnectedToTheFlow() throws {
    let conversation = try conversation(
      Self.customer + #""startTime":"2026-01-01T10:00:00.500Z","calls":[{"id":"one","state":"terminated"}]"#,
      Self.customer + #""startTime":"2026-01-01T10:00:00Z","calls":[{"id":"two","state":"terminated"}]"#,
      #""purpose":"ivr","calls":[{"id":"x","peerId":"one","state":"terminated"},{"id":"y","peerId":"two","state":"terminated"}]"#
    )
    #expect(conversation.choose("customer")?.participant.id == "p0")
  }

  @Test func theOnlyOneWithAttributes() throws {
    let conversation = try conversation(
      Self.customer + Self.over + #","attributes":{}"#, Self.customer + Self.over + #","attributes":{"a":"1"}"#,
      Self.customer + Self.over)
    #expect(conversation.choose("customer")?.participant.id == "p1")
    #expect(conversation.choose("customer")?.rule == .attributes)
  }

  @Test func theLastThatTookPart() throws {
    let conversation = try conversation(
      Self.customer + Self.over + #","startTime":"2026-01-01T10:03:00Z""#,
      Self.customer + Self.over + #","startTime":"2026-01-01T10:01:00Z""#,
      Self.customer + #""startTime":"2026-01-01T10:09:00Z","calls":[]"#)
    #expect(conversation.choose("customer")?.participant.id == "p0")
    #expect(conversation.choose("customer")?.rule == .last)
  }

  @Test func orderOfTheDocumentDecidesBetweenEqualTimes() throws {
    let conversation = try conversation(Self.customer + Self.over, Self.customer + Self.over)
    #expect(conversation.choose("customer")?.participant.id == "p1")
  }

  @Test(
    arguments: [
      ("call-transferred", "customer=auto", "0003", "live"), ("call-transferred", "customer=first", "0001", "explicit"),
      ("call-transferred", "customer=last", "0003", "explicit"),
      ("call-transferred", "customer=live", "0003", "explicit"),
      ("call-transferred", "customer=flow", "0001", "explicit"), ("call-transferred", "customer=2", "0004", "explicit"),
      ("call-transferred", "Customer=a0040003-5a1e-4b7c-9d20-000000000004", "0004", "explicit"),
      ("call-transferred", "customer=3", nil, nil), ("call-transferred", "customer=nobody", nil, nil),
      ("analytics-job", "customer=auto", "0001", "flow"), ("analytics-job", "customer=last", "0003", "explicit"),
      ("analytics-job", "customer=live", nil, nil), ("media-view", "customer=auto", "0001", "flow"),
      ("media-view", "customer=last", "0002", "explicit"), ("business-call", "customer=first", nil, nil),
      ("search", "customer=auto", "0001", "only"), ("event", "customer=auto", "0001", "only"),
    ] as [(String, String, String?, String?)])
  func choosesInSamples(_ name: String, preference: String, idEnd: String?, rule: String?) throws {
    let preference = try #require(ParticipantPreference(parsing: preference))
    let choice = try sample(name)[0].choose(preference.purpose, by: preference.selector)
    #expect(choice.map { String($0.participant.id?.suffix(4) ?? "") } == idEnd)
    #expect(choice?.rule.rawValue == rule)
  }

  @Test(arguments: ["", "customer", "=last", "customer="])
  func refusesPreferencesWithoutAPart(_ text: String) {
    #expect(ParticipantPreference(parsing: text) == nil)
  }
}

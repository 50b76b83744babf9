import Conversations
import Expressions
import JSON
import SourceText
import Testing
import TestSupport

/// Causes beyond the place and the name of a key.
@Suite struct FurtherCauseTests {
  private static let other = "0badcafe-1111-4222-8333-444455556666"

  private func causes(_ conversation: Conversation, _ key: String = "k") -> [String] {
    conversation.diagnose(key).causes.map { "\($0.id) \($0.certainty)" }
  }

  private func causes(ofPath path: String, in conversation: Conversation) -> [String]? {
    let tree = SyntaxTree(parsing: path)
    return tree.accessPath(of: tree.root).flatMap { ConversationEnvironment(conversation).diagnose($0) }?.causes
      .map { "\($0.id) \($0.certainty)" }
  }

  private func read(parsing text: String) throws -> Conversation {
    try #require(try ConversationInput(JSONDocument(parsing: Array(text.utf8)).root).conversations.first)
  }

  @Test(
    arguments: [
      (#""dialerContactId":"1""#, ["RC-10 certain", "RC-01 possible"]),
      (#""context._genesys_OS":"1","ivr.Skills":"2""#, ["RC-10 certain", "RC-01 possible"]),
      (#""context._genesys_OS":"1","mine":"2""#, ["RC-01 possible"]), ("", ["RC-01 possible"]),
    ])
  func tellsGenesysOwnKeys(attributes: String, expected: [String]) throws {
    let found = try conversation(#""purpose":"customer","attributes":{\#(attributes)}"#)
    #expect(causes(found, "zzz") == expected)
  }

  @Test(arguments: ["ogConversationId", "CONVERSATION", "previous_conv_id"])
  func namesTheOtherConversation(name: String) throws {
    let found = try conversation(#""purpose":"customer","attributes":{"\#(name)":"\#(Self.other.uppercased())"}"#)
    #expect(causes(found) == ["RC-12 likely", "RC-01 possible"])
    let cause = try #require(found.diagnose("k k").causes.first)
    #expect(cause.message.contains(Self.other))
    #expect(cause.fix == "plumb why --conversation \(Self.other) --key 'k k'")
    #expect(cause.pointer == "/participants/0/attributes/\(name)")
  }

  @Test(arguments: [("conversationIds", true), ("associatedConversation", true), ("externalTag", false)])
  func followsLinks(field: String, isLink: Bool) throws {
    for value in ["[\"\(Self.other)\"]", "{\"id\":\"\(Self.other)\"}", "\"\(Self.other)\""] {
      let found = try read(
        parsing: #"{"id":"c","startTime":"2026-01-01T10:00:00Z","\#(field)":\#(value),"participants":[]}"#)
      #expect(causes(found).contains("RC-12 likely") == isLink)
    }
    let own = try read(
      parsing: #"{"id":"\#(Self.other)","conversationIds":["\#(Self.other)"],"participants":[{"purpose":"customer"}]}"#)
    #expect(causes(own) == ["RC-01 possible"])
  }

  @Test(
    arguments: [
      (#""calls":[{"id":"a"}],"messages":[{"id":"b"}]"#, true),
      (#""calls":[{"id":"a"}],"callbacks":[{"id":"b"}]"#, false),
      (#""calls":[{"id":"a"}],"screenshares":[{"id":"b"}]"#, false),
    ])
  func tellsSeveralMedia(legs: String, expected: Bool) throws {
    let found = try conversation(#""purpose":"customer","attributes":{},"# + legs)
    #expect(causes(found) == ["RC-01 possible"] + (expected ? ["RC-12 possible"] : []))
  }

  @Test func tellsExternalContactsAndSecureParts() throws {
    let contact = #""purpose":"customer","externalContactId":"x""#
    #expect(causes(try conversation(contact)) == ["RC-01 possible", "RC-13 possible"])
    #expect(causes(try conversation(#""purpose":"customer","externalContactId":null"#)) == ["RC-01 possible"])
    let secure = #""purpose":"customer","calls":[{"id":"a","state":"connected","securePause":true}]"#
    #expect(causes(try conversation(secure)) == ["RC-01 possible", "RC-17 possible"])
    #expect(
      causes(try conversation(contact, ended: true)) == ["RC-01 possible", "RC-13 possible", "RC-07 possible"])
  }

  @Test(
    arguments: [
      "monitoredParticipantId", "coachedParticipantId", "bargedParticipantId", "screenMonitoredParticipantId",
    ])
  func tellsListeningLegs(field: String) throws {
    let customer = #""purpose":"customer","attributes":{}"#
    let listener = #""purpose":"user","attributes":{"k":"v"},"\#(field)":"p0""#
    #expect(causes(try conversation(customer, listener)) == ["RC-11 certain", "RC-02 certain"])
    let inLeg = #""purpose":"user","attributes":{"k":"v"},"calls":[{"id":"l","\#(field)":"p0"}]"#
    #expect(causes(try conversation(customer, inLeg)) == ["RC-11 certain", "RC-02 certain"])
  }

  @Test func tellsConsultedLegs() throws {
    let customer = #""purpose":"customer","attributes":{"k":"v"}"#
    let asking = #""purpose":"agent","attributes":{"a":"v"},"consultParticipantId":"p2""#
    let asked = #""purpose":"agent","attributes":{"b":"v"},"consultParticipantId":"p2""#
    let found = try conversation(customer, asking, asked)
    #expect(causes(found) == [])
    #expect(causes(found, "b") == ["RC-11 certain", "RC-02 certain"])
    #expect(causes(found, "a") == ["RC-02 certain"])
    #expect(
      causes(ofPath: "conversation.participants.agent[1].attributes.k", in: found) == [
        "RC-11 certain", "RC-02 certain",
      ])
    #expect(causes(ofPath: "conversation.participants.agent[0].attributes.k", in: found) == ["RC-02 certain"])
  }

  @Test func aParticipantThatLeftMayBeTheWrongOne() throws {
    let left = #""purpose":"customer","attributes":{"k":"v"},"calls":[{"id":"l","state":"terminated"}]"#
    #expect(causes(try conversation(left)) == ["RC-07 likely"])
  }

  @Test(
    arguments: [
      ("conversation.participants.custmer.attributes.k", "k"), ("conversation.partcipants", "conversation.partcipants"),
      ("conversation.participants[7].attributes.k", "k"), ("conversation.from.attributes.k", "k"),
    ])
  func explainsPathsThatLeadNowhere(path: String, key: String) throws {
    let found = try conversation(#""purpose":"customer","attributes":{}"#)
    let tree = SyntaxTree(parsing: path)
    let diagnosis = try #require(
      tree.accessPath(of: tree.root).flatMap { ConversationEnvironment(found).diagnose($0) })
    #expect(diagnosis.key == key)
    #expect(diagnosis.status == .missing)
    #expect(diagnosis.causes.map(\.id) == ["RC-00"])
    #expect(causes(ofPath: "conversation.id", in: found) == nil)
  }

  @Test func headersOfATutorialAskTheCustomer() throws {
    let found = try #require(try sample("causes/tutorial-from-only").first)
    #expect(causes(ofPath: "conversation.from.attributes.custom_order_id", in: found) == ["RC-01T certain"])
  }

  @Test func namesWhoseIDItIs() throws {
    let found = try conversation(#""purpose":"customer","userId":"u","calls":[{"id":"l"}]"#)
    for (id, expected) in [("l", "a leg of customer"), ("u", "the user of customer"), ("c", "of the conversation")] {
      #expect(ask("conversation.participants[\"\(id)\"].attributes.k", found).message.contains(expected))
    }
  }
}

/// The quick comparison of names.
@Suite struct NameSieveTests {
  /// A name that is found by the full comparison is never turned away before it.
  @Test func namesThatAreAlikeAreFoundAmongOthers() throws {
    var generator = SeededGenerator(seed: 8)
    let letters = Array("abcdeXYZ019_-. ")
    for _ in 0..<400 {
      let name = String(
        (0..<Int.random(in: 5...14, using: &generator)).map { _ in
          letters[Int.random(in: 0..<letters.count, using: &generator)]
        })
      let bare = name.filter { !"_-. ".contains($0) }
      guard bare.count >= 5 else { continue }
      for variant in ["context." + name, "IVR." + name, name.uppercased(), " " + name, bare, name + "\t"] {
        guard variant != name else { continue }
        let found = try conversation(
          #""purpose":"customer","attributes":{"\#(variant.replacing("\t", with: "\\t"))":"v"}"#)
        #expect(found.diagnose(name).causes.first?.foundKey == variant, "‘\(name)’ ‘\(variant)’")
      }
    }
  }
}

import Expressions
import TestSupport
import Testing

@testable import Conversations

@Suite struct VariableTests {
  @Test func thePageNamesEveryBinding() throws {
    let page = try Repository.text("grammar/types.md").lowercased()
    for name in BuiltInBindings.table.keys.sorted() {
      #expect(page.contains("`\(name)`"), "grammar/types.md, Bindings: \(name)")
    }
  }

  @Test(
    arguments: [
      ("web-message", "Message.ConversationId", "\"c0000001-5a1e-4b7c-9d20-000000000001\"", "/id"),
      (
        "web-message", "message.message.SENDERADDRESS", "\"e0000001-5a1e-4b7c-9d20-000000000001\"",
        "/participants/0/messages/0/fromAddress/addressNormalized"
      ),
      ("web-message", "Message.IsAuthenticated", "false", "/participants/0/messages/0/authenticated"),
      ("web-message", "Call.Ani", "ABSENT", nil),
      ("call-on-agent", "Call.Ani", "\"tel:+15555550100\"", "/participants/0/ani"),
      ("call-on-agent", "Call.CalledAddress", "\"tel:+15555550199\"", "/address"),
      ("call-on-agent", "Call.RemoteName", "\"Mobile Caller\"", "/participants/0/name"),
      ("call-on-agent", "Message.Message.senderAddress", "ABSENT", nil),
      (
        "media-view", "Message.Message.senderAddress", "\"+15555550142\"",
        "/participants/0/fromAddress/addressNormalized"
      ),
      ("analytics-job", "Call.Ani", "\"tel:+15555550101\"", "/conversations/0/participants/0/sessions/0/ani"),
      (
        "analytics-job", "Call.Language", "\"en-us\"", "/conversations/0/participants/1/sessions/0/flow/endingLanguage"
      ),
      (
        "analytics-job", "Call.ConversationId", "\"c0000006-5a1e-4b7c-9d20-000000000001\"",
        "/conversations/0/conversationId"
      ),
    ] as [(String, String, String, String?)])
  func readsBuiltInVariables(_ name: String, variable: String, text: String, pointer: String?) throws {
    let answer = ask(variable, try sample(name)[0])
    #expect(answer.text == text)
    #expect(answer.pointer == pointer)
  }

  @Test func bindingsComeFirst() throws {
    let conversation = try sample("call-on-agent")[0]
    #expect(ask("call.ani", conversation, bindings: ["Call.Ani": .string("x")]).text == "\"x\"")
    #expect(ask("Call.Ani", conversation, usesBuiltIns: false).text == "ABSENT")
  }

  @Test func theLongestNameWins() throws {
    let tree = SyntaxTree(parsing: "Flow.order.id.x")
    let path = try #require(tree.accessPath(of: tree.root))
    var environment = ConversationEnvironment(nil, bindings: ["flow.Order": .integer(1), "Flow.order.ID": .integer(2)])
    let resolution = environment.resolve(path)
    #expect(resolution.stepCount == 2)
    guard case .integer(2) = resolution.value else {
      Issue.record("expected 2, found \(resolution.value)")
      return
    }
  }

  @Test func namesTheVariableWithoutAValue() {
    let answer = ask("Flow.order.items[0]", nil)
    #expect(answer.text == "ABSENT")
    #expect(answer.message == "the variable ‘Flow.order’ has no value; give one with --set Flow.order=…")
    #expect(ask("conversation.id", nil).message == "there is no conversation to look into")
  }
}

import Conversations
import Expressions
import JSON
import SourceText
import Testing

@Suite struct PathTests {
  private static let attributes = "conversation.participants.customer.attributes"

  @Test(
    arguments: [
      ("conversation.participants.customer.attributes.tier", "\"gold\"", "only", "/participants/0/attributes/tier"),
      ("Conversation.PARTICIPANTS.Customer.ATTRIBUTES.tier", "\"gold\"", "only", "/participants/0/attributes/tier"),
      (
        "conversation.participants[\"customer\"].attributes[\"tier\"]", "\"gold\"", "only",
        "/participants/0/attributes/tier"
      ),
      ("conversation.participants[0].attributes.tier", "\"gold\"", "index", "/participants/0/attributes/tier"),
      ("conversation.participants.customer[0].attributes.tier", "\"gold\"", "index", "/participants/0/attributes/tier"),
      (
        "conversation.participants[\"a0030001-5a1e-4b7c-9d20-000000000003\"].attributes.crm_case", "\"C-9\"", "id",
        "/participants/2/attributes/crm_case"
      ),
      ("participant.attributes.tier", "\"gold\"", "only", "/participants/0/attributes/tier"),
      ("Participant.attributes[\"order-id\"]", "\"ORD-4711\"", "only", "/participants/0/attributes/order-id"),
      ("participant.attributes[\"first name\"]", "\"Ada\"", "only", "/participants/0/attributes/first name"),
      (
        "participant.attributes.context.email", "\"ada@example.com\"", "only",
        "/participants/0/attributes/context.email"
      ),
      ("participant.attributes[\"say \\\"hi\\\"\"]", "\"yes\"", "only", "/participants/0/attributes/say \"hi\""),
      ("participant.attributes[\"größe\"]", "\"XL\"", "only", "/participants/0/attributes/größe"),
      ("participant.attributes.coupon", "\"\"", "only", "/participants/0/attributes/coupon"),
      ("participant.attributes", "jsn 10", "only", "/participants/0/attributes"),
      ("participant", "jsn 9", "only", "/participants/0"),
      ("conversation", "jsn 7", nil, ""),
      ("conversation.participants", "jsn 3", nil, "/participants"),
      (
        "conversation.participants.agent.userId", "\"90000001-5a1e-4b7c-9d20-000000000001\"", "only",
        "/participants/2/userId"
      ),
      ("conversation.participants.agent.wrapupRequired", "true", "only", "/participants/2/wrapupRequired"),
      (
        "conversation.participants.customer.messages[0].type", "\"webmessaging\"", "only",
        "/participants/0/messages/0/type"
      ),
      ("conversation.id", "\"c0000001-5a1e-4b7c-9d20-000000000001\"", nil, "/id"),
      ("conversation[\"recordingState\"]", "\"NONE\"", nil, "/recordingState"),
    ] as [(String, String, String?, String)])
  func findsValues(_ path: String, value: String, chosenBy: String?, pointer: String) throws {
    let answer = ask(path, try sample("web-message")[0])
    #expect(answer == Answer(text: value, chosenBy: chosenBy, pointer: pointer, message: "", codes: []))
  }

  @Test(arguments: [
    ("cart.total", "\"19.90\"", []), ("cart.paid", "false", ["json-text"]), ("cart.items[0].count", "2", ["json-text"]),
    ("cart[\"total\"]", "19.9 dec", ["json-text"]), ("cart.items", "jsn 1", ["json-text"]),
  ])
  func readsInsideJSONText(_ tail: String, value: String, codes: [String]) throws {
    let answer = ask("participant.attributes." + tail, try sample("web-message")[0])
    #expect(answer.text == value)
    #expect(answer.codes == codes)
    #expect(answer.pointer == "/participants/0/attributes/" + (codes.isEmpty ? "cart.total" : "cart"))
  }

  @Test(arguments: [
    "7", "-1", "2.50", "1e3", "999999999999999", "9999999999999999", "-12345678901234567890",
    String(repeating: "7", count: 50), "1e999",
  ])
  func countsWithNumbersAsJSONDoes(_ number: String) throws {
    let text = #"{"id":"c","participants":[{"id":"p","purpose":"customer"}],"big":\#(number)}"#
    let conversation = try ConversationInput(JSONDocument(parsing: Array(text.utf8)).root).conversations[0]
    var environment = ConversationEnvironment(conversation, bindings: ["Flow.text": .string(text)])
    var results: [String] = []
    for source in ["conversation.big", "JsonParse(Flow.text).big"] {
      do throws(EvaluationError) {
        let result = try Evaluator.evaluate(tree: SyntaxTree(parsing: source + " + 1"), in: &environment)
        results.append("\(result.value.text ?? "NOT_SET") \(result.type.code)")
      } catch {
        results.append("\(error.code): \(error.message)")
      }
    }
    #expect(results[0] == results[1])
    #expect(number != "9999999999999999" || results[0] == "10000000000000000 dec")
  }

  @Test(arguments: [
    ("conversation.endTime", "ABSENT", "no ‘endTime’"),
    ("conversation.endTme", "RC-00", "there is no field ‘endTme’; did you mean ‘endTime’?"),
    (
      "conversation.participants.custmer.attributes.tier", "RC-00",
      "no participant has the purpose or the id ‘custmer’; did you mean ‘customer’?"
    ),
    ("conversation.participants[\"nobody\"].id", "RC-00", "no participant has the purpose or the id ‘nobody’"),
    ("conversation.participants.acd.id", "ABSENT", "no acd takes part in the conversation"),
    ("conversation.participants[3].id", "RC-00", "index 3 is beyond the end of participants, of which there are 3"),
    (
      "conversation.participants.agent[1].id", "RC-00",
      "index 1 is beyond the end of participants of the purpose ‘agent’, which has 1"
    ),
    ("conversation.participant.customer", "RC-00", "there is no field ‘participant’; did you mean ‘participants’?"),
    ("conversation.participants.agent.wrapup.code", "ABSENT", "no ‘wrapup’"),
    ("conversation.participants.agent.messages[1].id", "RC-00", "index 1 is beyond the end of ‘messages’, which has 1"),
    (
      "conversation.participants.agent.messages.id", "RC-00",
      "‘messages’ is a list and has no member ‘id’; name an item, such as [0]"
    ),
    ("conversation.id.x", "RC-00", "‘id’ is a string and has no member ‘x’"),
    ("conversation[0]", "RC-00", "an object has no items"),
    ("participant.attributes[0]", "RC-00", "attributes have names, no numbers"),
    ("participant.userid", "RC-00", "there is no field ‘userid’; did you mean ‘userId’?"),
    ("participant.attributes.cart.itms", "ABSENT", "the JSON text has no member ‘itms’; did you mean ‘items’?"),
    ("participant.attributes[\"tier\"].x", "ABSENT", "‘tier’ holds no JSON text to read in"),
    ("participant.attributes.tier.x", "RC-01", "no key ‘tier.x’, and ‘tier’ holds no JSON text"),
    ("participant.attributes.crm_case", "RC-02", "on agent a0030001…, not on the customer"),
    ("participant.attributes.TIER", "RC-05", "the key is ‘tier’; they differ in letter case"),
    ("participant.attributes.email", "RC-06", "the key is ‘context.email’: web chat puts ‘context.’ before it"),
    ("participant.attributes.nothing_like_it", "RC-01", "on no participant: never set, or not landed yet"),
    (
      "conversation.from.attributes.tier", "RC-00",
      "this conversation has no ‘from’; attributes are on its participants"
    ),
  ])
  func explainsAbsence(_ path: String, cause: String, message: String) throws {
    let answer = ask(path, try sample("web-message")[0])
    #expect(answer.text == cause)
    #expect(answer.message == message)
    #expect(answer.pointer == nil)
  }

  @Test func hintsAtKeysThatNeedBrackets() throws {
    let conversation = try sample("web-message")[0]
    for (tail, key) in [("order", "order-id"), ("first", "first name")] {
      let tree = SyntaxTree(parsing: "participant.attributes." + tail)
      var environment = ConversationEnvironment(conversation)
      let resolution = environment.resolve(try #require(tree.accessPath(of: tree.root)))
      #expect(resolution.diagnostics.map(\.message) == ["no key ‘\(tail)’; write attributes[\"\(key)\"]"])
      let origin = environment.origin(try #require(resolution.origin))
      #expect(origin.cause?.fix == "write attributes[\"\(key)\"]")
    }
  }

  @Test(
    arguments: [
      ("tutorial", "participant.attributes.custom_order_id", "\"ORD-998877\"", []),
      ("tutorial", "participant.attributes.form_submitted", "true", ["not-a-string"]),
      ("tutorial", "participant.attributes.visits", "3", ["not-a-string"]),
      ("tutorial", "participant.attributes.referral", "RC-01T", []),
      ("tutorial", "conversation.from.attributes.referral", "\"newsletter\"", ["from-attributes"]),
      ("tutorial", "conversation.FROM.Attributes.nothing", "ABSENT", ["from-attributes"]),
      ("tutorial", "conversation.to[0].type", "\"queue\"", ["from-attributes"]),
      ("tutorial", "conversation.to[1].type", "RC-00", ["from-attributes"]),
      ("tutorial", "conversation.participants.customer.role", "\"customer\"", []),
      ("tutorial", "conversation.participants.customer.purpose", "\"customer\"", []),
      ("tutorial", "conversation.endTimestamp", "ABSENT", []),
      ("media-view", "conversation.participants.agent.user.id", "\"90000005-5a1e-4b7c-9d20-000000000001\"", []),
      ("media-view", "participant.attributes.order", "\"ORD-5\"", ["other-value"]),
      ("event", "participant.attributes.order", "\"ORD-7\"", []),
      ("event", "conversation.id", "\"c0000007-5a1e-4b7c-9d20-000000000001\"", []),
      ("attribute-event", "conversation.participants[0].attributes.order", "\"ORD-9\"", []),
      ("attribute-event", "participant.attributes.order", "RC-03", []),
      ("analytics-job", "participant.attributes.order", "\"ORD-6\"", []),
      ("analytics-job", "conversation.id", "\"c0000006-5a1e-4b7c-9d20-000000000001\"", []),
      ("analytics-job", "participant.sessions[0].mediaType", "\"voice\"", []),
      ("search", "participant.attributes.order", "\"ORD-12\"", []),
      ("search", "conversation.participantData[0].participantAttributes.order", "\"ORD-12\"", []),
      ("business-call", "participant.attributes.order", "RC-03", []),
      ("business-call", "participant.name", "RC-03", []),
      ("business-call", "conversation.participants.external.attributes.order", "\"ORD-8\"", []),
      ("call-transferred", "participant.attributes.order", "RC-04", []),
      ("call-transferred", "participant.attributes.lang", "\"en\"", ["other-value"]),
      ("call-transferred", "conversation.participants.customer[0].attributes.order", "\"ORD-1\"", ["other-value"]),
    ] as [(String, String, String, [String])])
  func readsEveryShape(_ name: String, path: String, text: String, codes: [String]) throws {
    let answer = ask(path, try sample(name)[0])
    #expect(answer.text == text)
    #expect(answer.codes == codes)
  }

  @Test func pointersOfAPageBeginAtItsRoot() throws {
    #expect(
      ask("participant.attributes.Order", try sample("listing")[1]).pointer
        == "/entities/1/participants/0/attributes/Order")
    #expect(
      ask("participant.attributes.order", try sample("event")[0]).pointer
        == "/eventBody/participants/0/attributes/order")
  }

  @Test func analyticsWithoutAttributesSayNothingAboutThem() throws {
    let conversation = try sample("analytics-job")[1]
    #expect(ask("participant.attributes.order", conversation).text == "RC-14")
    #expect(ask("participant.attributes", conversation).text == "RC-14")
  }

  @Test func preferencesChooseTheParticipant() throws {
    let conversation = try sample("call-transferred")[0]
    let first = [ParticipantPreference(purpose: "customer", .first)]
    #expect(ask("participant.attributes.order", conversation, first).text == "\"ORD-1\"")
    #expect(ask("participant.attributes.order", conversation, first).chosenBy == "explicit")
    let nobody = [ParticipantPreference(purpose: "customer", .id("nobody"))]
    #expect(ask("participant.id", conversation, nobody).text == "RC-00")
    #expect(ask("participant.attributes.order", conversation, nobody).text == "RC-00")
  }

  @Test func saysThatKeysStandTwice() throws {
    let conversation = try conversation(#""purpose":"customer","attributes":{"a":"1","b":"2","a":"3"}"#)
    #expect(ask("participant.attributes.a", conversation).text == "\"3\"")
    #expect(ask("participant.attributes.a", conversation).codes == ["duplicate-key"])
    #expect(ask("participant.attributes.b", conversation).codes == [])
  }

  @Test func comparesKeysByCodeUnits() throws {
    let conversation = try conversation(#""purpose":"customer","attributes":{"caf\u00e9":"1"}"#)
    #expect(ask("participant.attributes[\"caf\u{E9}\"]", conversation).text == "\"1\"")
    let answer = ask("participant.attributes[\"cafe\u{301}\"]", conversation)
    #expect(answer.text == "RC-05")
    #expect(answer.message.hasSuffix("they differ in composed and decomposed characters"))
  }

  @Test func explainsNullAttributes() throws {
    let conversation = try conversation(#""purpose":"customer","attributes":{"a":null}"#)
    #expect(ask("participant.attributes.a", conversation).text == "RC-08")
    #expect(ask("participant.attributes.a", conversation).message == "there, but null")
  }

  @Test func keepsNumbersExact() throws {
    let digits = "1234567890123456789012345678901234567890123456789"
    let conversation = try conversation(
      #""purpose":"customer","attributes":{"a":9223372036854775807,"b":9223372036854775808,"c":\#(digits),"d":1e2}"#)
    #expect(ask("participant.attributes.a", conversation).text == "9223372036854775807 dec")
    #expect(ask("participant.attributes.b", conversation).text == "9223372036854775808 dec")
    #expect(ask("participant.attributes.c", conversation).text == "jsn 0")
    #expect(ask("participant.attributes.d", conversation).text == "100 dec")
  }
}

import Flows
import Linting
import SourceText
import TestSupport
import Testing

/// What the rule finds in a text.
private func lint(_ text: String) -> [Finding] { lint(text, only: "from-attributes") }

struct FromAttributesTests {
  /// The marks enclose what the finding points at, in the file.
  static let direct = [
    #"«conversation.from.attributes.tier» == "gold""#,
    #"«from.attributes.tier» == "gold""#,
    #"«CONVERSATION.From.aTTributes.tier» == "gold""#,
    #"«conversation . from . attributes . tier» == "gold""#,
    #"«conversation["from"]["attributes"]["tier"]» == "gold""#,
    #"«conversation["FROM"].attributes["tier"]» == "gold""#,
    #"«conversation.from["attributes"].tier» == "gold""#,
    #"«conversation.from.attributes.context.tier» == "gold""#,
    #"«conversation.from.attributes[Flow.text]» == "gold""#,
    #"IsSet(«conversation.from.attributes»)"#,
    #"(«conversation.from.attributes.tier») == "gold""#,
    #"«(conversation.from).attributes.tier» == "gold""#,
    #"«((conversation)["from"]).attributes.tier» == "gold""#,
    #"Lower(Append("a", «from.attributes.a», «from.attributes.b»)) == "gold""#,
    #"If(Contains(Trim(«conversation.from.attributes.a»), "x"), «from.attributes.b», Flow.c) == "gold""#,
    #"Flow.list[ToInt(«conversation.from.attributes.index»)]"#,
    #"«conversation.from.attributes[«from.attributes.key»]» == "gold""#,
    #"«GetJsonObjectProperty(conversation.from.attributes, "tier")» == "gold""#,
    #"«GetJsonObjectProperty(GetJsonObjectProperty(conversation, "from"), "attributes")» == Flow.x"#,
    #"«getjsonobjectproperty(getJsonObjectProperty(conversation.from,"attributes"),"tier").x» == Flow.x"#,
    #"'«conversation.from.attributes.tier» == "it''s"'"#,
    #"'"it''s" == «conversation.from.attributes["it''s"]»'"#,
    #""Flow.text\n\t== «conversation.from\n\t.attributes\n\t.tier»""#,
    #""\"x\" == «from.attributes[\"a b\"]»""#,
    #""\u0022ö\u0022 == «from.attr\x69butes.k»""#,
    "|\n                  Append(\n                    «conversation.from.attributes.tier»,\n                    \"x\")",
    "|-\n                  Append(\n                    «conversation\n                      .from.attributes.tier»)",
    ">-\n                  Append(Flow.text,\n                  «conversation.from.attributes.tier»)",
    "\n                  Append(Flow.text,\n                  «conversation.from.attributes.tier»)",
    #"Flow.{{prefix}} == «conversation.from.attributes.{{key}}»"#,
  ]

  @Test(arguments: direct)
  func directPathsAreFoundAtTheirBytes(condition: String) throws {
    let marked = MarkedText(flow(condition: condition))
    let findings = lint(marked.text)
    #expect(findings.compactMap { $0.range?.indices } == marked.ranges)
    for finding in findings {
      #expect(finding.rule == "from-attributes" && finding.severity == .error && finding.certainty == .certain)
      #expect(finding.location.actionName == "Decide" && finding.location.containerName == "Start")
      #expect(finding.fix?.isSafe == true)
    }
  }

  @Test func theRangeInTheExpressionIsThatOfThePath() throws {
    let finding = try #require(lint(flow(condition: #""\"x\"\n== from.attributes.k""#)).first)
    #expect(finding.expression == "\"x\"\n== from.attributes.k")
    #expect(finding.expressionRange == ByteRange(7, 24))
  }

  static let silent = [
    #"conversation.participants.customer.attributes.tier == "gold""#,
    #"Flow.text == "conversation.from.attributes.tier""#,
    #"'Flow.text == "\"conversation.from.attributes.tier\""'"#,
    #"conversation.from.name == "Ada""#,
    #"conversation.attributes.from.attributes == "gold""#,
    #"conversation.to.attributes.tier == "gold""#,
    #"Email.Message.from.name == "Ada""#,
    #"Email.Message.from.attributes.name == "Ada""#,
    #"Flow.from.attributes.tier == "gold""#,
    #"Task.from.attributes.tier == "gold""#,
    #"Slot.from.attributes == "gold""#,
    #"Flow.conversation.from.attributes.tier == "gold""#,
    #"Common.conversation["from"]["attributes"].tier == "gold""#,
    #"JsonParse(Flow.text).from.attributes.tier == "gold""#,
    #"GetJsonObjectProperty(JsonParse("{}"), "attributes") == Flow.x"#,
    #"from == Flow.attributes"#,
    #"fromattributes.attributes.k == Flow.conversationfromattributes"#,
    #"conversation.fromx.attributes.k == "x""#,
    #"conversation.from.attributesx.k == "x""#,
    #"Append("from.attributes.k", "conversation", from.name) == "attributes""#,
  ]

  @Test(arguments: silent)
  func otherThingsAreNot(condition: String) {
    #expect(lint(flow(condition: condition)).map(\.message) == [])
  }

  @Test func textsNamesAndCommentsAreNot() {
    let text = """
      inboundCall:
        # conversation.from.attributes.tier
        name: conversation.from.attributes.tier
        startUpRef: "/inboundCall/tasks/task[A_1]"
        initialGreeting:
          tts: conversation.from.attributes.tier
        tasks:
          - task:
              name: from.attributes.tier
              actions:
                - playAudio:
                    name: conversation.from.attributes.tier
                    audio:
                      tts: Say conversation.from.attributes.tier
                    lit: conversation.from.attributes.tier
      """
    #expect(lint(text).isEmpty)
  }

  // MARK: Aliases

  static let aliases: [(actions: String, condition: String)] = [
    (updateData(("Flow.conv", "conversation")), "«Flow.conv.from.attributes.tier» == Flow.text"),
    (updateData(("Flow.conv", "(conversation)")), "«flow.CONV[\"from\"].attributes» == Flow.text"),
    (updateData(("Flow.header", "conversation.from")), "«Flow.header.attributes.tier» == Flow.text"),
    (updateData(("Flow.header", "from")), "«Flow.header.attributes[\"a b\"]» == Flow.text"),
    (
      updateData(("Flow.header", "GetJsonObjectProperty(conversation, \"from\")")),
      "«GetJsonObjectProperty(Flow.header, \"attributes\").x» == Flow.text"
    ),
    (
      updateData(("Flow.conv", "conversation"), ("Flow.copy", "Flow.conv"), ("Flow.header", "Flow.copy[\"from\"]")),
      "«Flow.header.attributes.tier» == Flow.text"
    ),
    (
      updateData(("Flow.header", "Flow.copy.from"), ("Flow.copy", "Flow.conv"), ("Flow.conv", "conversation")),
      "«Flow.header.attributes.tier» == «Flow.copy.from.attributes»"
    ),
    (
      updateData(("Flow.conv", "conversation")),
      "«GetJsonObjectProperty(GetJsonObjectProperty(Flow.conv,\"from\"),\"attributes\")» == Flow.text"
    ),
    (updateData(("State.conv", "conversation")), "«State.conv.from.attributes.tier» == Flow.text"),
    (updateData(("Flow.conv", "conversation"), ("Flow.conv", "NOT_SET")), "«Flow.conv.from.attributes» == Flow.text"),
    (
      updateData(("Flow.a", "Flow.b"), ("Flow.b", "Flow.a"), ("Flow.a", "conversation")),
      "«Flow.b.from.attributes.tier» == Flow.text"
    ),
    (
      callData(success: "Flow.conv") + "\n" + updateData(("Flow.conv", "conversation")),
      "«Flow.conv.from.attributes.tier» == Flow.text"
    ),
  ]

  @Test(arguments: aliases)
  func assignedAliasesAreErrors(actions: String, condition: String) {
    let marked = MarkedText(flow(condition: condition, actions: actions))
    let findings = lint(marked.text)
    #expect(findings.compactMap { $0.range?.indices } == marked.ranges)
    for finding in findings {
      #expect(finding.severity == .error && finding.certainty == .certain)
      #expect(finding.fix?.isSafe == false)
    }
  }

  static let responses: [(actions: String, condition: String)] = [
    (callData(success: "Flow.conv"), "«Flow.conv.from.attributes.tier» == Flow.text"),
    (callData(success: "Flow.conv"), "«Flow.conv.from.attributes» == Flow.text"),
    (
      callData(success: "Flow.conv"),
      "«GetJsonObjectProperty(GetJsonObjectProperty(Flow.conv, \"from\"), \"attributes\")» == Flow.text"
    ),
    (
      callData(success: "Flow.body") + "\n" + updateData(("Flow.header", "Flow.body.from")),
      "«Flow.header.attributes.tier» == Flow.text"
    ),
  ]

  @Test(arguments: responses)
  func whatADataActionGaveIsAWarning(actions: String, condition: String) {
    let marked = MarkedText(flow(condition: condition, actions: actions))
    let findings = lint(marked.text)
    #expect(findings.compactMap { $0.range?.indices } == marked.ranges)
    for finding in findings {
      #expect(finding.severity == .warning && finding.certainty == .possible)
      #expect(finding.fix == nil)
    }
  }

  @Test func aVariableThatMayHoldTheConversationIsLikely() throws {
    let actions = updateData(("Flow.conv", "conversation"), ("Flow.conv", "JsonParse(Flow.text)"))
    let findings = lint(flow(condition: "Flow.conv.from.attributes.k == Flow.text", actions: actions))
    #expect(findings.map(\.certainty) == [.likely])
    #expect(findings.map(\.severity) == [.warning])
  }

  static let otherwiseFilled: [(actions: String, condition: String)] = [
    (updateData(("Flow.from", "JsonParse(Flow.text)")), "Flow.from.attributes.tier == Flow.text"),
    (
      callData(success: "Flow.conv") + "\n" + updateData(("Flow.conv", "JsonParse(Flow.text)")),
      "Flow.conv.from.attributes.tier == Flow.text"
    ),
    (callData(success: "Flow.conv"), "Flow.conv.to.attributes.tier == Flow.text"),
    (callData(success: "Flow.conv"), "Flow.conv.attributes.tier == Flow.text"),
    (callData(success: "Flow.conv"), "Flow.other.from.attributes.tier == Flow.text"),
    (updateData(("Flow.a", "Flow.b"), ("Flow.b", "Flow.a")), "Flow.a.from.attributes.tier == Flow.text"),
    (updateData(("Flow.a", "Flow.a.from")), "Flow.a.attributes == Flow.a.from.attributes"),
    (updateData(("Flow.a", "conversation.participants")), "Flow.a.from.attributes.tier == Flow.text"),
    (updateData(("Flow.a", "conversation.from.name")), "Flow.a.attributes.tier == Flow.text"),
  ]

  @Test(arguments: otherwiseFilled)
  func variablesFilledOtherwiseAreNot(actions: String, condition: String) {
    #expect(lint(flow(condition: condition, actions: actions)).map(\.message) == [])
  }

  @Test func variablesOfAContainerAreItsOwn() {
    let text = """
      workflow:
        name: Two tasks
        startUpRef: "/workflow/tasks/task[A_1]"
        tasks:
          - task:
              name: A
              refId: A_1
              actions:
                - updateData:
                    name: Take it
                    statements:
                      - json: { variable: Task.conv, value: { exp: conversation } }
          - task:
              name: B
              refId: B_2
              actions:
                - decision:
                    name: Use another
                    condition: { exp: "Task.conv.from.attributes.k == Flow.text" }
      """
    #expect(lint(text).isEmpty)
  }

  @Test func aVariableThatIsCalledFromIsNoHeader() {
    let variables = "    - jsonVariable: { name: from }"
    #expect(lint(flow(condition: "from.attributes.k == Flow.text", variables: variables)).isEmpty)
  }

  @Test func theInitialValueIsAnAssignment() {
    let variables = "    - jsonVariable: { name: Flow.conv, initialValue: { exp: conversation } }"
    #expect(lint(flow(condition: "Flow.conv.from.attributes.k == 1", variables: variables)).map(\.severity) == [.error])
  }

  @Test func referencesAreCheckedToo() {
    let marked = MarkedText(flow(condition: "true", actions: callData(success: "«conversation.from.attributes.tier»")))
    let findings = lint(marked.text)
    #expect(findings.compactMap { $0.range?.indices } == marked.ranges)
    #expect(findings.first?.fix == nil)
  }
}

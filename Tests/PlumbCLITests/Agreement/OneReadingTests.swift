import TestSupport
import Testing

/// What several commands work with is read in one way: names that are put together, limits, references, archives,
/// conditions in every format, numbers.
@Suite("Commands read a flow the same way")
struct OneReadingTests {
  /// A bot flow whose task sets attributes.
  private func flow(_ name: String, value: String = "lit: gold", more: String = "") -> String {
    """
    botFlow:
      name: Bot
      startUpRef: "/botFlow/bots/bot[Main_10]"
      variables:
        - stringVariable:
            name: Flow.k
            initialValue:
              lit: tier
      bots:
        - bot:
            name: Main
            refId: Main_10
            actions:
    \(more)
              - setParticipantData:
                  name: Set it
                  attributes:
                    - attribute:
                        name:
                          \(name)
                        value:
                          \(value)
    """
  }

  private func run(_ line: String, _ text: String, as name: String = "flow.yaml") throws -> CommandRun {
    let folder = try TemporaryFolder([name: text])
    return CommandRun(shellWords(line).map { $0 == "FLOW" ? folder.path(name) : $0 })
  }

  @Test(arguments: [#"exp: Append("ti", "er")"#, "exp: Flow.k", "lit: tier", #"exp: '"ti" + "er"'"#])
  func namesThatArePutTogether(name: String) throws {
    let text = flow(name)
    let lint = try run("lint --select attribute-name-dynamic FLOW", text)
    #expect(lint.status == 0, "\(lint.output)")
    let why = try run("why --key tier --flow FLOW --format json", text)
    #expect(why.output.contains("RC-22") && !why.output.contains("RC-21"), "\(why.output)")
    let attributes = try run("flow attributes FLOW", text)
    #expect(attributes.output.hasPrefix("tier\n"), "\(attributes.output)")
  }

  @Test func namesThatOnlyTheRunKnows() throws {
    let text = flow(#"exp: Append("ti", Slot.x)"#)
    #expect(try run("lint --select attribute-name-dynamic FLOW", text).output.contains("known only when the flow runs"))
    #expect(try run("why --key tier --flow FLOW --format json", text).output.contains("RC-21"))
    #expect(try run("flow attributes FLOW", text).output.contains("(names that are worked out)"))
  }

  /// Two scalars make one character here.
  @Test(arguments: [(128, false), (129, true)])
  func lengthsAreCountedInScalars(characters: Int, isTooLong: Bool) throws {
    let text = flow("lit: tier", value: "lit: \"" + String(repeating: "e\u{301}", count: characters) + "\"")
    #expect(try run("lint --select attribute-limits FLOW", text).output.contains("more than the 256") == isTooLong)
    #expect(try run("why --key tier --flow FLOW", text).output.contains("over 256 characters") == isTooLong)
  }

  @Test func referencesIntoAMenu() throws {
    let text = """
      inboundCall:
        name: Call
        startUpRef: "/inboundCall/tasks/task[Main_10]"
        tasks:
          - task:
              name: Main
              refId: Main_10
              actions:
                - jumpToTask:
                    name: Go
                    targetTaskRef: "/inboundCall/menus/menu[Menu_11]/choices/menuTask[Choice_13]/task[Inner_12]"
        menus:
          - menu:
              name: Menu
              refId: Menu_11
              choices:
                - menuTask:
                    name: Choice
                    dtmf: digit_1
                    refId: Choice_13
                    task:
                      name: Inner
                      refId: Inner_12
                      actions:
                        - setParticipantData:
                            name: Set it
                            attributes:
                              - attribute:
                                  name:
                                    lit: tier
                                  value:
                                    lit: gold
      """
    #expect(try run("lint --select dangling-ref,attribute-set-after-end FLOW", text).status == 0)
    #expect(try !run("why --key tier --flow FLOW", text).output.contains("never reached"))
    #expect(try run("flow graph --format json FLOW", text).output.contains(#""from":"a0","to":"c2""#))
  }

  @Test func casesOfASwitchInEachFormat() throws {
    let yaml = """
      inboundCall:
        name: Call
        startUpRef: "/inboundCall/tasks/task[Main_10]"
        tasks:
          - task:
              name: Main
              refId: Main_10
              actions:
                - switch:
                    name: Which
                    evaluate:
                      firstTrue:
                        cases:
                          - case:
                              value:
                                exp: 1 == 1
                          - case:
                              value:
                                exp: IsSet(Call.Ani)
      """
    func value(_ text: String) -> String {
      #"{"text":"\#(text)","type":"bln","version":2,"metaData":{},"uiMetaData":{"mode":0},"config":{"==":{"pos":1}}}"#
    }
    let json = """
      {"name":"Call","type":"inboundcall","initialSequence":"t","flowSequenceItemList":[{"__type":"Task","id":"t",
      "name":"Main","startAction":"s","actionList":[{"__type":"SwitchAction","id":"s","name":"Which","trackingId":1,
      "expression":{"text":"","type":"any","version":2,"uiMetaData":{"mode":0}},"paths":[],
      "cases":[{"value":\(value("1 == 1"))},{"value":\(value("IsSet(Call.Ani)"))}]}]}]}
      """
    for (name, contents) in [
      ("flow.yaml", Array(yaml.utf8)), ("flow.json", Array(json.utf8)),
      ("flow.i3InboundFlow", FlowWriter.encoded(json)),
    ] {
      let folder = try TemporaryFolder()
      try folder.write(contents, to: name)
      let found = CommandRun(["lint", "--select", "constant-condition", folder.path(name)])
      #expect(found.output.contains("the condition is always true"), "\(name): \(found.output)\(found.errors)")
    }
  }

  @Test func archives() throws {
    let folder = try TemporaryFolder()
    try folder.write(makeZip([("flow.yaml", flow("lit: tier"))]), to: "flows.zip")
    let why = CommandRun(["why", "--key", "tier", "--flow", folder.path("flows.zip")])
    #expect(why.errors == "" && why.output != "", "\(why.errors)")
    let eval = CommandRun(["eval", "1 + 1", "--flow", folder.path("flows.zip")])
    #expect(eval.output == "2\n", "\(eval.errors)")
  }

  @Test(arguments: [
    "participant.attributes.k", #"participant.attributes["k"]"#, #"GetJsonObjectProperty(participant.attributes, "k")"#,
    #"GetJsonObjectProperty(GetJsonObjectProperty(participant, "attributes"), "k") == "x""#,
  ])
  func attributesByMembersIndexesAndCalls(expression: String) throws {
    let folder = try TemporaryFolder(["c.json": #"{"id":"c","participants":[{"purpose":"customer","attributes":{}}]}"#])
    let why = CommandRun(["why", expression, folder.path("c.json")])
    #expect(why.output.contains("RC-01") && !why.output.contains("reads no attribute"), "\(why.output)\(why.errors)")
  }

  @Test func numbersOfSixteenDigits() throws {
    let folder = try TemporaryFolder(["c.json": #"{"id":"c","participants":[],"big":1234567890123456}"#])
    func value(_ expression: String) -> String { CommandRun(["eval", expression, folder.path("c.json")]).output }
    #expect(value("conversation.big + 1") == value(#"JsonParse("{\"big\":1234567890123456}").big + 1"#))
    #expect(value("conversation.big + 1") == "1234567890123457\n")
  }
}

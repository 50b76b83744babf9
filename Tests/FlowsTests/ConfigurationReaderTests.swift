import Documents
import Expressions
import Flows
import SourceText
import TestSupport
import Testing

struct ConfigurationReaderTests {
  // MARK: The same flow in every format

  static let formats = ["yaml", "xml", "json", "i3InboundMessage"]

  /// What a flow is, apart from the places and words of its format.
  private func model(_ name: String, _ format: String) throws -> [String] {
    let contents = try Repository.bytes("samples/\(name).\(format)")
    let flow = try #require(FlowFile.read(name: name, contents: contents).flows.first)
    var lines = ["\(flow.type) \(flow.name ?? "-")"] + outline(of: flow)
    for action in flow.actions.sorted(by: { ($0.name ?? "") < ($1.name ?? "") }) {
      lines.append(
        "\(action.name ?? "-"): \(action.branches.map(\.name)) \(action.parent.flatMap { flow[$0].name } ?? "-")")
      lines += words(action.effects, in: flow).map { "  \($0)" }
    }
    for variable in flow.variables {
      let container = variable.container.flatMap { flow[$0].name } ?? "-"
      lines.append("\(variable.name) \(variable.typeKey) \(variable.type) \(container)")
      lines.append("  \(words(variable.initialValue, in: flow)) \(variable.isInput) \(variable.isOutput)")
    }
    // An action of a configuration stands whole, before those of its branches.
    var sites: [String] = []
    for site in flow.sites {
      var location = flow.location(of: site)
      location.actionTrackingID = nil
      sites.append("\(site.kind) \(location) \(site.text)")
    }
    return lines + sites.sorted()
  }

  @Test(arguments: ["xml", "json", "i3InboundMessage"])
  func formatsAgree(format: String) throws {
    let yaml = try model("flows/order-tracking", "yaml")
    #expect(yaml.count > 50)
    let difference = try model("flows/order-tracking", format).difference(from: yaml)
    #expect(difference.isEmpty, "\(difference)")
  }

  @Test(arguments: ["json", "i3InboundMessage"])
  func whatOnlyAConfigurationTells(format: String) throws {
    let contents = try Repository.bytes("samples/flows/order-tracking.\(format)")
    let flow = try #require(FlowFile.read(name: "flow", contents: contents).flows.first)
    let site = try #require(flow.sites.first { $0.text == "Flow.daysLate * 10" })
    #expect(site.expectedType == .integer)
    guard case .compiled(let tree) = site.compilation else {
      Issue.record("expected a compiled tree")
      return
    }
    #expect(tree.entries.first?.key.text == "*")
    #expect(joined(site.path) == "flowSequenceItemList/1/actionList/3/priority")
    let action = try #require(site.action.map { flow[$0] })
    #expect(action.type == "transferToAcd" && action.trackingID?.isEmpty == false && action.id?.count == 36)
    #expect(flow.document.hasPlaces == (format == "json"))
    #expect(flow.document.file.text(site.node.contentRange) == "Flow.daysLate * 10")
  }

  // MARK: Value objects

  private static let tail = #""type":"str","uiMetaData":{"mode":0},"version":2"#

  /// A value object, and which sites it gives.
  static let values: [(json: String, sites: [String])] = [
    (#"{"config":{"Trim":{}},"text":"Trim(x)","type":"str","uiMetaData":{"mode":0}}"#, ["expression Trim(x)"]),
    (#"{"config":{"Trim":{}},"text":"Trim(x)","type":"str","version":2}"#, ["expression Trim(x)"]),
    (#"{"config":{"Make":{}},"text":"Make()","type":"com","uiMetaData":{"mode":4}}"#, ["expression Make()"]),
    (#"{"config":{"lit":{}},"text":"\"a\"","type":"str","uiMetaData":{"mode":0}}"#, [#"expression "a""#]),
    (#"{"config":{"lit":{}},"text":"a(","type":"str","uiMetaData":{"mode":1}}"#, []),
    (#"{"config":{"ref":{}},"text":"Flow.a","type":"str","uiMetaData":{"mode":0}}"#, ["expression Flow.a"]),
    (#"{"config":{"ref":{}},"text":"Flow.a","type":"str","metaData":{}}"#, ["reference Flow.a"]),
    (#"{"config":{"ref":{}},"text":"Flow.a","type":"str","uiMetaData":{"mode":2}}"#, ["binding Flow.a"]),
    (#"{"config":{"emp":{}},"text":"","type":"str","uiMetaData":{"mode":3}}"#, []),
    (#"{"config":{"nul":{}},"text":"NOT_SET","type":"str","uiMetaData":{"mode":0}}"#, ["expression NOT_SET"]),
    (#"{"text":"Make(","type":"com","uiMetaData":{"mode":4},"outOfService":true}"#, ["expression Make( failed"]),
    (#"{"text":"a","type":"str","uiMetaData":{"mode":1}}"#, []),
    (#"{"text":" \n","type":"any","uiMetaData":{"mode":0}}"#, []),
    (#"{"text":"not a value","type":"str"}"#, []),
    (#"{"text":7,"type":"str","version":2}"#, []),
    (#"{"config":{"a":{},"b":{}},"text":"a + b","type":"str","version":2}"#, ["expression a + b failed"]),
    (
      #"{"config":{"lit":{"items":[{"config":{"+":{}},"text":"a + b","type":"str","version":2}]}},"text":"","#
        + #""type":"crd_coll","uiMetaData":{"mode":1},"properties":{"title":{"config":{"Trim":{}},"text":"Trim(t)","#
        + #""type":"str","version":2}}}"#,
      ["expression Trim(t)", "expression a + b"]
    ),
    (
      #"{"config":{"Make":{}},"text":"Make(a)","type":"com","uiMetaData":{"mode":4,"builder":{"parts":[{"config":"#
        + #"{"To":{}},"text":"To(a)","type":"com","version":2}]}}}"#, ["expression Make(a)"]
    ),
  ]

  @Test(arguments: values)
  func valueObjects(json: String, sites: [String]) throws {
    let flow = try configuration(actions: #"{"__type":"PlayAudioAction","id":"1","any":[{"deep":\#(json)}]}"#)
    let found = flow.sites.map { site in
      if case .failed = site.compilation { return "\(site.kind) \(site.text) failed" }
      return "\(site.kind) \(site.text)"
    }
    #expect(found == sites)
    #expect(flow.sites.allSatisfy { joined($0.path).hasPrefix("flowSequenceItemList/0/actionList/0/any/0/deep") })
  }

  @Test func manifestIsNoPartOfTheFlow() throws {
    let text = """
      {"name":"W","type":"workflow","flowSequenceItemList":[],"manifest":{"x":{"config":{"Trim":{}},"text":"Trim(x)",
      \(Self.tail)}},"settings":{"x":{"config":{"Trim":{}},"text":"Trim(y)",\(Self.tail)}}}
      """
    let flow = try #require(flows(in: text).first)
    #expect(flow.sites.map(\.text) == ["Trim(y)"])
    #expect(flow.sites.map { joined($0.path) } == ["settings/x"])
  }

  // MARK: Links between actions

  private func configuration(start: String = "1", actions: String) throws -> Flow {
    let text = """
      {"name":"W","type":"workflow","flowSequenceItemList":[{"__type":"Task","id":"t","name":"T",
      "startAction":"\(start)","actionList":[\(actions)]}]}
      """
    return try #require(flows(in: text).first)
  }

  static let links: [(name: String, start: String, actions: String, outline: [String])] = [
    (
      "a decision between two actions", "1",
      """
      {"__type":"WaitAction","id":"1","name":"A","nextAction":"2"},
      {"__type":"DecisionAction","id":"2","name":"B","nextAction":"5","paths":[
      {"outputId":"__YES__","nextActionId":"3"},{"outputId":"__NO__"}]},
      {"__type":"OddAction","id":"3","name":"C","nextAction":"4"},{"__type":"WaitAction","id":"4","name":"D"},
      {"__type":"EndTaskAction","id":"5","name":"E"}
      """, ["task T", "  wait A", "  decision B", "    OddAction C", "    wait D", "  endTask E"]
    ),
    (
      "a loop", "1",
      """
      {"__type":"LoopAction","id":"1","name":"A","path":{"outputId":"__LOOP__","nextActionId":"2"}},
      {"__type":"NextLoopAction","id":"2","name":"B"}
      """, ["task T", "  loop A", "    loopNext B"]
    ),
    (
      "a circle", "1",
      """
      {"__type":"WaitAction","id":"1","name":"A","nextAction":"2"},
      {"__type":"DecisionAction","id":"2","name":"B","nextAction":"1","paths":[{"outputId":"__YES__","nextActionId":"2"}]}
      """, ["task T", "  wait A", "  decision B"]
    ),
    (
      "nothing at the end of links, and the same id twice", "9",
      """
      {"__type":"WaitAction","id":"1","name":"A","nextAction":"8"},{"__type":"WaitAction","id":"1","name":"B"}
      """, ["task T"]
    ),
  ]

  @Test(arguments: links)
  func actionsStandWhereLinksLead(name: String, start: String, actions: String, outline: [String]) throws {
    let flow = try configuration(start: start, actions: actions)
    #expect(FlowsTests.outline(of: flow) == outline)
    // What nothing leads to is an action all the same.
    #expect(flow.actions.count == actions.components(of: "\"__type\""))
  }

  @Test func menuChoicesAreActions() throws {
    let text = """
      {"name":"I","type":"inboundcall","flowSequenceItemList":[{"__type":"Menu","id":"m","name":"Main","menuChoiceList":[
      {"id":"a","name":"Bye","action":{"__type":"DisconnectAction","id":"a1","trackingId":11}},
      {"id":"b","name":"Sales","action":{"__type":"TransferPureMatchAction","id":"b1","priority":
      {"config":{"+":{}},"text":"1 + 2","type":"int","uiMetaData":{"mode":0}}}},{"id":"c","name":"Odd"}]}]}
      """
    let flow = try #require(flows(in: text).first)
    #expect(outline(of: flow) == ["menu Main", "  menuDisconnect Bye", "  menuTransferToAcd Sales"])
    #expect(flow.sites.map(\.text) == ["1 + 2"])
    #expect(flow.sites.first.flatMap(\.action).map { flow[$0].name } == "Sales")
    #expect(flow.actions.first?.trackingID == "11")
  }

  // MARK: Where a configuration stands

  static let wrappers: [(text: String, paths: [String])] = [
    ("CONFIGURATION", [""]),
    (#"{"result":CONFIGURATION}"#, ["result"]),
    (
      #"{"id":"j","entities":[{"configuration":CONFIGURATION},CONFIGURATION]}"#,
      ["entities/0/configuration", "entities/1"]
    ),
    (#"[CONFIGURATION]"#, ["0"]),
    (#" {"a":{"b":{"c":{"d":{"e":{"f":CONFIGURATION}}}}}}"#, ["a/b/c/d/e/f"]),
  ]

  @Test(arguments: wrappers)
  func configurationsAreFoundInWrappers(text: String, paths: [String]) throws {
    let configuration = #"{"type":"inQueueCall","name":"Q","flowSequenceItemList":[]}"#
    let found = try flows(in: text.replacing("CONFIGURATION", with: configuration))
    #expect(found.map(\.type) == paths.map { _ in "inQueueCall" })
    #expect(found.map(\.name) == paths.map { _ in "Q" })
  }

  static let strangers: [(text: String, message: String?)] = [
    (
      #"{"flowSequenceItemList":"none"}"#,
      "expected a flow configuration, found no object with a list ‘flowSequenceItemList’"
    ),
    (#"{"flowSequenceItemList":[}"#, "not valid JSON: expected a value, found ‘}’"),
    ("JTdCJTIyYSUyMiUzQTElN0Q=", "expected a flow configuration, found no object with a list ‘flowSequenceItemList’"),
    (#"{"a":1}"#, nil),
  ]

  /// What begins like a configuration and is none is said inside the file; other JSON is no flow at all.
  @Test(arguments: strangers)
  func whatIsNoConfigurationIsSaid(text: String, message: String?) throws {
    if let message {
      let file = try FlowFile.read(name: "flow", contents: Array(text.utf8))
      #expect(file.flows.isEmpty)
      #expect(file.diagnostics.map(\.message) == [message])
    } else {
      #expect(throws: FlowFile.Unreadable.self) { try flows(in: text) }
    }
  }

  static let types: [(String, String)] = [
    ("inboundcall", "inboundCall"), ("bot", "botFlow"), ("digitalbot", "digitalBot"),
    ("INBOUNDSHORTMESSAGE", "inboundShortMessage"), ("workitem", "workitem"), ("commonmodule", "commonModule"),
    ("surveyinvite", "surveyInvite"), ("voicesurvey", "voiceSurvey"), ("fax", "fax"),
  ]

  @Test(arguments: types)
  func typesHaveArchysNames(type: String, name: String) throws {
    let text = #"{"type":"\#(type)","flowSequenceItemList":[]}"#
    let file = try FlowFile.read(name: "flow", contents: Array(text.utf8))
    #expect(file.flows.map(\.type) == [name])
    #expect(file.diagnostics.map(\.code) == (name == "fax" ? [.unknownFlowType] : []))
  }

  @Test func compiledTreesMayNestDeeperThanDocuments() throws {
    let tree = String(repeating: #"{"or":{"operands":["#, count: 300) + "{}" + String(repeating: "]}}", count: 300)
    let value = #"{"config":\#(tree),"text":"a or b","type":"bln","uiMetaData":{"mode":0}}"#
    let flow = try configuration(actions: #"{"__type":"DecisionAction","id":"1","expression":\#(value)}"#)
    #expect(flow.sites.map(\.text) == ["a or b"])
    #expect(throws: FlowFile.Unreadable.self) {
      try flows(in: String(repeating: "[", count: 300) + String(repeating: "]", count: 300))
    }
  }
}

extension String {
  /// How often a text occurs.
  fileprivate func components(of text: String) -> Int { ranges(of: text).count }
}

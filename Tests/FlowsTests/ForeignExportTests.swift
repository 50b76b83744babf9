import Documents
import Flows
import SourceText
import TestSupport
import Testing

/// Exports that are no Architect flow, on samples of our own.
struct ForeignExportTests {
  private func sample(_ name: String) throws -> FlowFile {
    try FlowFile.read(name: name, contents: try Repository.bytes("samples/flows/\(name)"))
  }

  static let languages: [(file: String, type: String, format: String, language: ExpressionLanguage)] = [
    ("order-routing.workflow", "StrategyDiagram", "xml", .ecmascript),
    ("order-routing.scxml", "scxml", "xml", .ecmascript),
    ("order-status.vxml", "vxml", "xml", .ecmascript),
    ("order-agent.script", "agentScript", "script", .script),
  ]

  @Test(arguments: languages)
  func sitesHaveTheirLanguageAndPlace(file: String, type: String, format: String, language: ExpressionLanguage) throws {
    let flow = try #require(try sample(file).flows.first)
    #expect(flow.type == type && flow.formatName == format)
    #expect(!flow.sites.isEmpty)
    for site in flow.sites {
      #expect(site.language == language)
      if site.node.map.isVerbatim { #expect(flow.document.file.text(site.node.contentRange) == site.text) }
    }
  }

  @Test func composerDiagram() throws {
    let flow = try #require(try sample("order-routing.workflow").flows.first)
    #expect(
      flow.sites.map { "\(joined($0.path)) \($0.kind)" } == [
        "xmi:XMI/ird:StrategyDiagram/blocks/0/variables/0/@value expression",
        "xmi:XMI/ird:StrategyDiagram/blocks/0/variables/1/@value expression",
        "xmi:XMI/ird:StrategyDiagram/blocks/1/conditions/@expression expression",
        "xmi:XMI/ird:StrategyDiagram/blocks/2/@script expression",
        "xmi:XMI/ird:StrategyDiagram/blocks/3/assignData/Value/@value reference",
        "xmi:XMI/ird:StrategyDiagram/blocks/4/@timeout reference",
        "xmi:XMI/ird:StrategyDiagram/events/@condition expression",
        "xmi:XMI/ird:StrategyDiagram/events/@body expression",
      ])
    #expect(flow.sites[3].text.hasPrefix("// not read: conversation.from.attributes.tier\r\n\tattempts"))
    #expect(flow.variables.map(\.name) == ["system.DNIS", "tier"])
    #expect(
      flow.attributeUses.map { "\($0.access) \($0.name ?? "?") \($0.valueText ?? "")" } == [
        "read order id ", "write order_state tier",
      ])
    let gold = try #require(flow.actions.first { $0.name == "Gold?" })
    #expect(gold.links.map { "\($0.name ?? "-") \(flow[$0.target].name ?? "")" } == ["gold Agents", "default Count"])
  }

  @Test func dataAction() throws {
    let flow = try #require(try sample("get-order-tier.custom.json").flows.first)
    #expect(flow.name == "Get the tier of a conversation" && flow.formatName == "dataaction")
    #expect(
      flow.sites.map { "\($0.language) \(joined($0.path))" } == [
        "velocity config/request/requestUrlTemplate", "velocity config/request/requestTemplate",
        "jsonpath config/response/translationMap/tier", "velocity config/response/successTemplate",
      ])
    #expect(flow.attributeUses.map { $0.name } == ["tier"])
  }

  @Test func attendantExport() throws {
    let file = try sample("attendant.xml")
    let flow = try #require(file.flows.first)
    #expect(file.diagnostics.map(\.code) == [.formatFromDescription])
    #expect(outline(of: flow) == ["Profile Orders", "Schedule Open", "  Menu Main menu", "  Queue Audio Order desk"])
    let wrapped = try flows(in: "<x><y><entry class='Profile'><attribute name='Name'>A</attribute></entry></y></x>")
    #expect(wrapped.first.map(outline) == ["Profile A"])
  }

  static let configurations: [String] = [
    """
    <root><flow><name>F</name><type>workflow</type><flowSequenceItemList><item><__type>State</__type><name>S</name><startAction>1</startAction>
    <actionList><item><__type>DecisionAction</__type><id>1</id><name>D</name><condition><text>Flow.a</text><version>1</version>
    <uiMetaData><mode>0</mode></uiMetaData></condition></item></actionList></item></flowSequenceItemList></flow></root>
    """,
    """
    <flow><name>F</name><type>workflow</type><flowSequenceItemList><__type>State</__type><name>S</name><startAction>1</startAction>
    <actionList><__type>DecisionAction</__type><id>1</id><name>D</name><condition><text>Flow.a</text><version>1</version>
    <uiMetaData><mode>0</mode></uiMetaData></condition></actionList></flowSequenceItemList></flow>
    """,
  ]

  @Test(arguments: configurations)
  func configurationsWrittenAsXML(text: String) throws {
    let flow = try #require(try flows(in: text).first)
    #expect(flow.type == "workflow" && outline(of: flow) == ["state S", "  decision D"])
    #expect(flow.sites.map(\.text) == ["Flow.a"])
  }

  @Test func stateChartsLinkTheirStates() throws {
    let flow = try #require(try sample("order-routing.scxml").flows.first)
    let edges = ControlFlow(flow).arrows.map { "\(name($0.source, flow)) \(name($0.target, flow)) \($0.label ?? "")" }
    #expect(edges == ["Entry Waiting done", "Entry End done", "Waiting End queue.submit.done"])
  }

  static let requests: [(text: String, isOne: Bool)] = [
    (#"{"type":"message","from":{"attributes":{"a":"1"}}}"#, true),
    (#"{"body":{"to":[],"from":{"attributes":{"a":"1"}}}}"#, true),
    (#"{"type":"message","from":{"attributes":{}}}"#, false),
    (#"{"from":{"attributes":{"a":"1"}}}"#, false),
    (#"{"type":"message","startTimestamp":"x","from":{"attributes":{"a":"1"}}}"#, false),
  ]

  @Test(arguments: requests)
  func requestBodies(text: String, isOne: Bool) {
    let found = try? flows(in: text)
    #expect((found?.first?.type == "conversationRequest") == isOne)
  }

  static let malformed: [String] = [
    "<scxml><state id='a'>", "<xmi:XMI xmlns:xmi='x'><ird:Strategy", "<vxml version='2.1'><form><block></vxml>",
  ]

  @Test(arguments: malformed)
  func malformedOnesAreFindingsAndNotForeign(text: String) throws {
    let file = try FlowFile.read(name: "x", contents: Array(text.utf8))
    #expect(file.diagnostics.contains { $0.severity == .error })
  }

  private func name(_ vertex: ControlFlow.Arrow.End, _ flow: Flow) -> String {
    switch vertex {
    case .start: "start"
    case .container(let id): flow[id].name ?? "?"
    case .action(let id): flow[id].name ?? "?"
    }
  }

  static let hyphens: [(script: String, expected: [String])] = [
    ("ixn.udata.order-id == '5'", ["‘ixn.udata.order-id’ is a subtraction; for the key ‘order-id’ write ['order-id']"]),
    (
      "x = ixn.userdata.a-b-c; y = ixn.udata.d-e",
      [
        "‘ixn.userdata.a-b-c’ is a subtraction; for the key ‘a-b-c’ write ['a-b-c']",
        "‘ixn.udata.d-e’ is a subtraction; for the key ‘d-e’ write ['d-e']",
      ]
    ),
    ("ixn.udata.total - rate", []), ("ixn.udata['order-id']", []),
    ("ixn.udata.total-1", []), ("ixn.udata.order", []), ("udata.order-id", []), ("ixn.udata.order.length-x", []),
  ]

  /// A key with a hyphen that is written as a member subtracts; what is a variable is subtracted on purpose.
  @Test(arguments: hyphens)
  func hyphensInUserData(script: String, expected: [String]) throws {
    let text = """
      <scxml name="S"><datamodel><data id="rate" expr="2"/></datamodel>
      <state id="A"><transition cond="\(script)" target="A"/></state></scxml>
      """
    let diagram = """
      <StrategyDiagram name="S"><blocks name="A"><variables name="rate" value="2"/>
      <conditions expression="\(script)"/></blocks></StrategyDiagram>
      """
    let subtraction = diagram.replacing(script, with: "ixn.udata.total-rate")
    #expect(try FlowFile.read(name: "x", contents: Array(subtraction.utf8)).diagnostics.isEmpty)
    for text in [text, diagram] {
      let file = try FlowFile.read(name: "x", contents: Array(text.utf8))
      #expect(file.diagnostics.map(\.message) == expected, "\(text)")
      #expect(file.diagnostics.allSatisfy { $0.severity == .warning })
    }
  }
}

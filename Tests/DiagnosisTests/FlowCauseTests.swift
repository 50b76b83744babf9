import Conversations
import Diagnosis
import Flows
import JSON
import Testing

/// Defects of flows: found, with flow and action named.
@Suite struct FlowCauseTests {
  @Test(
    arguments: [
      ("Tier", "RC-20 certain Set"), ("'tier '", "RC-20 certain Set"), ("context.tier", "RC-20 certain Set"),
      ("ti_er", "RC-20 likely Set"), ("exp: 'Append(\"ti\", Flow.other)'", "RC-21 likely Set"),
      ("exp: '\"x\" + Flow.other'", "RC-01 likely -"), ("exp: Flow.other", "RC-21 possible Set"),
      ("exp: '\"ti\" + \"er\"'", "RC-22 possible Set"), ("exp: 'Append(Flow.other, \"er\")'", "RC-21 likely Set"),
    ])
  func namesThatDiffer(name: String, place: String) throws {
    let flow = try FlowText(actions: set(name)).read()
    #expect(explain("tier", try customer(), flows: [flow]).places == [place])
  }

  @Test func aNearNameBesideTheKeyItself() throws {
    let flow = try FlowText(actions: set("tier", named: "Right") + set("Tier", named: "Wrong")).read()
    let places = explain("tier", try customer(), flows: [flow]).places
    #expect(places == ["RC-20 likely Wrong", "RC-22 possible Right"])
  }

  @Test func aNameThatIsBuiltMayBeInTheConversation() throws {
    let flow = try FlowText(actions: set("exp: 'Append(\"order_\", Flow.other)'")).read()
    let explanation = explain("order_1", try customer(#""order_7":"v""#), flows: [flow])
    #expect(explanation.causes.first?.id == "RC-21")
    #expect(explanation.causes.first?.foundKey == "order_7")
  }

  @Test func flowsThatReadAnotherName() throws {
    let present = try customer(#""tier":"gold""#)
    let reader = try FlowText(actions: get("Tier")).read()
    #expect(explain("tier", present, flows: [reader]).places == ["RC-20 certain Get"])
    // A name that is set by itself is another attribute.
    let writer = try FlowText(name: "Other", actions: set("Tier")).read()
    #expect(explain("tier", present, flows: [reader, writer]).places == [])
  }

  @Test func overwrittenByAVoiceFlow() throws {
    let present = try customer(#""tier":"basic""#)
    let voice = try FlowText(type: "inboundCall", actions: set("tier", to: "lit: basic")).read()
    #expect(explain("tier", present, flows: [voice]).places == ["RC-18 likely Set"])
    let message = try FlowText(actions: set("tier", to: "lit: basic")).read()
    #expect(explain("tier", present, flows: [message]).places == [])
    let other = try FlowText(name: "Other", actions: set("tier")).read()
    let queue = try FlowText(type: "inQueueCall", actions: set("tier")).read()
    #expect(explain("tier", present, flows: [queue, other]).places == ["RC-18 possible Set"])
    #expect(explain("tier", present, flows: [queue]).places == [])
  }

  @Test func versionsThatDiffer() throws {
    let with = try FlowText(actions: set("tier")).read(file: "new.yaml")
    let without = try FlowText(actions: get("tier")).read(file: "old.yaml")
    #expect(explain("tier", try customer(), flows: [with, without]).places.contains("RC-22 likely Set"))
    let analytics = try conversation(
      #"{"conversationId":"c","conversationStart":"2026-01-01T10:00:00Z","participants":[{"participantId":"p","purpose":"customer","attributes":{}},"#
        + #"{"participantId":"q","purpose":"ivr","sessions":[{"sessionId":"s","flow":{"flowName":"Main","flowVersion":"4.0"}}]}]}"#
    )
    let third = try FlowText(actions: set("tier")).read(file: "Main_v3-0.yaml")
    #expect(explain("tier", analytics, flows: [third]).places.first == "RC-22 likely Set")
    let fourth = try FlowText(actions: set("tier")).read(file: "Main_v4-0.yaml")
    #expect(explain("tier", analytics, flows: [fourth]).places == ["RC-22 possible Set"])
  }

  @Test func limitsOfBots() throws {
    let many = (0..<51).map { set($0 == 50 ? "tier" : "key\($0)", named: "Set \($0)") }.joined()
    let bot = try FlowText(type: "digitalBot", actions: many).read()
    #expect(explain("tier", try customer(), flows: [bot]).places.contains("RC-23 likely Set 50"))
    let long = try FlowText(
      type: "botFlow", actions: set("tier", to: "lit: " + String(repeating: "x", count: 300))
    ).read()
    #expect(explain("tier", try customer(), flows: [long]).places.contains("RC-23 certain Set"))
    let message = try FlowText(actions: many).read()
    #expect(!explain("tier", try customer(), flows: [message]).places.contains { $0.hasPrefix("RC-23") })
  }

  @Test func withoutAConversation() throws {
    var evidence = Evidence()
    evidence.flows = [try FlowText(actions: get("tier")).read()]
    #expect(Explanation(of: "tier", evidence: evidence).ids == ["RC-01 likely", "RC-24 possible"])
    evidence.flows = [try FlowText(actions: get("tier") + set("tier")).read()]
    let ids = Explanation(of: "tier", evidence: evidence).ids
    #expect(ids.contains("RC-19 likely"))
  }

  private func foreign(_ text: String) throws -> Flow {
    try #require(try FlowFile.read(name: "x.json", contents: Array(text.utf8)).flows.first)
  }

  /// Where no flow sets a key, scripts and data actions may; those given that do are named.
  @Test func otherWriters() throws {
    let flow = try FlowText(actions: get("tier") + dataAction([])).read()
    func cause(_ change: (inout Evidence) -> Void) throws -> Cause {
      try #require(
        explain("tier", try customer(), flows: [flow], change).causes.first { $0.id == "RC-01" && $0.flow != nil })
    }
    let alone = try cause { _ in }
    #expect(alone.message == "never set by the flow ‘Main’; a script or a data action may set it")
    #expect(alone.fix?.contains("agents' scripts, the data actions that the flows call (‘Find’)") == true)
    let script = try foreign(
      #"{"name":"Desk","startPageId":"p","pages":[{"id":"p","name":"Start"}],"variables":["#
        + #"{"name":"tier","output":true},{"name":"other","output":false}]}"#)
    let patch = try foreign(
      #"{"name":"Mark","config":{"request":{"requestType":"PATCH","requestTemplate":"${input.rawRequest}","#
        + #""requestUrlTemplate":"/api/v2/conversations/${input.id}/participants/${input.p}/attributes"}}}"#)
    let named = try cause { evidence in
      evidence.flows.append(DiagnosedFlow(script, file: "desk.script"))
      evidence.dataActions = [patch].compactMap { DataActionExport($0, file: "mark.json") }
    }
    #expect(named.message == "never set by the flow ‘Main’; the script ‘Desk’, the data action ‘Mark’ may set it")
    let other = explain("other", try customer(), flows: [flow]) {
      $0.flows.append(DiagnosedFlow(script, file: "desk.script"))
    }
    #expect(!other.causes.contains { $0.message.contains("Desk") })
  }

  @Test func workflows() throws {
    func data(_ id: String) -> String {
      "- setConversationData:\n    name: Mark\n    conversationId:\n      \(id)\n    attributes:\n      - attribute:\n"
        + "          name:\n            lit: tier\n          value:\n            lit: gold\n"
    }
    func places(_ actions: String) throws -> [String] {
      explain("tier", try customer(), flows: [try FlowText(type: "workflow", actions: actions).read()]).places
    }
    #expect(try places(data("noValue: true")).first == "RC-25 certain Mark")
    #expect(try places(data("exp: Flow.other")).contains("RC-25 possible Mark"))
    #expect(try places(set("tier")).first == "RC-25 likely Set")
  }

  @Test func readIntoAnotherType() throws {
    let flow = try FlowText(
      variables: [("integerVariable", "Flow.count"), ("stringVariable", "Flow.other")],
      actions: get("tier", into: "Flow.count")
    ).read()
    #expect(explain("tier", try customer(#""tier":"3""#), flows: [flow]).places == ["RC-30 likely Get"])
    let text = try FlowText(actions: get("tier")).read()
    #expect(explain("tier", try customer(#""tier":"3""#), flows: [text]).places == [])
  }

  private func dataAction(_ branches: [(String, String)]) -> String {
    var text = "- callData:\n    name: Look up\n    category:\n      Shop:\n        dataAction:\n          Find:\n"
    text += "            successOutputs:\n              level:\n                var: Flow.tier\n"
    if !branches.isEmpty { text += "    outputs:\n" }
    for (name, actions) in branches { text += "      \(name):\n        actions:\n" + indented(actions, by: 10) }
    return text
  }

  @Test func outputsOfDataActionsThatFailed() throws {
    let write = set("tier", to: "exp: Flow.tier")
    func places(_ actions: String, _ attributes: String = #""tier":"""#) throws -> [String] {
      explain("tier", try customer(attributes), flows: [try FlowText(actions: actions).read()]).places
    }
    #expect(try places(dataAction([]) + write) == ["RC-31 likely Set"])
    #expect(try places(dataAction([("success", write)])) == [])
    #expect(try places(dataAction([("failure", write)])) == ["RC-31 likely Set"])
    #expect(try places(dataAction([("failure", "- disconnect:\n    name: Bye\n")]) + write) == [])
    #expect(try places(dataAction([]) + write, "").contains("RC-31 possible Set"))
    let checked = set("tier", to: "exp: 'If(IsSet(Flow.tier), Flow.tier, \"none\")'")
    #expect(try places(dataAction([]) + checked) == [])
    #expect(try places(dataAction([]) + set("tier", to: "lit: gold")) == [])
  }

  @Test(
    arguments: [
      ("$.participants[?(@.purpose == 'customer')].attributes", "", ["RC-26 likely", "RC-26 likely"]),
      ("$.participants[?(@.purpose == 'customer')].attributes.a.b", nil, ["RC-26 likely", "RC-26 likely"]),
      ("$.participants[?(@.purpose == 'customer')].attributes['a.b']", nil, ["RC-26 likely"]),
      ("$.participants[?(@.purpose == 'customer')].attributes['x']", "", []), ("$.id", "", []),
    ] as [(String, String?, [String])])
  func dataActions(path: String, fallback: String?, expected: [String]) throws {
    let defaults = fallback.map { #""level":"\#($0)""# } ?? ""
    let text =
      #"{"name":"Find","config":{"response":{"translationMap":{"level":"\#(path)"},"translationMapDefaults":{\#(defaults)}}}}"#
    let flow = try #require(try FlowFile.read(name: "find.json", contents: Array(text.utf8)).flows.first)
    let action = try #require(DataActionExport(flow, file: "find.json"))
    let two = try conversation(
      #"{"id":"c","startTime":"2026-01-01T10:00:00Z","participants":[{"id":"p0","purpose":"customer","attributes":{}},{"id":"p1","purpose":"customer","attributes":{}}]}"#
    )
    let explanation = explain("a.b", two) { $0.dataActions = [action] }
    #expect(explanation.ids.filter { $0.hasPrefix("RC-26") } == expected)
    #expect(explanation.causes.filter { $0.id == "RC-26" }.allSatisfy { $0.action == "Find" })
  }

  @Test func otherFlowsAreNoDataActions() throws {
    #expect(DataActionExport(try FlowText(actions: set("tier")).read().flow, file: "x") == nil)
  }

  @Test func aQuestionThatNamesNothingStaysOne() throws {
    let flow = try FlowText(actions: set("tier")).read()
    let found = try customer()
    let diagnosis = AttributeDiagnosis(of: "tier", in: found, choice: nil)
    #expect(diagnosis.causes.first?.id == "RC-00")
    var evidence = Evidence()
    evidence.flows = [flow]
    #expect(Explanation(diagnosis, in: found, evidence: evidence).ids.allSatisfy { $0.hasPrefix("RC-0") })
  }
}

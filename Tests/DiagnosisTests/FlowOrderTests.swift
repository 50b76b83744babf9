import Expressions
import Conversations
import Diagnosis
import JSON
import Testing

/// Where in a flow an attribute is set and read, and what that means for a conversation without it.
@Suite struct FlowOrderTests {
  private let empty = "- sendResponse:\n    name: Say\n    messageBody:\n      exp: Flow.other\n"

  private func decision(yes: String, no: String? = nil) -> String {
    var text = "- decision:\n    name: Known?\n    condition:\n      exp: IsSet(Flow.other)\n    outputs:\n"
    text += "      \"yes\":\n        actions:\n" + indented(yes, by: 10)
    if let no { text += "      \"no\":\n        actions:\n" + indented(no, by: 10) }
    return text
  }

  private func places(_ actions: String, tasks: [(name: String, actions: String)] = []) throws -> [String] {
    explain("tier", try customer(), flows: [try FlowText(actions: actions, tasks: tasks).read()]).places
  }

  @Test func anInventoryNamesTheFlowsThatRan() throws {
    let flow = try FlowText(actions: set("tier")).read()
    let other = "6f1c2a7e-0d1b-4c57-9d0a-000000000009"
    let found = try customer(
      more: #""divisions":[{"entities":[{"id":"q","selfUri":"/api/v2/flows/\#(other)"}]}],"#)
    func message(_ name: String) throws -> String? {
      let file = #"{"flows":[{"id":"\#(other.uppercased())","name":"\#(name)"}]}"#
      let inventory = try Inventory(JSONDocument(parsing: Array(file.utf8)).root)
      return explain("tier", found, flows: [flow]) { $0.inventory = inventory }.causes.first { $0.flow != nil }?.message
    }
    // The export tells no id and the conversation no name: only both together tell which flow ran.
    #expect(try message("Another")?.contains("is not among the flows that ran") == true)
    #expect(try message("Main")?.contains("is not among the flows that ran") == false)
    let without = explain("tier", found, flows: [flow]).causes.first { $0.flow != nil }?.message
    #expect(without?.contains("is not among the flows that ran") == false)
  }

  @Test func noFlowSetsIt() throws {
    let flow = try FlowText(actions: empty).read()
    #expect(explain("tier", try customer(), flows: [flow]).places == ["RC-01 likely -"])
    let id = "0badcafe-1111-4222-8333-444455556666"
    let ran = try customer(
      more: #""divisions":[{"entities":[{"id":"q","selfUri":"/api/v2/flows/\#(id)"}]}],"#)
    let known = try FlowText(actions: empty).read(file: "flows/Main.\(id).yaml")
    #expect(explain("tier", ran, flows: [known]).places == ["RC-01 certain -"])
    #expect(explain("tier", ran, flows: [flow]).places == ["RC-01 likely -"])
    // A flow that did not run says nothing of what did.
    let other = try FlowText(actions: set("tier")).read(file: "Main.0badcafe-1111-4222-8333-000000000000.yaml")
    #expect(explain("tier", ran, flows: [other]).places == ["RC-01 likely Set"])
  }

  @Test func setOnEveryPath() throws {
    #expect(try places(set("tier")) == ["RC-22 possible Set"])
    #expect(try places(decision(yes: set("tier", named: "A"), no: set("tier", named: "B"))) == ["RC-22 possible A"])
    let jump = "- jumpToTask:\n    name: Go\n    targetTaskRef: \"/inboundShortMessage/tasks/task[second]\"\n"
    #expect(try places(jump, tasks: [("second", set("tier"))]) == ["RC-22 possible Set"])
    let call = "- callTask:\n    name: Go\n    targetTaskRef: \"/inboundShortMessage/tasks/task[second]\"\n"
    #expect(try places(call + empty, tasks: [("second", set("tier"))]) == ["RC-22 possible Set"])
  }

  @Test func setOnOneBranchOnly() throws {
    #expect(try places(decision(yes: set("tier"))) == ["RC-19 likely Set"])
    #expect(try places(decision(yes: set("tier"), no: empty)) == ["RC-19 likely Set"])
    let cause = explain(
      "tier", try customer(), flows: [try FlowText(actions: decision(yes: set("tier"))).read()]
    ).causes.first
    #expect(cause?.message == "set only under ‘Known?’ (yes), at ‘Set’ in ‘first’ of the flow ‘Main’")
    #expect(cause?.flow == "Main")
    let call = "- callTask:\n    name: Go\n    targetTaskRef: \"/inboundShortMessage/tasks/task[second]\"\n"
    #expect(try places(decision(yes: call), tasks: [("second", set("tier"))]) == ["RC-19 likely Set"])
  }

  @Test(arguments: ["disconnect", "endTask"])
  func setAfterTheEnd(end: String) throws {
    let actions = "- \(end):\n    name: Bye\n" + set("tier")
    #expect(try places(actions) == ["RC-19 certain Set"])
    let message = explain("tier", try customer(), flows: [try FlowText(actions: actions).read()]).causes[0].message
    #expect(message.contains("it stands after ‘Bye’ (\(end))"))
  }

  @Test func setAfterATransfer() throws {
    let transfer = "- transferToAcd:\n    name: Hand over\n    targetQueue:\n      lit:\n        name: Support\n"
    #expect(try places(transfer + set("tier")).first == "RC-19 likely Set")
    #expect(try places(set("tier") + transfer) == ["RC-22 possible Set"])
  }

  @Test func setWhereNothingLeads() throws {
    #expect(try places(empty, tasks: [("lost", set("tier"))]) == ["RC-19 certain Set"])
  }

  @Test func setInALoop() throws {
    let loop =
      "- loop:\n    name: Round\n    loopCount:\n      lit: 3\n    outputs:\n      loop:\n        actions:\n"
      + indented(set("tier"), by: 10)
    #expect(try places(loop) == ["RC-19 likely Set"])
  }

  @Test func readBeforeItIsSet() throws {
    let present = try customer(#""tier":"gold""#)
    func places(_ actions: String) throws -> [String] {
      explain("tier", present, flows: [try FlowText(actions: actions).read()]).places
    }
    #expect(try places(get("tier") + set("tier")) == ["RC-19 likely Get"])
    #expect(try places(set("tier") + get("tier")) == [])
    #expect(try places(decision(yes: set("tier")) + get("tier")) == ["RC-19 possible Get"])
    #expect(try places(get("tier")) == [])
    #expect(try places("- disconnect:\n    name: Bye\n" + get("tier")) == ["RC-19 likely Get"])
  }

  @Test func actionsOfUnknownTypesMayLeadAnywhere() throws {
    let unknown = "- goSomewhere:\n    name: Go\n    targetTaskRef: \"/inboundShortMessage/tasks/task[second]\"\n"
    #expect(try places(unknown, tasks: [("second", set("tier"))]) == ["RC-19 likely Set"])
  }

  /// Tasks that call one another are gone through once for each state.
  @Test func callsInACircleEnd() throws {
    let call = "- callTask:\n    name: Go\n    targetTaskRef: \"/inboundShortMessage/tasks/task[second]\"\n"
    let back = "- callTask:\n    name: Back\n    targetTaskRef: \"/inboundShortMessage/tasks/task[first]\"\n"
    let tasks = [("second", get("tier") + back + get("tier", named: "Late"))]
    #expect(
      try places(decision(yes: call) + set("tier"), tasks: tasks) == ["RC-19 likely Get", "RC-22 possible Set"])
  }
}

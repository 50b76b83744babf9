import Flows
import Linting
import SourceText
import Testing

/// Ways that end without a transfer or a disconnect.
struct SilentEndTests {
  private func found(_ text: String) -> [String] {
    lint(text, only: "silent-end").map { "\($0.severity.rawValue): \($0.location.actionName ?? "-"): \($0.message)" }
  }

  private static let end = "the call just ends, without a transfer or a disconnect"
  private static let disconnect = action("disconnect", "Hang up")

  private static let lists: [(actions: String, expected: [String])] = [
    (action("playAudio", "Play"), ["warning: Play: nothing follows: \(end)"]),
    (action("playAudio", "Play") + disconnect, []),
    (action("decision", "Open", ways: ["yes": disconnect]), ["warning: Open: nothing follows on the way ‘no’: \(end)"]),
    (action("decision", "Open", ways: ["yes": disconnect, "no": disconnect]), []),
    (
      action("decision", "Open", ways: ["yes": disconnect, "no": action("playAudio", "Closed")]),
      ["warning: Closed: nothing follows: \(end)"]
    ),
    (
      action("callData", "Fetch", ways: ["success": disconnect]),
      ["warning: Fetch: nothing follows on the ways ‘failure’ and ‘timeout’: \(end)"]
    ),
    (action("jumpToTask", "Go", to: "Main"), []),
    // What fails into silence is told of with the transfer.
    (action("transferToAcd", "Sales"), []),
    (
      action("transferToAcd", "Sales") + action("playAudio", "Sorry"), ["warning: Sorry: nothing follows: \(end)"]
    ),
    // What an unknown action does is not known; a module may have ended the call.
    (action("hangUpNow", "New"), []),
    (action("hangUpNow", "New") + action("playAudio", "Play"), []),
    (action("callCommonModule", "Module"), ["info: Module: nothing follows: \(end)"]),
    (action("endTask", "Done"), ["warning: Done: nothing follows: \(end)"]),
  ]

  @Test(arguments: lists)
  func listsOfATask(actions: String, expected: [String]) {
    #expect(found(callFlow(["Main": actions])) == expected)
  }

  @Test func aTaskThatIsCalledComesBack() {
    let call = action("callTask", "Call", to: "Inner")
    #expect(found(callFlow(["Main": call + Self.disconnect, "Inner": action("playAudio", "Play")])) == [])
    #expect(
      found(callFlow(["Main": call, "Inner": action("playAudio", "Play")])) == [
        "warning: Call: nothing follows: \(Self.end)"
      ])
    // The transfer inside is told of by itself.
    #expect(found(callFlow(["Main": call, "Inner": action("transferToAcd", "Sales")])) == [])
    // Where it is jumped to as well it may be the end.
    let both =
      action("decision", "Open", ways: ["yes": action("jumpToTask", "Go", to: "Inner")]) + call + Self.disconnect
    #expect(
      found(callFlow(["Main": both, "Inner": action("playAudio", "Play")])) == [
        "info: Play: nothing follows: \(Self.end)"
      ])
  }

  @Test func theTaskOfAChoice() {
    let menu =
      "choices:\n  - menuTask:\n      name: Hours\n      task:\n        actions:\n          - playAudio: { name: Play }"
    #expect(found(callFlow(["Main": Self.disconnect], menu: menu)) == ["warning: Play: nothing follows: \(Self.end)"])
  }

  @Test func aSecureCallGoesBack() {
    let text = callFlow(["Main": action("playAudio", "Play")]).replacing("inboundCall", with: "secureCall")
    #expect(found(text) == ["info: Play: nothing follows: \(Self.end)"])
  }

  @Test func aTaskWithoutActions() {
    let text =
      callFlow(["Main": action("jumpToTask", "Go", to: "Empty")])
      + "    - task:\n        name: Empty\n        refId: Empty\n"
    #expect(found(text) == ["info: -: the task has no actions: the call just ends"])
  }

  @Test(arguments: [("inboundShortMessage", 1), ("workflow", 0), ("inQueueShortMessage", 0), ("surveyInvite", 0)])
  func statesOfOtherFlows(type: String, count: Int) {
    let text = """
      \(type):
        name: Orders
        startUpRef: "/\(type)/states/state[S_1]"
        states:
          - state: { name: S, refId: S_1, actions: [ { updateData: { name: Set } } ] }
      """
    let findings = lint(text, only: "silent-end")
    #expect(findings.count == count && findings.allSatisfy { $0.severity == .info && $0.certainty == .possible })
    #expect(lint(text).allSatisfy { $0.rule != "silent-end" })
  }

  @Test func configurations() {
    let text = """
      {"name": "Orders", "type": "inboundcall", "initialSequence": "t1", "flowSequenceItemList": [{
        "__type": "Task", "id": "t1", "name": "Main", "startAction": "a1", "actionList": [
          {"__type": "DecisionAction", "id": "a1", "name": "Open", "paths": [
            {"outputId": "__YES__", "nextActionId": "a2"}, {"outputId": "__NO__"}]},
          {"__type": "DisconnectAction", "id": "a2", "name": "Hang up"}]
      }]}
      """
    #expect(found(text) == ["warning: Open: nothing follows on the way ‘no’: \(Self.end)"])
  }
}

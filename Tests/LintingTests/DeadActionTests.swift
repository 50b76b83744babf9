import Flows
import Linting
import SourceText
import Testing

/// Actions and containers that never run.
struct DeadActionTests {
  private func found(_ text: String, _ rules: String...) -> [String] {
    lint(text).filter { rules.contains($0.rule) }.map {
      "\($0.severity.rawValue): \($0.location.actionName ?? $0.location.containerName ?? "-"): \($0.message)"
    }
  }

  private static let disconnect = action("disconnect", "Hang up")
  private static let write = """
    - setParticipantData:
        name: Write
        attributes:
          - attribute:
              name:
                lit: tier
              value:
                lit: gold

    """

  private static let lists: [(actions: String, expected: [String])] = [
    (disconnect, []),
    // A run is told of once, at its first.
    (
      disconnect + action("playAudio", "A") + action("playAudio", "B"),
      ["warning: A: the action is never run: nothing follows ‘Hang up’ before it"]
    ),
    (
      action("jumpToTask", "Go", to: "Main") + disconnect,
      ["info: Hang up: the action is never run: nothing follows ‘Go’ before it"]
    ),
    // An action is told of by one rule.
    (disconnect + write, ["warning: Write: the attribute is never set: ‘Hang up’ ends the list of actions before"]),
    (
      disconnect + action("playAudio", "A") + write,
      [
        "warning: A: the action is never run: nothing follows ‘Hang up’ before it",
        "warning: Write: the attribute is never set: ‘Hang up’ ends the list of actions before",
      ]
    ),
    (action("transferToAcd", "Sales") + disconnect, []),
    (
      action("transferToAcd", "Sales", ways: ["failure": disconnect]) + action("playAudio", "A"),
      ["warning: A: the action is never run: nothing follows ‘Sales’ before it"]
    ),
  ]

  @Test(arguments: lists)
  func afterAnEnd(actions: String, expected: [String]) {
    #expect(found(callFlow(["Main": actions]), "unreachable-action", "attribute-set-after-end") == expected)
  }

  @Test func whatIsInsideAContainerThatIsNeverEntered() {
    let text = callFlow(["Main": Self.disconnect, "Old": Self.disconnect + action("playAudio", "A")])
    #expect(
      found(text, "unreachable-action", "unreferenced-container", "silent-end", "unbounded-loop") == [
        "warning: Old: the task is never entered: nothing leads there"
      ])
    #expect(lint(text, only: "unreachable-action").count == 1)
  }

  @Test(arguments: [
    ("- menuDisconnect: { name: Disconnect, dtmf: digit_9 }", "info"),
    (
      "- menuDisconnect: { name: Disconnect, dtmf: digit_9 }\n  - menuTransferToAcd: { name: Sales, dtmf: digit_1 }",
      "warning"
    ),
  ])
  func theMenuOfANewFlow(choices: String, severity: String) {
    let text = callFlow(["Main": Self.disconnect], menu: "choices:\n  \(choices)").replacing(
      "menus/menu[Menu]\"", with: "tasks/task[Main]\"")
    let message =
      severity == "info"
      ? "the menu that Architect puts into a new flow is never entered, and can go"
      : "the menu is never entered: nothing leads there"
    #expect(found(text, "unreferenced-container") == ["\(severity): Menu: \(message)"])
  }

  @Test func theMenuOfANewFlowInAConfiguration() {
    let text = """
      {"name": "Orders", "type": "inboundcall", "initialSequence": "t1", "flowSequenceItemList": [
        {"__type": "Menu", "id": "m1", "name": "Main Menu", "menuChoiceList": [
          {"id": "c0", "name": "Disconnect", "digit": 9, "action": {
            "__type": "DisconnectAction", "id": "a0", "name": "Disconnect"}}]},
        {"__type": "Task", "id": "t1", "name": "Main", "startAction": "a2", "actionList": [
          {"__type": "DisconnectAction", "id": "a2", "name": "Hang up"}]}
      ]}
      """
    #expect(
      found(text, "unreferenced-container") == [
        "info: Main Menu: the menu that Architect puts into a new flow is never entered, and can go"
      ])
  }
}

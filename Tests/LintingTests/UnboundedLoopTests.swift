import Flows
import Linting
import SourceText
import Testing

/// Rounds that nothing leaves, in tasks, calls and menus.
struct UnboundedLoopTests {
  private func found(_ text: String, _ rule: String = "unbounded-loop") -> [String] {
    lint(text, only: rule).map { "\($0.location.actionName ?? $0.location.containerName ?? "-"): \($0.message)" }
  }

  private static let again = action("jumpToTask", "Again", to: "Main")
  private static let disconnect = action("disconnect", "Hang up")
  private static let round =
    "Again: ‘Again’ leads round through ‘Main’, and nothing there leaves the round or waits for a person: it ends by "
    + "the error handling, when 10,000 actions have run"
  private static let input =
    "Digits: where it fails ‘Digits’ is asked for again through ‘Main’, and nothing counts how often: a caller who "
    + "stays silent goes round until 10,000 actions have run"

  private static func retry(_ name: String) -> String {
    "\(name): where it fails ‘\(name)’ is tried again through ‘Main’, and nothing counts how often: as long as it fails "
      + "the flow goes round until 10,000 actions have run"
  }

  private static let rounds: [(actions: String, expected: [String])] = [
    (action("playAudio", "Play") + again, [round]),
    (action("decision", "Full?", ways: ["yes": disconnect]) + again, []),
    (action("transferToAcd", "Sales") + again, [retry("Sales")]),
    (action("callData", "Fetch", ways: ["success": disconnect, "failure": again, "timeout": again]), [retry("Fetch")]),
    (action("callData", "Fetch", ways: ["success": disconnect, "failure": again]) + disconnect, [retry("Fetch")]),
    (
      action("callData", "Fetch", ways: ["success": disconnect, "failure": action("wait", "A minute") + again])
        + disconnect, []
    ),
    (
      action("wait", "A minute") + again,
      [round.replacing("10,000 actions have run", with: "the time of a run is over")]
    ),
    (action("callData", "Fetch", ways: ["success": again, "failure": disconnect, "timeout": disconnect]), []),
    (action("collectInput", "Digits") + again, [input]),
    (action("collectInput", "Digits", ways: ["success": disconnect, "failure": again]), [input]),
    (
      action(
        "collectInput", "Digits",
        ways: ["success": disconnect, "failure": action("decision", "Third time?", ways: ["yes": disconnect]) + again]),
      []
    ),
    (action("loop", "Thrice", ways: ["loop": action("playAudio", "Play")]) + disconnect, []),
    // What is called may end the round, and nobody knows what an unknown action does.
    (action("callBotFlow", "Bot") + again, []), (action("hangUpNow", "New") + again, []),
  ]

  @Test(arguments: rounds)
  func roundsOfATask(actions: String, expected: [String]) {
    #expect(found(callFlow(["Main": actions])) == expected)
  }

  @Test func aCallThatComesBackIsNoWayOut() {
    let main = action("callTask", "Call", to: "Inner") + Self.again
    #expect(found(callFlow(["Main": main, "Inner": action("endTask", "Done")])) == [Self.round])
    #expect(found(callFlow(["Main": main, "Inner": Self.disconnect])) == [])
    #expect(found(callFlow(["Main": main, "Inner": Self.again])).count == 1)
  }

  @Test func aRoundInACalledTaskThatComesBackHasAnEnd() {
    let inner =
      action("decision", "Enough?", ways: ["yes": action("endTask", "Done")])
      + action("jumpToTask", "Again", to: "Inner")
    #expect(
      found(callFlow(["Main": action("callTask", "Call", to: "Inner") + Self.disconnect, "Inner": inner])) == [])
  }

  @Test(arguments: [("workflow", 1), ("inQueueEmail", 0), ("inQueueShortMessage", 0)])
  func statesOfOtherFlows(type: String, count: Int) {
    let text = """
      \(type):
        name: Orders
        startUpRef: "/\(type)/states/state[S_1]"
        states:
          - state:
              name: S
              refId: S_1
              actions:
                - changeState:
                    name: Again
                    targetStateRef: "/\(type)/states/state[S_1]"
      """
    #expect(found(text).count == count)
  }

  private static let calls: [(tasks: KeyValuePairs<String, String>, expected: [String])] = [
    (["Main": disconnect], []),
    (["Main": again + disconnect], []),
    (
      ["Main": action("callTask", "Call", to: "Main") + disconnect], ["Call: the task ‘Main’ calls itself"]
    ),
    (
      [
        "Main": action("callTask", "Call", to: "A") + disconnect, "A": action("callTask", "Down", to: "B"),
        "B": action("decision", "Deeper?", ways: ["yes": action("callTask", "Up", to: "A")]),
      ], ["Up: the task ‘A’ calls itself: ‘A’ › ‘B’ › ‘A’"]
    ),
    // Called twice, one after the other, is no ring.
    (
      [
        "Main": action("callTask", "First", to: "A") + action("callTask", "Second", to: "A") + disconnect,
        "A": action("playAudio", "Play"),
      ], []
    ),
  ]

  @Test(arguments: calls)
  func tasksThatCallThemselves(tasks: KeyValuePairs<String, String>, expected: [String]) {
    #expect(found(callFlow(tasks), "call-task-recursion") == expected)
    // A ring of calls is told of once.
    #expect(lint(callFlow(tasks)).allSatisfy { $0.rule != "unbounded-loop" } || expected.isEmpty)
  }

  /// A menu with one choice, which is its default, and what follows it.
  private func menu(_ choice: String, isDefault: Bool = true) -> String {
    "choices:\n\(choice)\n"
      + (isDefault
        ? "defaultChildMenuRef: \"./choices/\(choice.contains("menuTask") ? "menuTask" : "menuRepeatMenu")[No]\"" : "")
  }

  private static let limitless =
    "Menu: the default choice ‘No’ leads back to the menu, and nothing counts how often: a caller who stays silent goes "
    + "round until 10,000 actions have run"

  @Test func menus() {
    func choice(_ actions: String) -> String {
      let lines = actions.split(separator: "\n").map { "          \($0)" }.joined(separator: "\n")
      return "  - menuTask:\n      name: No\n      refId: No\n      task:\n        actions:\n\(lines)"
    }
    let tasks: KeyValuePairs = ["Main": Self.disconnect]
    let back = choice(action("jumpToMenu", "Back", to: "Menu"))
    let counted = choice(
      action("decision", "Third time?", ways: ["yes": Self.disconnect]) + action("jumpToMenu", "Back", to: "Menu"))
    let repeated = "  - menuRepeatMenu:\n      name: No\n      refId: No"
    let rule = "menu-without-limit"
    #expect(found(callFlow(tasks, menu: menu(back)), rule) == [Self.limitless])
    #expect(found(callFlow(tasks, menu: menu(repeated)), rule) == [Self.limitless])
    #expect(found(callFlow(tasks, menu: menu(choice(action("repeatMenu", "Back")))), rule) == [Self.limitless])
    #expect(found(callFlow(tasks, menu: menu(counted)), rule) == [])
    #expect(found(callFlow(tasks, menu: menu(choice(Self.disconnect))), rule) == [])
    // Without a default choice the call ends, and a person at a menu ends a round.
    #expect(found(callFlow(tasks, menu: menu(back, isDefault: false)), rule) == [])
    #expect(found(callFlow(tasks, menu: menu(back))) == [])
  }

  @Test(arguments: [
    ("CallTaskAction", "call-task-recursion", "Go: the task ‘Main’ calls itself"),
    ("TransferTaskAction", "unbounded-loop", round.replacing("Again", with: "Go")),
  ])
  func tasksOfConfigurations(type: String, rule: String, expected: String) {
    let text = """
      {"name": "Orders", "type": "inboundcall", "initialSequence": "t1", "flowSequenceItemList": [
        {"__type": "Task", "id": "t1", "name": "Main", "startAction": "a1", "actionList": [
          {"__type": "\(type)", "id": "a1", "name": "Go", "taskReference": "t1", "nextAction": "a2"},
          {"__type": "DisconnectAction", "id": "a2", "name": "Hang up"}]}
      ]}
      """
    #expect(found(text, rule) == [expected])
  }

  @Test func menusOfConfigurations() {
    let text = """
      {"name": "Orders", "type": "inboundcall", "initialSequence": "m1", "flowSequenceItemList": [
        {"__type": "Menu", "id": "m1", "name": "Menu", "defaultMenuChoice": "c1", "menuChoiceList": [
          {"id": "c0", "name": "Done", "digit": 1, "action": {"__type": "DisconnectAction", "id": "a0", "name": "Done"}},
          {"id": "c1", "name": "No", "digit": 9, "action": {
            "__type": "TaskAction", "id": "a1", "name": "No", "taskReference": "t1"}}]},
        {"__type": "Task", "id": "t1", "name": "No", "startAction": "a2", "actionList": [
          {"__type": "TransferMenuAction", "id": "a2", "name": "Back", "menuReference": "m1"}]}
      ]}
      """
    #expect(found(text, "menu-without-limit") == [Self.limitless])
    #expect(
      found(text.replacing(#""defaultMenuChoice": "c1""#, with: #""defaultMenuChoice": "c0""#), "menu-without-limit")
        == [])
  }
}

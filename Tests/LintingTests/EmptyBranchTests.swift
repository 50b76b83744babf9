import Flows
import Linting
import SourceText
import Testing

/// Decisions that decide nothing, and switches that say nothing of the rest.
struct EmptyBranchTests {
  private func found(_ actions: String, _ rule: String) -> [String] {
    lint(callFlow(["Main": actions + action("disconnect", "Hang up")]), only: rule).map {
      "\($0.location.actionName ?? "-"): \($0.message)"
    }
  }

  private static let nothing =
    "no way of it has actions: whatever it decides, the flow goes on in the same way"
  private static let empty = "\n    outputs:\n      \"yes\":\n        actions: []\n"

  private static let ways: [(actions: String, expected: [String])] = [
    (action("decision", "Open"), ["Open: \(nothing)"]),
    (action("decision", "Open") + String(empty.dropFirst()), ["Open: \(nothing)"]),
    (action("decision", "Open", ways: ["yes": action("playAudio", "Play")]), []),
    (
      action("decision", "Open", ways: ["no": action("playAudio", "Play")]) + "      \"yes\":\n        actions: []\n",
      ["Open: the way ‘yes’ is written out and without actions"]
    ),
    (action("loop", "Thrice"), ["Thrice: the loop has no actions"]),
    (action("callData", "Fetch"), []),
  ]

  @Test(arguments: ways)
  func waysWithoutActions(actions: String, expected: [String]) {
    #expect(found(actions, "empty-branch") == expected)
  }

  /// A switch, the cases of which have a condition and actions each.
  private static func switching(_ cases: [(String, String)], default other: String? = nil) -> String {
    var text = "- switch:\n    name: Tier\n    evaluate:\n      firstTrue:\n        cases:\n"
    func indented(_ actions: String, _ count: Int) -> String {
      actions.split(separator: "\n").map { String(repeating: " ", count: count) + $0 }.joined(separator: "\n")
    }
    for (condition, actions) in cases {
      text += "          - case:\n              value:\n                exp: \(condition)\n              actions:\n"
      text += indented(actions, 16) + "\n"
    }
    if let other {
      text += "        default:\n          actions:\(other.isEmpty ? " []" : "")\n\(indented(other, 12))\n"
    }
    return text
  }

  private static let play = action("playAudio", "Play")
  private static let end = action("disconnect", "Bye")
  private static let missing = [
    "Tier: where no case holds the flow goes on as after one of them: the switch has no default"
  ]

  private static let switchCases: [(actions: String, expected: [String])] = [
    (switching([("Flow.count == 1", play), ("Flow.count == 2", play)]), missing),
    (switching([("Flow.count == 1", play), ("Flow.count == 2", end)]), missing),
    (switching([("Flow.count == 1", play), ("Flow.count == 2", play)], default: ""), missing),
    (switching([("Flow.count == 1", play), ("Flow.count == 2", play)], default: play), []),
    // What follows is the default.
    (switching([("Flow.count == 1", end), ("Flow.count == 2", end)]), []),
    (switching([("Flow.count == 1", play)]), []),
    (switching([("Flow.count == 1", play), ("true", play)]), []),
  ]

  @Test(arguments: switchCases)
  func switches(actions: String, expected: [String]) {
    #expect(found(actions, "switch-no-default") == expected)
  }

  @Test func switchesOfConfigurations() {
    let text = """
      {"name": "Orders", "type": "workflow", "initialSequence": "s1", "flowSequenceItemList": [{
        "__type": "State", "id": "s1", "name": "Start", "startAction": "a1", "actionList": [
          {"__type": "SwitchAction", "id": "a1", "name": "Tier", "nextAction": "a3",
            "cases": [{"value": {}}, {"value": {}}],
            "paths": [{"outputId": "11111111-2222-3333-4444-555555555555", "label": "Case 1", "nextActionId": "a2"},
              {"outputId": "__DEFAULT__"}]},
          {"__type": "UpdateVariableAction", "id": "a2", "name": "Set"},
          {"__type": "EndWorkflowAction", "id": "a3", "name": "Done"},
          {"__type": "EndWorkflowAction", "id": "a4", "name": "Other"}]
      }]}
      """
    #expect(lint(text, only: "switch-no-default").count == 1)
    #expect(
      lint(
        text.replacing(#"{"outputId": "__DEFAULT__"}"#, with: #"{"outputId": "__DEFAULT__", "nextActionId": "a4"}"#),
        only: "switch-no-default"
      ).count == 0)
  }
}

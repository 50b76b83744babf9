import Linting
import SourceText
import TestSupport
import Testing

/// Outcomes that the flow takes up, and those that it does not.
struct UnhandledOutcomeTests {
  /// A call flow whose first task has the given actions, and calls nothing else.
  private func task(_ actions: String, others: String = "") -> String {
    let lines = actions.split(separator: "\n", omittingEmptySubsequences: false).map { "            \($0)" }
    return """
      inboundCall:
        name: Orders
        startUpRef: "/inboundCall/tasks/task[Main_10]"
        variables:
          - stringVariable:
              name: Flow.tier
        tasks:
          - task:
              name: Main
              refId: Main_10
              actions:
      \(lines.joined(separator: "\n"))
      \(others)
      """
  }

  private func found(_ actions: String, others: String = "") -> [String] {
    lint(task(actions, others: others), only: "unhandled-outcome").map { "\($0.severity.rawValue): \($0.message)" }
  }

  private func callData(_ outputs: String = "") -> String {
    """
    - callData:
        name: Get tier
        category:
          CRM:
            dataAction:
              Get Tier:
                successOutputs:
                  tier:
                    var: Flow.tier
    \(outputs)
    """
  }

  private static func way(_ name: String) -> String {
    "      \(name):\n        actions:\n          - disconnect:\n              name: Sorry\n"
  }

  private func transfer(_ rest: String = "") -> String {
    """
    - transferToAcd:
        name: To sales
        targetQueue:
          lit:
            name: Sales
    \(rest)
    """
  }

  private static let goesOn = "the flow goes on as after success"
  private static let withoutSuccess = "the flow goes on without what stands under success"
  private static let silence = "nothing follows where the transfer fails: the interaction just ends"

  @Test(arguments: [
    ("", ["info: nothing handles failure and timeout: \(goesOn)"]),
    ("    outputs:\n" + way("failure"), ["info: nothing handles timeout: \(goesOn)"]),
    ("    outputs:\n" + way("failure") + way("timeout"), []),
    // Success does something of its own, and nothing stands behind for the rest.
    ("    outputs:\n" + way("success"), ["info: nothing handles failure and timeout: \(withoutSuccess)"]),
    // What stands behind is for the rest, unless success comes there too.
    ("    outputs:\n" + way("success") + "- disconnect:\n    name: Later", []),
    (
      "    outputs:\n      success:\n        actions:\n          - playAudio:\n              name: Well done\n"
        + "- disconnect:\n    name: Bye", ["info: nothing handles failure and timeout: \(withoutSuccess)"]
    ),
  ])
  func waysOfADataAction(outputs: String, expected: [String]) {
    #expect(found(callData(outputs)) == expected)
  }

  @Test(arguments: [
    (#"Flow.tier == "gold""#, "warning"), (#"IsSet(Flow.tier) and Flow.tier == "gold""#, "info"), ("true", "info"),
  ])
  func whatOnlySuccessFills(condition: String, severity: String) {
    let use = "\n- decision:\n    name: Gold?\n    condition:\n      exp: \(condition)"
    let expected = severity == "warning" ? ", and ‘Flow.tier’, which only success fills, is used there" : ""
    #expect(
      found(callData() + use) == ["\(severity): nothing handles failure and timeout: \(Self.goesOn)\(expected)"])
  }

  @Test(arguments: [
    ("", ["warning: \(silence)"]),
    ("    outputs:\n" + way("failure"), []),
    ("    failureTransferAudio:\n      tts: We could not connect you", ["info: \(silence)"]),
    ("    failureTransferAudio:\n      exp: ToAudioTTS(\"We could not connect you\")", ["info: \(silence)"]),
    ("    failureTransferAudio:\n      tts: \"\"", ["warning: \(silence)"]),
    ("- disconnect:\n    name: Nobody there", []),
  ])
  func transfers(rest: String, expected: [String]) {
    #expect(found(transfer(rest)) == expected)
  }

  @Test(arguments: [
    ("", ["info: the interaction is disconnected without a word where the transfer fails"]),
    ("    failureTransferAudio:\n      tts: We could not connect you", []),
    ("- playAudio:\n    name: Nobody there", []),
  ])
  func transfersBehindWhichTheFlowJustHangsUp(rest: String, expected: [String]) {
    let inner = transfer(rest).split(separator: "\n").map { "          \($0)" }.joined(separator: "\n")
    let actions = """
      - decision:
          name: Open?
          condition:
            exp: Flow.isOpen
          outputs:
            "yes":
              actions:
      \(inner)
      - disconnect:
          name: Bye
      """
    #expect(found(actions) == expected)
  }

  @Test func aTaskThatIsCalledComesBackToWhatFollows() {
    let others = """
          - task:
              name: Sales
              refId: Sales_11
              actions:
                - transferToAcd:
                    name: To sales
                    targetQueue:
                      lit:
                        name: Sales
      """
    let call = "- callTask:\n    name: Sales\n    targetTaskRef: \"/inboundCall/tasks/task[Sales_11]\"\n"
    #expect(found(call, others: others) == ["warning: \(Self.silence)"])
    #expect(found(call + "- disconnect:\n    name: Bye", others: others) == [])
  }

  @Test func audioOfAConfigurationCountsWhereSomethingWasEntered() throws {
    func action(_ audio: String) -> String {
      """
      {"name": "Orders", "type": "inboundcall", "initialSequence": "t1", "flowSequenceItemList": [{
        "__type": "Task", "id": "t1", "name": "Main", "startAction": "a1", "actionList": [{
          "__type": "TransferPureMatchAction", "id": "a1", "name": "To sales", "failureTransferAudio": \(audio)
        }]
      }]}
      """
    }
    func severity(_ text: String, items: String) -> String? {
      let audio = """
        {"defaultAudio": {"text": "\(text)", "type": "aud", "uiMetaData": {"sequenceItems": \(items)}}, "cases": []}
        """
      return lint(action(audio), only: "unhandled-outcome").first?.severity.rawValue
    }
    #expect(severity("", items: "[]") == "warning")
    #expect(severity("", items: #"[{"tts": "Sorry"}]"#) == "info")
    #expect(severity(#"ToAudioTTS(\"Sorry\")"#, items: "[]") == "info")
  }
}

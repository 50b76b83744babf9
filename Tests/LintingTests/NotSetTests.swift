import Linting
import SourceText
import TestSupport
import Testing

/// Uses of variables that the flow shows to be NOT_SET, and those that it does not.
struct NotSetTests {
  /// A task whose actions are given, with a variable that a data action fills.
  private func task(_ actions: String) -> String {
    let lines = actions.split(separator: "\n", omittingEmptySubsequences: false).map { "          \($0)" }
    return """
      workflow:
        name: Orders
        startUpRef: "/workflow/states/state[Start_10]"
        variables:
          - integerVariable:
              name: Flow.count
          - stringVariable:
              name: Flow.text
              isInput: true
        states:
          - state:
              name: Start
              refId: Start_10
              actions:
      \(lines.joined(separator: "\n"))
      """
  }

  private func callData(_ outputs: String = "", named name: String = "Get order") -> String {
    """
    - callData:
        name: \(name)
        category:
          Orders:
            dataAction:
              Get order:
                successOutputs:
                  n:
                    var: Flow.count
    \(outputs)
    """
  }

  private func use(_ condition: String) -> String {
    """
    - decision:
        name: Many?
        condition:
          exp: \(condition)
    """
  }

  private func found(_ actions: String) -> [String] {
    lint(task(actions), only: "not-set-operand").map(\.message)
  }

  private static let failureEnds = """
        outputs:
          failure:
            actions:
              - endWorkflow:
                  name: Give up
    """

  private static let failureFills = """
        outputs:
          failure:
            actions:
              - updateData:
                  name: None
                  statements:
                    - integer:
                        variable: Flow.count
                        value:
                          lit: 0
    """

  @Test func aFailureThatGoesOnIsNamed() {
    let messages = found(callData() + "\n" + use("Flow.count > 3"))
    #expect(messages.count == 1)
    #expect(messages.first?.contains("NOT_SET where Call Data ‘Get order’ fails") == true)
  }

  @Test(arguments: [failureEnds, failureFills])
  func aFailureThatEndsOrFillsIsSilent(outputs: String) {
    #expect(found(callData(outputs) + "\n" + use("Flow.count > 3")) == [])
  }

  @Test func theBranchOfSuccessIsSilentAndThatOfFailureIsNot() {
    for (branch, count) in [("success", 0), ("failure", 1)] {
      let inner = use("Flow.count > 3").split(separator: "\n").map { "          \($0)" }.joined(separator: "\n")
      let outputs = "    outputs:\n      \(branch):\n        actions:\n\(inner)"
      #expect(found(callData(outputs)).count == count, "\(branch)")
    }
  }

  @Test(arguments: [
    "IsSet(Flow.count) and Flow.count > 3", "!IsSet(Flow.count) or Flow.count > 3",
    "If(IsNotSetOrEmpty(Flow.count), 0, Flow.count + 1) == 1", "Flow.count != NOT_SET and Flow.count > 3",
    "flow.Count == 3 and Flow.count - 1 > 3", "Flow.count == 3", "Length(Flow.text) > 3",
  ])
  func guardedAndHarmlessUsesAreSilent(condition: String) {
    #expect(found(use("\"\(condition)\"")) == [])
  }

  @Test(arguments: [
    "IsSet(Flow.count) or Flow.count > 3", "If(IsSet(Flow.count), 0, Flow.count + 1) == 1",
    "IsSet(Flow.text) and Flow.count > 3", "Flow.count != 3 and Flow.count > 3",
  ])
  func otherTestsDoNotGuard(condition: String) {
    let messages = found(use("\"\(condition)\""))
    #expect(messages.count == 1)
    #expect(messages.first?.contains("no action gives it a value") == true)
  }

  @Test func whatACalledTaskMayFillIsSilent() {
    let call = "- callTask:\n    name: Fill\n    targetTaskRef: \"/workflow/tasks/task[Fill_11]\""
    #expect(found(callData() + "\n" + call + "\n" + use("Flow.count > 3")) == [])
  }

  @Test func theNearestActionThatFailedIsNamed() {
    let calls = callData(named: "First") + "\n" + callData(named: "Second")
    #expect(found(calls + "\n" + use("Flow.count > 3")).map { $0.contains("‘Second’ fails") } == [true])
    // What was filled before keeps its value where a later action fails.
    let set = "- updateData:\n    name: One\n    statements:\n      - integer:\n          variable: Flow.count\n"
    #expect(found(set + "          value:\n            lit: 1\n" + calls + "\n" + use("Flow.count > 3")) == [])
  }

  @Test func aDecisionBeforeIsATest() {
    #expect(found(callData() + "\n" + use("IsSet(Flow.count)") + "\n" + use("Flow.count > 3")) == [])
  }

  @Test func joinedTextsAreToldByTheOtherRule() {
    let text = task(use(#"Lower("a") + Flow.count == "a1""#))
    #expect(lint(text, only: "concat-not-set").count == 1)
    #expect(lint(text, only: "not-set-operand").isEmpty)
  }

  // MARK: Ways without an action that fills it

  private func fill(_ variable: String = "Flow.count", _ value: String = "lit: 1") -> String {
    let type = variable == "Flow.count" ? "integer" : "string"
    return "- updateData:\n    name: Fill\n    statements:\n      - \(type):\n          variable: \(variable)\n"
      + "          value: { \(value) }"
  }

  private func decide(_ condition: String, yes: String, no: String = "", named name: String = "Known") -> String {
    func way(_ name: String, _ actions: String) -> String {
      if actions.isEmpty { return "" }
      let lines = actions.split(separator: "\n").map { "\n          \($0)" }.joined()
      return "\n      \"\(name)\":\n        actions:\(lines)"
    }
    return "- decision:\n    name: \(name)\n    condition:\n      exp: \(condition)\n    outputs:"
      + way("yes", yes) + way("no", no)
  }

  private static let end = "- endWorkflow: { name: End }"
  private static let known = #"Flow.text == "a""#
  private static let other = #"Workflow.Now == "a""#

  @Test func theWayThatGivesNoValueIsNamed() {
    func reasons(_ actions: String...) -> [String] {
      lint(task(actions.joined(separator: "\n")), only: "not-set-operand").map { finding in
        #expect(finding.certainty == .possible)
        return finding.message.replacing("‘Flow.count’ is NOT_SET where ", with: "")
          .replacing(", and ‘>’ then ends with an error", with: "")
      }
    }
    let read = use("Flow.count > 3")
    #expect(reasons(decide(Self.known, yes: fill()), read) == ["decision ‘Known’ goes another way than ‘yes’"])
    #expect(reasons(read, fill()) == ["no action before it gives it a value"])
    #expect(reasons(decide(Self.known, yes: fill(), no: read)) == ["decision ‘Known’ goes another way than ‘yes’"])
    // The outer decision gives or ends; the inner one does neither on one way.
    let inner = decide(Self.other, yes: fill(), named: "Inner")
    #expect(
      reasons(decide(Self.known, yes: inner, no: Self.end), read) == ["decision ‘Inner’ goes another way than ‘yes’"])
  }

  @Test func whatMayBeDecidedAlikeIsSilent() {
    let read = use("Flow.count > 3")
    func isSilent(_ actions: String...) -> Bool { found(actions.joined(separator: "\n")).isEmpty }
    #expect(isSilent(decide(Self.known, yes: fill(), no: fill()), read))
    #expect(isSilent(decide(Self.known, yes: fill(), no: Self.end), read))
    // The same test stands round the use, or ends the flow between.
    #expect(isSilent(decide(Self.known, yes: fill()), decide(Self.known, yes: read)))
    #expect(isSilent(decide(Self.known, yes: fill()), decide(Self.known, yes: "", no: Self.end), read))
    // What is set along with it is tested.
    let both = fill() + "\n" + fill("Flow.text", "lit: done")
    #expect(isSilent(decide(Self.other, yes: both), decide(#"Flow.text == "done""#, yes: read)))
    // A switch may know all cases.
    let cases = """
      - switch:
          name: Which
          evaluate:
            firstTrue:
              cases:
                - case:
                    value: { exp: Flow.text == "a" }
                    actions:
                      - updateData:
                          name: Fill
                          statements:
                            - integer: { variable: Flow.count, value: { lit: 1 } }
      """
    #expect(isSilent(cases, read))
    // A statement before gives it.
    let statements =
      fill() + "\n      - boolean:\n          variable: Flow.text\n          value: { exp: Flow.count > 3 }"
    #expect(isSilent(statements))
  }
}

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
}

import Flows
import SourceText

struct ErrorHandlingDisconnect: FlowRule {
  static let metadata = RuleMetadata(
    id: "error-handling-disconnect", severity: .info, preset: .pedantic,
    summary: "The error handling of a flow just disconnects.",
    rationale: """
      Any run-time error, such as an operator on a value that is NOT_SET, then hangs up on the customer. That is \
      Genesys' default, and it is seldom what is wanted: let the error handling transfer to a queue, or go to a menu, a \
      task or a state.
      """,
    bad: [bad("«disconnect»:\n        none: true")], good: [bad("jumpToTask:\n        targetTaskRef: \(sorry)")])

  private static let sorry = "\"/inboundCall/tasks/task[Sorry_12]\""

  private static func bad(_ handling: String) -> RuleExample {
    RuleExample(
      stringLiteral: """
        inboundCall:
          name: Orders
          startUpRef: "/inboundCall/tasks/task[Main_10]"
          settingsErrorHandling:
            errorHandling:
              \(handling.replacing("\n", with: "\n  "))
          tasks:
            - task:
                name: Main
                refId: Main_10
                actions:
                  - jumpToTask:
                      name: Say sorry
                      targetTaskRef: \(sorry)
            - task:
                name: Sorry
                refId: Sorry_12
                actions:
                  - disconnect:
                      name: Hang up
        """)
  }

  func check(_ flow: LintedFlow, _ context: RuleContext) {
    guard !flow.flow.isForeign, let handling = flow.flow.errorHandling, handling.isDisconnect else { return }
    context.report(
      "any error while the flow runs just disconnects: let the error handling lead to a person, a menu or a task",
      at: handling.node, in: flow, action: nil)
  }
}

import Linting
import SourceText
import Testing

/// The unsafe fix of ‘unhandled-outcome’, and the error handling of flows.
struct MissingWayFixTests {
  private func fixed(_ text: String) -> String? {
    var options = LintOptions()
    options.select = ["unhandled-outcome"]
    let linter = Linter(options: options)
    let applier = FixApplier(linter: linter, withUnsafeFixes: true)
    guard let fixed = applier.fixed(linter.lint(Array(text.utf8), named: "flow")) else { return nil }
    #expect(fixed.report.findings.isEmpty && applier.fixed(fixed.report) == nil)
    #expect(lint(String(decoding: fixed.contents, as: UTF8.self), only: "parse-error").isEmpty)
    return String(decoding: fixed.contents, as: UTF8.self)
  }

  private static let category = """
        category:
          CRM:
            dataAction:
              Get Tier:
                inputs: {}

    """

  private static let ways = """
      outputs:
        failure:
          actions:
            - disconnect:
                name: Disconnect
        timeout:
          actions:
            - disconnect:
                name: Disconnect

    """

  private static func flow(_ body: String) -> String {
    callFlow(["Main": action("callData", "Fetch") + body + action("disconnect", "Hang up")])
  }

  @Test func writesTheWaysBehindTheName() {
    let outputs = Self.ways.split(separator: "\n").map { "  \($0)\n" }.joined()
    #expect(fixed(Self.flow(Self.category)) == Self.flow(outputs + Self.category))
    #expect(
      fixed(Self.flow(Self.category).replacing("\n", with: "\r\n"))
        == Self.flow(outputs + Self.category).replacing("\n", with: "\r\n"))
  }

  @Test func writesTheWaysBesideOthers() {
    func outputs(_ names: [String]) -> String {
      names.reduce("    outputs:\n") { text, name in
        text + "      \(name):\n        actions:\n          - disconnect:\n              name: Disconnect\n"
      }
    }
    #expect(fixed(Self.flow(outputs(["failure"]))) == Self.flow(outputs(["timeout", "failure"])))
  }

  @Test func whereATransferFails() {
    let transfer = action("transferToAcd", "Sales")
    let queue = "    targetQueue:\n      lit:\n        name: Sales\n"
    let way =
      "    outputs:\n      failure:\n        actions:\n          - disconnect:\n              name: Disconnect\n"
    #expect(fixed(callFlow(["Main": transfer + queue])) == callFlow(["Main": transfer + way + queue]))
  }

  /// Where lines cannot be put in, or it is not known what ends the flow.
  @Test(arguments: [
    flow(""), flow("    outputs:\n      timeout:\n        actions: []\n"),
    callFlow(["Main": "- callData: { name: Fetch,\n    timeout: {} }\n" + action("disconnect", "Hang up")]),
    flow(category).replacing("inboundCall", with: "surveyInvite"),
  ])
  func whereNothingCanBeWritten(text: String) {
    #expect(!lint(text, only: "unhandled-outcome").isEmpty)
    #expect(fixed(text) == nil)
  }

  @Test(arguments: [
    ("disconnect:\n        none: true", "Disconnect", 1), ("endWorkflow:\n        none: true", "EndWorkflow", 0),
    ("transferToQueue:\n        targetQueue:\n          lit: {}", "Queue", 0),
  ])
  func errorHandling(setting: String, kind: String, count: Int) {
    let yaml =
      callFlow(["Main": action("disconnect", "Hang up")])
      + "  settingsErrorHandling:\n    errorHandling:\n      \(setting)\n"
    let json = """
      {"name": "Orders", "type": "inboundcall", "flowSequenceItemList": [], "errorHandling": {"handlingType": "\(kind)"}}
      """
    for text in [yaml, json] { #expect(lint(text, only: "error-handling-disconnect").count == count) }
    #expect(lint(yaml).allSatisfy { $0.rule != "error-handling-disconnect" })
  }
}

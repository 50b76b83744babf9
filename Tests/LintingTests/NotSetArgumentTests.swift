import Linting
import SourceText
import TestSupport
import Testing

/// Variables that are NOT_SET where a function or an action needs a value.
struct NotSetArgumentTests {
  private func found(_ condition: String, variables: String = "", actions: String = "") -> [String] {
    let name = "    - stringVariable: { name: Flow.name }\n    - integerVariable: { name: Flow.count }\n"
    let text = flow(condition: condition, variables: name + variables, actions: actions)
    return lint(text, only: "not-set-argument").map { "\($0.severity.rawValue): \($0.message)" }
  }

  private static let never = "is NOT_SET where no action gives it a value"

  @Test(arguments: [
    (#"Lower(Flow.name) == "a""#, "Flow.name", "Lower"), ("ToInt(Flow.name) > 3", "Flow.name", "ToInt"),
    ("IsSet(FindQueue(Flow.name))", "Flow.name", "FindQueue"),
    (#"IsSet(MakeDateTime(Flow.count, 1, 1))"#, "Flow.count", "MakeDateTime"),
  ])
  func functionsThatNeedAValue(condition: String, variable: String, function: String) {
    #expect(found(condition) == ["warning: ‘\(variable)’ \(Self.never), and \(function) then ends with an error"])
  }

  @Test(arguments: [
    // They take NOT_SET.
    "IsSet(Flow.name)", #"Append("a", Flow.name) == "a""#, #"ToString(Flow.count) == "1""#,
    // Tests before.
    #"IsSet(Flow.name) and Lower(Flow.name) == "a""#, #"If(IsNotSetOrEmpty(Flow.name), "", Lower(Flow.name)) == "a""#,
    // What they make of NOT_SET is not known.
    "IsSet(ToTime(Flow.name))", "IsSet(Unknown(Flow.name))",
    // Others tell of operands.
    "Flow.count > 3",
  ])
  func silentUses(condition: String) {
    #expect(found("'\(condition)'") == [])
  }

  @Test func eachVariableIsToldOnce() {
    #expect(found(#"Left(Flow.name, Length(Flow.name)) == Right(flow.Name, 1)"#).count == 1)
  }

  @Test func aTestInACalledTaskCounts() {
    func text(_ condition: String) -> String {
      """
      inboundCall:
        name: Orders
        startUpRef: "/inboundCall/tasks/task[Main_10]"
        variables:
          - stringVariable:
              name: Flow.name
        tasks:
          - task:
              name: Main
              refId: Main_10
              actions:
                - callTask:
                    name: Check
                    targetTaskRef: "/inboundCall/tasks/task[Check_11]"
                - playAudio:
                    name: Greet
                    audio:
                      exp: ToAudioTTS(Flow.name)
          - task:
              name: Check
              refId: Check_11
              actions:
                - decision:
                    name: Known?
                    condition:
                      exp: \(condition)
                    outputs:
                      "no":
                        actions:
                          - disconnect:
                              name: Bye
      """
    }
    #expect(lint(text("IsSet(Flow.name)"), only: "not-set-argument").isEmpty)
    #expect(lint(text("1 == 2"), only: "not-set-argument").count == 1)
  }

  /// The key of a look-up needs a value, an input of a data action does not.
  @Test func inputsOfActions() {
    let lookUp = """
                - dataTableLookup:
                    name: Find
                    lookupValue:
                      exp: Flow.name
                    dataTable:
                      Tiers:
                        foundOutputs: {}
                - callData:
                    name: Call
                    category:
                      CRM:
                        dataAction:
                          Get:
                            inputs:
                              name:
                                exp: Flow.name

      """
    let end = "the action then goes to the error handling, by none of its ways"
    #expect(found("true", actions: lookUp) == ["warning: ‘Flow.name’ \(Self.never), and \(end)"])
    let table = #""__type": "DataTableLookupAction", "name": "Find", "lookupKeyValue": "#
    let call = #""__type": "DataAction", "name": "Call", "inputs": [{"name": "n", "value": "#
    for mode in [0, 2] {
      let value = configured("Flow.name", type: "str", mode: mode)
      let text = configuration(
        actions: [table + value, call + value + "}]"], variables: ["Flow.name": "StringVariable"])
      // A variable that was picked is a binding as far as the shape tells.
      let messages = lint(text, only: "not-set-argument").map(\.message)
      #expect(messages == (mode == 0 ? ["‘Flow.name’ \(Self.never), and \(end)"] : []), "\(mode)")
    }
  }

  @Test(arguments: [
    ("not-set-argument", #"Lower(Flow.name) == "a""#, #"IsSet(Flow.name) and (Lower(Flow.name) == "a")"#),
    ("not-set-operand", "Flow.count > 3 or true", "IsSet(Flow.count) and (Flow.count > 3 or true)"),
    (
      "not-set-operand", #""Flow.count > 3 and Flow.text == \"a\"""#,
      #""IsSet(Flow.count) and (Flow.count > 3 and Flow.text == \"a\")""#
    ),
  ])
  func theFixAsksBefore(rule: String, condition: String, fixed: String) throws {
    let name = "    - stringVariable: { name: Flow.name }\n    - integerVariable: { name: Flow.count }"
    let text = flow(condition: condition, variables: name)
    let linter = linter(only: rule)
    let report = linter.lint(Array(text.utf8), named: "flow.yaml")
    #expect(report.findings.compactMap(\.fix).map(\.isSafe) == [false])
    #expect(FixApplier(linter: linter).fixed(report) == nil)
    let result = try #require(FixApplier(linter: linter, withUnsafeFixes: true).fixed(report))
    #expect(
      String(decoding: result.file.bytes, as: UTF8.self) == text.replacing("exp: \(condition)", with: "exp: \(fixed)"))
    #expect(result.report.findings.isEmpty)
  }

  @Test func onlyBooleansAreFixed() {
    let text = flow(
      condition: "true", variables: "    - stringVariable: { name: Flow.name }",
      actions: updateData(("Flow.text", "Lower(Flow.name)")))
    #expect(lint(text, only: "not-set-argument").map { $0.fix == nil } == [true])
  }
}

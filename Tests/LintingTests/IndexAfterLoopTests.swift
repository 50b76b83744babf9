import Linting
import SourceText
import TestSupport
import Testing

/// The counter of a loop that is over, and indexes at the end of a collection.
struct IndexAfterLoopTests {
  private func text(count: String = "Count(Flow.names)", body: String = "", after: String) -> String {
    let lines = { (text: String, indent: Int) in
      text.split(separator: "\n").map { String(repeating: " ", count: indent) + $0 }.joined(separator: "\n")
    }
    return """
      workflow:
        name: Orders
        startUpRef: "/workflow/states/state[Start_10]"
        variables:
          - stringCollectionVariable: { name: Flow.names }
          - stringCollectionVariable: { name: Flow.others }
          - stringVariable: { name: Flow.name }
          - integerVariable: { name: Flow.i }
          - integerVariable: { name: Flow.n }
        states:
          - state:
              name: Start
              refId: Start_10
              actions:
                - updateData:
                    name: Count
                    statements:
                      - integer:
                          variable: Flow.n
                          value:
                            exp: Count(Flow.names)
                - loop:
                    name: Each
                    currentIndex:
                      var: Flow.i
                    loopCount:
                      exp: \(count)
                    outputs:
                      loop:
                        actions:
                          - updateData:
                              name: Take
                              statements:
                                - string:
                                    variable: Flow.name
                                    value:
                                      exp: Flow.names[Flow.i]
      \(lines(body, 20))
      \(lines(after, 10))
      """
  }

  private static func take(_ value: String, into variable: String = "Flow.name") -> String {
    """
    - updateData:
        name: Last
        statements:
          - string:
              variable: \(variable)
              value:
                exp: \(value)
    """
  }

  private func found(_ text: String) -> [String] {
    lint(text, only: "index-after-loop").map { "\($0.severity.rawValue): \($0.message)" }
  }

  private static let counted = "after the loop ‘Each’ the counter ‘Flow.i’ is how many passes there were"
  private static let beyond = "warning: \(counted), one beyond the last item of ‘Flow.names’"
  private static let perhaps = "info: \(counted), which is one beyond the last item where it counts them"

  @Test(arguments: [
    ("Count(Flow.names)", "Flow.names[Flow.i]", [beyond]),
    ("Flow.n", "GetAt(flow.Names, Flow.i)", [beyond.replacing("Flow.names", with: "flow.Names")]),
    ("Count(Flow.names)", "Flow.others[Flow.i]", [perhaps]), ("3", "Flow.names[Flow.i]", [perhaps]),
    ("Count(Flow.names)", "Flow.names[Flow.i - 1]", []), ("Count(Flow.names)", "Flow.names[Flow.n]", []),
    ("Count(Flow.names)", "If(Flow.i < Count(Flow.names), Flow.names[Flow.i], NOT_SET)", []),
  ])
  func theCounterAfterTheLoop(count: String, value: String, expected: [String]) {
    #expect(found(text(count: count, after: Self.take(value))) == expected)
  }

  @Test func whatLeavesTheLoopOrSetsTheCounterIsSilent() {
    let use = Self.take("Flow.names[Flow.i]")
    #expect(found(text(body: "- loopExit:\n    name: Found", after: use)) == [])
    #expect(found(text(body: "- loopNext:\n    name: Next", after: use)) == [Self.beyond])
    #expect(found(text(after: Self.take("0", into: "Flow.i") + "\n" + use)) == [])
    let called = "- callTask:\n    name: Unknown\n    targetTaskRef: \"/workflow/tasks/task[Fill_11]\"\n"
    #expect(found(text(after: called + use)) == [])
  }

  @Test func configurationsSayTheSame() {
    let loop = """
      "__type": "LoopAction", "name": "Each", "currentIndex": \(configured("Flow.i", type: "int", mode: 2)),
      "loopCount": \(configured("Count(Flow.names)", type: "int")),
      "path": {"nextActionId": "a3", "outputId": "__LOOP__"}
      """
    let update = """
      "__type": "UpdateVariableAction", "name": "Take", "variables": [{
        "variable": \(configured("Flow.name", type: "str", mode: 2)),
        "expression": \(configured("Flow.names[Flow.i]", type: "str"))}], "nextAction": ""
      """
    let text = configuration(actions: [loop, update, update])
    #expect(found(text) == [Self.beyond])
  }

  @Test(arguments: [
    ("Flow.names[Count(Flow.names) - 1]", 1), ("GetAt(Flow.names, Sum(Count(Flow.names), -1))", 1),
    ("If(Count(Flow.names) > 0, Flow.names[Count(Flow.names) - 1], NOT_SET)", 0),
    ("Append(Flow.names[Count(Flow.names) - 1], Flow.names[Count(Flow.names) - 2])", 1),
    ("If(IsNotSetOrEmpty(Flow.names), NOT_SET, Flow.names[Count(Flow.names) - 1])", 0),
    (#"If(Contains(Flow.text, ";"), GetAt(Split(Flow.text, ";"), 1), "")"#, 0),
    (#"GetAt(Split(Flow.text, ";"), 1)"#, 1),
  ])
  func theLastItemOfAnEmptyCollection(value: String, count: Int) {
    let found = lint(
      flow(
        condition: "IsSet(Flow.text)", variables: "    - stringCollectionVariable: { name: Flow.names }",
        actions: updateData(("Flow.text", "'\(value)'"))), only: "unguarded-index")
    #expect(found.count == count)
    let isLast = value.contains("Count")
    #expect(found.allSatisfy { $0.message.contains("has no last item where it is empty") == isLast })
  }

  @Test(arguments: ["ToPhoneNumber", "ToDate", "ToTime", "ToDuration", "ToInt", "JsonParse"])
  func conversionsOfTexts(function: String) {
    let found = { (value: String) in
      lint(flow(condition: "'Append(ToString(\(value))) == \"1\"'"), only: "unguarded-conversion").map(\.message)
    }
    #expect(found("\(function)(Flow.text)") == ["nothing shows that ‘Flow.text’ is what \(function) takes"])
    #expect(found("If(IsSet(Flow.text), \(function)(Flow.text), NOT_SET)") == [])
    #expect(found("\(function)(Call.Ani)") == ["nothing shows that ‘Call.Ani’ is what \(function) takes"])
    // A member of JSON may be what is wanted already.
    #expect(found("\(function)(Flow.json.member)") == [])
  }
}

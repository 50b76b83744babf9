import Linting
import SourceText
import TestSupport
import Testing

/// Conditions and parts of them that never change, and cases that are there twice, in each format.
struct ConstantConditionTests {
  private func found(_ text: String, _ rule: String = "constant-condition") -> [String] {
    lint(text, only: rule).map(\.message)
  }

  private static let isTrue = "the condition is always true, so that the branch for false is never taken"
  private static let isFalse = "the condition is always false, so that the branch for true is never taken"

  static let conditions: [(String, [String])] = [
    (#"Flow.text == "a" or true"#, [isTrue]), (#"false and Flow.text == "a""#, [isFalse]),
    (#"Flow.text == "a" and false"#, [isFalse]), (#"!(Flow.text == "a" or 1 < 2)"#, [isFalse]), ("1 == 2", [isFalse]),
    (#"Flow.text == "a" and true"#, ["‘true’ is always true and changes nothing"]),
    (#"Flow.text == "a" or 1 == 2"#, ["‘1 == 2’ is always false and changes nothing"]),
    (
      #"Flow.text == "a" or (Flow.text == "b" and false)"#,
      [#"‘(Flow.text == "b" and false)’ is always false and changes nothing"#]
    ),
    (#"If(true, Flow.text, "b") == "a""#, ["‘true’ is always true and chooses the same value each time"]),
    (#"Flow.text == "a""#, []), (#"AreEqual(true, Flow.text, "a")"#, []), ("{{open}} and IsSet(Flow.text)", []),
    (#"IsSet(Flow.text) == true"#, []),
  ]

  @Test(arguments: conditions)
  func inYAML(condition: String, expected: [String]) {
    #expect(found(flow(condition: "'\(condition)'")) == expected)
  }

  @Test(arguments: conditions)
  func inConfigurations(condition: String, expected: [String]) {
    let value = configured(condition, type: "bln")
    let text = configuration(
      actions: [#""__type": "DecisionAction", "name": "Open?", "expression": \#(value)"#],
      variables: ["Flow.text": "StringVariable"])
    #expect(found(text) == expected)
  }

  @Test(arguments: conditions)
  func inXML(condition: String, expected: [String]) {
    let escaped = condition.replacing("<", with: "&lt;")
    let text = """
      <inboundShortMessage><name>Orders</name><startUpRef>/inboundShortMessage/states/state[S_1]</startUpRef><variables>
      <stringVariable><name>Flow.text</name></stringVariable></variables><states><state><name>S</name><refId>S_1</refId>
      <actions><decision><name>Open?</name><condition><exp>\(escaped)</exp></condition></decision></actions></state></states>
      </inboundShortMessage>
      """
    #expect(found(text) == expected)
  }

  @Test func literalsAndValues() {
    let literal = configuration(actions: [
      #""__type": "DecisionAction", "name": "Open?", "expression": \#(configured("true", type: "bln", mode: 1))"#
    ])
    #expect(found(literal) == [Self.isTrue])
    let value = flow(condition: "IsSet(Flow.text)", actions: updateData(("Flow.text", #"If(1 == 1, "a", "b")"#)))
    // A value that is constant as a whole is no condition.
    #expect(found(value) == [])
    let part = flow(condition: "IsSet(Flow.text)", actions: updateData(("Flow.text", #"If(1 == 1, Flow.text, "b")"#)))
    #expect(found(part) == ["‘1 == 1’ is always true and chooses the same value each time"])
  }

  private func switchText(_ evaluate: String, _ values: [String]) -> String {
    let items = values.map {
      "                    - case:\n                        value:\n                          \($0)\n"
    }
    return flow(
      condition: "IsSet(Flow.text)",
      actions: """
                  - switch:
                      name: By text
                      evaluate:
        \(evaluate)
                          cases:
        \(items.joined())

        """)
  }

  static let values: [([String], Int)] = [
    (["lit: gold", "lit: silver", "lit: gold"], 1), (["lit: gold", #"exp: '"gold"'"#], 1),
    (["lit: gold", "lit: Gold"], 0),
    (["exp: Flow.text", "exp: flow.Text"], 1), (["noValue: true", "noValue: true"], 0),
  ]

  @Test(arguments: values)
  func casesWithAValue(values: [String], count: Int) {
    let evaluate = """
                      firstMatch:
                        string:
                          value:
                            exp: Flow.text
      """
    let text = switchText(evaluate, values).replacing("                  cases:", with: "                    cases:")
    let message = "an earlier case of the switch has the same value, so that this one is never taken"
    #expect(found(text, "duplicate-case") == Array(repeating: message, count: count))
    let items = values.compactMap { value -> String? in
      if value.hasPrefix("lit: ") { return configured(String(value.dropFirst(5)), type: "any", mode: 1) }
      let expression = value.replacing("'", with: "").dropFirst(5)
      return value.hasPrefix("exp: ")
        ? configured(String(expression), type: "any") : configured("", type: "any", mode: 3)
    }
    let cases = items.map { #"{"value": \#($0)}"# }.joined(separator: ", ")
    let subject = configured("Flow.text", type: "any")
    let json = configuration(
      actions: [#""__type": "SwitchAction", "name": "By text", "expression": \#(subject), "cases": [\#(cases)]"#],
      variables: ["Flow.text": "StringVariable"])
    #expect(found(json, "duplicate-case") == Array(repeating: message, count: count))
  }

  @Test func casesOfTheirOwn() {
    let evaluate = "                firstTrue:"
    let text = switchText(evaluate, [#"exp: Flow.text == "a""#, #"exp: Flow.text=="a""#, #"exp: Flow.text == "b""#])
    #expect(
      found(text, "duplicate-case")
        == ["an earlier case of the switch has the same condition, so that this one is never taken"])
  }
}

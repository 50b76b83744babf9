import Linting
import SourceText
import TestSupport
import Testing

/// Results that do not fit their places, in each format.
struct TargetTypeTests {
  private func found(_ text: String) -> [String] {
    lint(text, only: "target-type").map { "\($0.severity.rawValue): \($0.message)" }
  }

  private func assignment(_ type: String, _ value: String) -> String {
    let variables = "    - \(type)Variable: { name: Flow.target }\n    - integerVariable: { name: Flow.count }"
    return flow(condition: "IsSet(Flow.text)", variables: variables, actions: updateData(("Flow.target", value)))
  }

  private static func expected(_ wanted: String, _ type: String) -> [String] {
    ["warning: expected a result of type \(wanted) here, found one of type \(type)"]
  }

  @Test(arguments: [
    ("integer", "Flow.count == 0", expected("Integer", "Boolean")),
    ("boolean", "Flow.count", expected("Boolean", "Integer")),
    ("decimal", "ToDateTime(Flow.text)", expected("Decimal", "DateTime")),
    ("dateTime", "5", expected("DateTime", "Integer")), ("integer", "ToDuration(5)", expected("Integer", "Duration")),
    ("boolean", "Flow.text", ["info: expected a result of type Boolean here, found one of type String"]),
    ("integer", #"'"five"'"#, ["warning: expected a result of type Integer here, found ‘five’, which is no number"]),
    // What Architect converts.
    ("string", "Flow.count", []), ("integer", "1.5", []), ("decimal", "Flow.count", []), ("integer", "Flow.text", []),
    ("integer", #"'"5"'"#, []), ("duration", "5", []), ("json", "Flow.count", []), ("boolean", "NOT_SET", []),
    // What is not known.
    ("boolean", "JsonParse(Flow.text).a", []), ("boolean", "Unknown(Flow.text)", []), ("boolean", "{{flag}}", []),
  ])
  func variables(type: String, value: String, expected: [String]) {
    #expect(found(assignment(type, value)) == expected)
  }

  @Test(arguments: [
    ("integer", "five", "Integer"), ("boolean", "maybe", "Boolean"), ("decimal", "n/a", "Decimal"),
    ("integer", "5", nil),
    ("boolean", "yes", nil), ("string", "five", nil), ("integer", "\"{{count}}\"", nil),
  ])
  func literals(type: String, literal: String, wanted: String?) {
    let text = assignment(type, "VALUE").replacing("exp: VALUE", with: "lit: \(literal)")
    let expected = wanted.map { ["warning: expected a value of type \($0) here, found ‘\(literal)’"] } ?? []
    #expect(found(text) == expected)
  }

  @Test func conditionsAndCounts() {
    #expect(found(flow(condition: "ToInt(Flow.text)")) == Self.expected("Boolean", "Integer"))
    let loop =
      "          - loop:\n              name: Each\n              loopCount:\n                exp: IsSet(Flow.text)\n"
    #expect(found(flow(condition: "true", actions: loop)) == Self.expected("Integer", "Boolean"))
    let cases = """
                - switch:
                    name: By text
                    evaluate:
                      firstTrue:
                        cases:
                          - case:
                              value:
                                exp: ToInt(Flow.text)

      """
    #expect(found(flow(condition: "true", actions: cases)) == Self.expected("Boolean", "Integer"))
  }

  @Test func xmlSaysTheSame() {
    let text = """
      <inboundShortMessage><name>Orders</name><startUpRef>/inboundShortMessage/states/state[S_1]</startUpRef><states>
      <state><name>S</name><refId>S_1</refId><actions><decision><name>Long?</name>
      <condition><exp>ToInt("5")</exp></condition></decision></actions></state></states></inboundShortMessage>
      """
    #expect(found(text) == Self.expected("Boolean", "Integer"))
  }

  /// What Genesys' compiler took is left alone.
  @Test func configurations() {
    func text(_ value: String) -> String {
      configuration(actions: [#""__type": "DecisionAction", "name": "Long?", "expression": \#(value)"#])
    }
    #expect(found(text(configured(#"ToInt("5")"#, type: "bln"))) == Self.expected("Boolean", "Integer"))
    #expect(found(text(configured(#"ToInt("5") > 1"#, type: "bln"))) == [])
    let compiled = #"""
      {"text": "ToInt(\"5\")", "type": "bln", "version": 2, "uiMetaData": {"mode": 0},
       "config": {"ToInt": {"type": "int", "operands": [{"lit": {"text": "5", "type": "str"}}]}}}
      """#
    #expect(found(text(compiled)) == [])
  }
}

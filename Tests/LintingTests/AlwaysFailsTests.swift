import Linting
import SourceText
import TestSupport
import Testing

/// Parts that end with an error each time.
struct AlwaysFailsTests {
  private func found(_ condition: String) -> [String] {
    let variables = "    - integerVariable: { name: Flow.count }\n    - decimalVariable: { name: Flow.amount }"
    return lint(flow(condition: "'\(condition)'", variables: variables), only: "always-fails").map {
      "\($0.severity.rawValue) \($0.expressionRange.map { String(decoding: Array(condition.utf8)[$0.indices], as: UTF8.self) } ?? "")"
    }
  }

  @Test(arguments: [
    ("1 / 0 > 2", "error 1 / 0"), ("Flow.count / 0 > 2", "error Flow.count / 0"),
    ("Flow.count % (3 - 3) > 2", "error Flow.count % (3 - 3)"),
    (#"ToInt("x") > 2"#, #"error ToInt("x")"#), ("1 + NOT_SET > 2", "error NOT_SET"),
    ("IsSet(Lower(NOT_SET))", "error NOT_SET"),
    ("IsSet(MakeDateTime(2500, 1, 1))", "error 2500"), ("IsSet(MakeDateTime(2024, Flow.count, 32))", "error 32"),
    ("IsSet(MakeDateTime(Flow.count, 13, 1))", "error 13"),
    (#"IsSet(MakeCurrency(5, "USD123"))"#, #"error "USD123""#),
    (#"IsSet(MakeCurrency(Flow.amount, "USD123"))"#, #"error "USD123""#),
    (#"GetAt(Split("a", ","), 1) == "b""#, #"error GetAt(Split("a", ","), 1)"#),
    (#"IsSet(JsonParse("{a"))"#, #"error JsonParse("{a")"#),
    // Under a branch.
    (#"Flow.count > 3 and ToInt("x") > 2"#, #"warning ToInt("x")"#),
    ("If(Flow.count > 3, 1 / 0, 1) > 2", "warning 1 / 0"),
    // Where Architect may be milder, or where it is not known whether it has the function.
    (#"IsSet(ToPhoneNumber("private"))"#, #"info ToPhoneNumber("private")"#),
    (#"ToInt("2M") > 2"#, #"info ToInt("2M")"#), ("IsSet(MakeDate(2500, 1, 1))", "info 2500"),
  ])
  func failures(condition: String, expected: String) {
    #expect(found(condition) == [expected])
  }

  @Test(arguments: [
    "If(false, 1 / 0, 1) > 2", "true or 1 / 0 > 2", "Flow.count / 10 > 2", "Flow.count / Flow.count > 2",
    #"ToInt("5") > 2"#,
    "IsSet(MakeDateTime(Flow.count, 2, 29))", "IsSet(MakeDateTime(2024, Flow.count, 31))",
    #"IsSet(MakeCurrency(Flow.amount, "eur"))"#,
    "IsSet(NOT_SET)", "IsSet(MakeDateTime({{year}}, 1, 1))",
    // Told by other rules.
    #"Lower(5) == "a""#, "Flow.count == 1234567890123456", #"Lowr("a") == "a""#, "Lower() == NOT_SET",
  ])
  func silent(condition: String) {
    #expect(found(condition) == [])
  }

  @Test func configurationsAndTheirMessage() {
    let value = configured("1 / 0 > Flow.count", type: "bln")
    let text = configuration(actions: [#""__type": "DecisionAction", "name": "Long?", "expression": \#(value)"#])
    #expect(
      lint(text, only: "always-fails").map { "\($0.severity.rawValue): \($0.message)" }
        == ["error: this always ends with an error: the divisor is 0"])
  }
}

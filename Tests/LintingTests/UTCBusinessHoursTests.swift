import Linting
import SourceText
import TestSupport
import Testing

/// Opening hours that are compared with the time in UTC, and expressions that nobody can read.
struct UTCBusinessHoursTests {
  private func found(_ condition: String, actions: String = "") -> [String] {
    let variables = """
          - dateTimeVariable: { name: Flow.now }
          - integerVariable: { name: Flow.hour }
          - integerVariable: { name: Flow.offset }
      """
    return lint(flow(condition: condition, variables: variables, actions: actions), only: "utc-business-hours").map {
      "\($0.severity.rawValue): \($0.message)"
    }
  }

  private static let utc =
    "warning: this is the time in UTC, not that of a time zone and its summer time; for opening hours use a schedule group"
  private static let fixed =
    "info: the hours added to UTC stay the same when summer time begins; a schedule group knows the time zone"

  @Test(arguments: [
    ("Hour(GetCurrentDateTimeUtc()) >= 8 and Hour(GetCurrentDateTimeUtc()) <= 17", [utc]),
    ("8 < Hour((GetCurrentDateTimeUtc()))", [utc]), ("DayOfWeek(GetCurrentDateTimeUtc()) == 0", [utc]),
    ("Hour(AddHours(GetCurrentDateTimeUtc(), -5)) >= 8", [fixed]),
    ("GetCurrentDateTimeUtc() < MakeDateTime(Year(Flow.now), Month(Flow.now), Day(Flow.now), 8, 0, 0)", [utc]),
    ("GetCurrentDateTimeUtc() < MakeDateTime(2024, 12, 24, 8, 0, 0)", []), ("GetCurrentDateTimeUtc() < Flow.now", []),
    ("Hour(AddHours(GetCurrentDateTimeUtc(), Flow.offset)) >= 8", []), ("Hour(Flow.now) >= 8", []),
    ("Hour(GetCurrentDateTimeUtc()) == Flow.hour", []), ("Minute(GetCurrentDateTimeUtc()) >= 30", []),
    ("Hour(GetCurrentDateTimeUtc()) % 2 == 0", []),
  ])
  func conditions(condition: String, expected: [String]) {
    #expect(found(condition) == expected)
  }

  /// A variable that is only ever given the time is the time.
  @Test func variables() {
    let now = updateData(("Flow.now", "GetCurrentDateTimeUtc()"))
    #expect(found("Hour(Flow.now) >= 8", actions: now) == [Self.utc])
    #expect(found("Flow.hour >= 8", actions: now + updateData(("Flow.hour", "Hour(flow.Now)"))) == [Self.utc])
    #expect(found("Hour(Flow.now) >= 8", actions: now + updateData(("Flow.now", "ToDateTime(Flow.text)"))) == [])
    // One that is given itself ends somewhere.
    #expect(found("Hour(Flow.now) >= 8", actions: updateData(("Flow.now", "AddHours(Flow.now, 1)"))) == [])
  }

  @Test func configurations() {
    let value = configured("Hour(GetCurrentDateTimeUtc()) >= 8", type: "bln")
    let text = configuration(actions: [#""__type": "DecisionAction", "name": "Open?", "expression": \#(value)"#])
    #expect(lint(text, only: "utc-business-hours").map { "\($0.severity.rawValue): \($0.message)" } == [Self.utc])
  }

  private static func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

  static let expressions: [(String, String?)] = [
    (
      repeated(#"Flow.text == "a" or "#, 20) + "IsSet(Flow.text)",
      "is 316 characters long without blanks and texts"
    ),
    (#"Flow.text == "\#(repeated("long ", 100))""#, nil),
    (repeated("(", 8) + "Flow.text" + repeated(")", 8) + #" == """#, "is nested 8 deep"),
    (repeated("Lower(", 7) + "Flow.text" + repeated(")", 7) + #" == """#, nil),
    (repeated(#"Flow.text == "a" or "#, 8) + "IsSet(Flow.text)", nil),
  ]

  @Test(arguments: expressions)
  func complexity(condition: String, fault: String?) {
    let expected = fault.map { ["the expression \($0); compute parts of it in variables before"] } ?? []
    #expect(lint(flow(condition: "'\(condition)'"), only: "expression-complexity").map(\.message) == expected)
  }

  @Test func theLimitsAreOptions() {
    var options = LintOptions()
    options.select = ["expression-complexity"]
    options.ruleOptions = ["expression-complexity": ["length": 10, "depth": 1]]
    let text = flow(condition: "IsSet(Lower(Flow.text))")
    #expect(
      Linter(options: options).lint(Array(text.utf8), named: "flow").findings.map(\.message)
        == [
          "the expression is 23 characters long without blanks and texts and is nested 2 deep; compute parts of it in variables before"
        ])
  }
}

import Testing

/// What counts as a test of a value before it is used.
struct ConditionTestsTests {
  private static let use = #"GetAt(Flow.names, 0) == "a""#
  /// As long as conditions get that somebody has put together over years.
  private static let long = (0..<60).map { "Flow.text != \"\($0)\"" }.joined(separator: " and ")

  static let conditions: [(before: String, isTested: Bool)] = [
    ("Count(Flow.names) > 0", true), ("IsSet(Flow.names)", true),
    ("If(IsEmpty(Flow.names), true, false)", true), ("If(Count(Flow.names) == 0, false, true)", true),
    ("Count(Flow.others) > 0", false), ("Count(Flow.names2) > 0", false), ("Flow.text == \"a\"", false),
    (long, false), (long + " and Count(Flow.names) > 0", true),
    // Deeper than anybody writes: whatever it tests is not looked for, and nothing is said.
    (String(repeating: "Count(", count: 200) + "Flow.others" + String(repeating: ")", count: 200) + " > 0", true),
  ]

  @Test(arguments: conditions)
  func beforeTheUse(_ condition: String, isTested: Bool) {
    let decision = """
                - decision:
                    name: First
                    condition:
                      exp: \(condition)
      """
    let found = lint(flow(condition: Self.use, actions: decision), only: "unguarded-index")
    #expect(found.isEmpty == isTested, "\(condition)")
  }

  @Test(arguments: [("Count(Flow.names) > 0", true), ("Flow.text == \"a\"", false)])
  func roundTheUseInAMenu(_ condition: String, isTested: Bool) {
    let text = """
      inboundCall:
        name: Main menu
        startUpRef: "/inboundCall/menus/menu[Main_10]"
        menus:
          - menu:
              name: Main
              refId: Main_10
              choices:
                - menuDecision:
                    name: Choice
                    dtmf: digit_1
                - menuTask:
                    name: Orders
                    dtmf: digit_2
                    task:
                      actions:
                        - decision:
                            name: First
                            condition:
                              exp: \(condition)
                            outputs:
                              "yes":
                                actions:
                                  - decision:
                                      name: Second
                                      condition:
                                        exp: \(Self.use)
      """
    #expect(lint(text, only: "unguarded-index").isEmpty == isTested)
  }
}

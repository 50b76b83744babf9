import Linting
import SourceText
import TestSupport
import Testing

/// Texts that YAML reads as something else, and keys with a substitution.
struct YAMLTypeTrapTests {
  private func flow(_ type: String, _ literal: String) -> String {
    """
    workflow:
      name: Orders
      startUpRef: "/workflow/states/state[Start_10]"
      variables:
        - \(type)Variable:
            name: Flow.value
      states:
        - state:
            name: Start
            refId: Start_10
            actions:
              - updateData:
                  name: Set
                  statements:
                    - \(type):
                        variable: Flow.value
                        value:
                          lit: \(literal)
    """
  }

  private func found(_ text: String) -> [String] {
    lint(text, only: "yaml-type-trap").map { finding in
      let fix = finding.fix.map { $0.isSafe ? "safe" : "unsafe" } ?? "none"
      return "\(finding.certainty) \(fix): \(finding.message)"
    }
  }

  static let losses: [(text: String, reading: String, isSafe: Bool)] = [
    ("0123", "a number without its zeros, or as an octal one", true),
    ("12345678901234567", "a number that loses its last digits", true),
    ("1_000", "a number without the ‘_’", false), ("2024-01-01", "a date", true),
    ("1.10", "a number without its last zeros", true), ("2.0", "a number without its last zeros", true),
    ("1e5", "a number with an exponent", false), ("0x1F", "a hexadecimal number", true),
    ("12:30", "a number to the base of 60", true), ("null", "no value", true), ("~", "no value", true),
  ]

  @Test(arguments: losses)
  func inAText(text: String, reading: String, isSafe: Bool) {
    let message = "expected a text, found ‘\(text)’, which YAML reads as \(reading); put it in quotes"
    #expect(found(flow("string", text)) == ["certain \(isSafe ? "safe" : "unsafe"): \(message)"])
    #expect(found(flow("string", "\"\(text)\"")) == [])
    #expect(found(flow("integer", text)) == [])
  }

  @Test(arguments: ["123", "1.5", "0", "abc", "1.2.3", "12:75", "1e", "0xZZ", "2024-1-1", "5 apples", "\"\""])
  func nothingIsLost(text: String) {
    #expect(found(flow("string", text)) == [])
  }

  @Test(arguments: losses.filter { $0.isSafe })
  func safeFixesKeepTheText(text: String, reading: String, isSafe: Bool) throws {
    let linter = LintingTests.linter(only: "yaml-type-trap")
    let report = linter.lint(Array(flow("string", text).utf8), named: "flow.yaml")
    let fixed = try #require(FixApplier(linter: linter).fixed(report))
    #expect(String(decoding: fixed.contents, as: UTF8.self) == flow("string", "\"\(text)\""))
    #expect(fixed.report.findings.isEmpty)
  }

  @Test(arguments: [("01234", true), ("2024-01-01", true), ("1.10", false), ("5", false)])
  func anInputOfADataAction(text: String, isFound: Bool) {
    let text = """
      workflow:
        name: Orders
        startUpRef: "/workflow/states/state[Start_10]"
        states:
          - state:
              name: Start
              refId: Start_10
              actions:
                - callData:
                    name: Send
                    category:
                      CRM:
                        dataAction:
                          Send:
                            inputs:
                              code:
                                lit: \(text)
      """
    #expect(lint(text, only: "yaml-type-trap").map(\.certainty) == (isFound ? [.likely] : []))
  }

  @Test(arguments: [
    ("{{action}}", "\"{{action}}\""), ("Get {{action}}", "\"Get {{action}}\""),
    ("{{a}} of {{b}}", "\"{{a}} of {{b}}\""),
  ])
  func aKeyWithASubstitution(key: String, quoted: String) throws {
    func text(_ key: String) -> String {
      """
      workflow:
        name: Orders
        startUpRef: "/workflow/states/state[Start_10]"
        states:
          - state:
              name: Start
              refId: Start_10
              actions:
                - callData:
                    name: Send
                    category:
                      CRM:
                        dataAction:
                          \(key):
                            inputs:
      """
    }
    let linter = LintingTests.linter(only: "substitution-in-key")
    let report = linter.lint(Array(text(key).utf8), named: "flow.yaml")
    #expect(report.findings.count == 1)
    let fixed = try #require(FixApplier(linter: linter).fixed(report))
    #expect(String(decoding: fixed.contents, as: UTF8.self) == text(quoted))
    #expect(fixed.report.findings.isEmpty)
  }
}

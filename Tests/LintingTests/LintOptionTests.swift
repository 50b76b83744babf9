import Linting
import SourceText
import Testing

struct LintOptionTests {
  private let text = flow(condition: "from.attributes.b && 1")

  private func findings(_ change: (inout LintOptions) -> Void) -> [Finding] {
    var options = LintOptions()
    change(&options)
    return Linter(options: options).lint(Array(text.utf8), named: "flow").findings
  }

  @Test func severitiesAreThoseThatAreSet() {
    #expect(findings { _ in }.map(\.severity) == [.error, .error])
    #expect(findings { $0.severities["from-attributes"] = .severity(.info) }.map(\.severity) == [.info, .error])
    #expect(findings { $0.severities["from-attributes"] = .off }.map(\.rule) == ["expr-syntax"])
    #expect(
      findings {
        $0.severities = ["from-attributes": .off]; $0.select = ["from-attributes"]
      }.count == 1)
  }

  @Test func aRuleThatTakesTooManyStepsEndsWithAFinding() {
    let found = findings { $0.limits.ruleSteps = 2 }
    let stopped = found.filter { $0.message.hasPrefix("the rule stopped after 2 steps") }
    #expect(Set(stopped.map(\.rule)).isSuperset(of: ["expr-syntax", "from-attributes"]))
    #expect(stopped.allSatisfy { $0.severity == .info })
    #expect(!findings { $0.limits.ruleSteps = 1000 }.contains { $0.message.contains("stopped") })
  }

  @Test func timeIsMeasuredOnlyWhenAskedFor() {
    var options = LintOptions()
    #expect(Linter(options: options).lint(Array(text.utf8), named: "f").timings.rules.isEmpty)
    options.measuresTime = true
    options.ignore = ["from-attributes"]
    let timings = Linter(options: options).lint(Array(text.utf8), named: "f").timings
    // A rule that is off is not even called.
    #expect(timings.rules["expr-syntax"] != nil && timings.rules["from-attributes"] == nil)
  }
}

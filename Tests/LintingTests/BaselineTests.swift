import Linting
import SourceText
import Testing

struct BaselineTests {
  private let before = flow(condition: "from.attributes.b == from.attributes.a")

  private func baseline(of text: String) -> Baseline {
    var baseline = Baseline()
    for finding in lint(text) { baseline.insert(finding) }
    return baseline
  }

  private func compared(_ text: String, with baseline: Baseline, only rules: Set<String>? = nil)
    -> (report: LintReport, comparison: BaselineComparison)
  {
    var options = LintOptions()
    options.select = rules
    let linter = Linter(options: options)
    var report = linter.lint(Array(text.utf8), named: "flow")
    var comparison = BaselineComparison(with: baseline)
    comparison.apply(to: &report, active: linter.active)
    return (report, comparison)
  }

  @Test func listedFindingsDoNotCountEvenOnOtherLines() {
    let moved = "# moved\n\n" + before
    let (report, comparison) = compared(moved, with: baseline(of: before))
    #expect(report.findings.isEmpty && report.suppressed.count == 2)
    #expect(report.suppressed.allSatisfy { $0.suppression?.source == .baseline })
    #expect(comparison.fixed.isEmpty && comparison.foundCount == 2)
  }

  @Test func newFindingsCountAndFixedOnesAreTold() {
    let changed = flow(condition: "from.attributes.b == from.attributes.new")
    let (report, comparison) = compared(changed, with: baseline(of: before))
    // Another expression is another finding: both are new, both old ones fixed.
    #expect(report.findings.count == 2 && comparison.fixed.count == 2)
    #expect(comparison.pruned().count == 0)
    let mended = compared(flow(condition: "IsSet(Flow.StartDateTimeUtc)"), with: baseline(of: before))
    #expect(mended.report.findings.isEmpty && mended.comparison.fixed.count == 2)
  }

  @Test func whatARunCannotTellStays() {
    let other = before.replacing("Order status", with: "Another flow")
    let ofAnotherFlow = compared(other, with: baseline(of: before)).comparison
    #expect(
      ofAnotherFlow.fixed.isEmpty && ofAnotherFlow.pruned().count == 2 && ofAnotherFlow.pruned(all: true).count == 0)
    let ofAnotherRule = compared(before, with: baseline(of: before), only: ["expr-syntax"]).comparison
    #expect(ofAnotherRule.fixed.isEmpty && ofAnotherRule.pruned().count == 2)
  }

  @Test func theTextHoldsOnlyHashesAndIsReadAgain() throws {
    let text = baseline(of: before).text
    let words = text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    #expect(
      words.allSatisfy {
        ["version", "findings", "1"].contains($0) || ([16, 64].contains($0.count) && $0.allSatisfy(\.isHexDigit))
      })
    let read = try Baseline(json: SourceFile(name: "b", contents: Array(text.utf8)))
    #expect(read.text == text && read.count == 2)
  }

  @Test(arguments: [
    "", "[]", "{\"version\":2,\"findings\":{}}", "{\"version\":1,\"findings\":{\"a\":1}}",
    "{\"version\":1,\"findings\":{\"a\":[1]}}",
  ])
  func anythingElseIsMalformed(text: String) throws {
    let file = try SourceFile(name: "b", contents: Array(text.utf8))
    #expect(throws: Baseline.Malformed.self) { try Baseline(json: file) }
  }
}

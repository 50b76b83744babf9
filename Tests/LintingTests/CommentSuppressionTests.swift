import Linting
import Testing

struct CommentSuppressionTests {
  private func report(_ text: String, ignoring isOn: Bool = true, select: Set<String>? = nil) -> LintReport {
    var options = LintOptions()
    options.readsComments = isOn
    options.select = select
    return Linter(options: options).lint(Array(text.utf8), named: "flow")
  }

  private let found = "conversation.from.attributes.tier == 1"

  @Test(arguments: [
    "%@ # plumb: ignore[from-attributes] why",
    "%@ #plumb:ignore[ from-attributes , expr-syntax-x ] why".replacing(" , expr-syntax-x ", with: " "),
    "|\n                  %@ ",
  ])
  func aCommentOnTheLineOrBeforeItSuppresses(condition: String) {
    var text = flow(condition: condition.replacing("%@", with: found))
    if condition.hasPrefix("|") {
      text = text.replacing(
        "                exp: |", with: "                # plumb: ignore[from-attributes] why\n                exp: |")
    }
    let report = report(text)
    #expect(report.findings.map(\.message) == [])
    #expect(report.suppressed.map(\.rule) == ["from-attributes"])
    #expect(report.suppressed.first?.suppression == Suppression(.comment, reason: "why"))
    #expect(self.report(text, ignoring: false).findings.map(\.rule) == ["from-attributes"])
    #expect(self.report(text, ignoring: false).findings.map(\.fingerprint) == report.suppressed.map(\.fingerprint))
  }

  @Test func blocksAndFilesAreSuppressed() {
    let plain = flow(condition: found)
    let decision = "          - decision:"
    let block =
      plain.replacing(decision, with: "          # plumb: ignore-begin[from-attributes]\n\(decision)")
      + "\n          # plumb: ignore-end\n"
    #expect(report(block).findings.isEmpty && report(block).suppressed.count == 1)
    let file = "# plumb: ignore-file[from-attributes] all of it\n" + plain
    #expect(report(file).findings.isEmpty && report(file).suppressed.count == 1)
    let after = plain + "\n# plumb: ignore[from-attributes]\n"
    #expect(report(after).findings.map(\.rule) == ["from-attributes", "unused-suppression"])
  }

  @Test(arguments: [
    ("# plumb: ignore", "expected the rules in brackets, as in ‘ignore[from-attributes]’"),
    ("# plumb: ignore[]", "expected the rules in brackets, as in ‘ignore[from-attributes]’"),
    ("# plumb: ignore[from-attributes", "expected ‘]’ after the rules"),
    ("# plumb: ignroe[x]", "expected ‘ignore[rule]’ after ‘plumb:’, found ‘ignroe[x]’; did you mean ‘ignore’?"),
    ("# plumb: ignore[form-attributes]", "expected a rule, found ‘form-attributes’; did you mean ‘from-attributes’?"),
    ("# plumb: ignore[parse-error]", "the rule ‘parse-error’ cannot be switched off"),
    ("# plumb: ignore-end", "‘ignore-end’ without ‘ignore-begin’ before it"),
    ("# plumb: ignore-begin[expr-syntax]", "‘ignore-begin’ without ‘ignore-end’ after it"),
    ("# plumb: ignore[expr-syntax]", "nothing is found here that ‘expr-syntax’ could be ignored for"),
  ])
  func whatIsWrongOrOfNoUseIsFound(comment: String, message: String) {
    let report = report(comment + "\n" + flow(condition: "Flow.text == \"a\""))
    #expect(report.findings.map(\.message) == [message])
    #expect(report.findings.map(\.rule) == ["unused-suppression"])
    // Where its rule has not run nothing can be said of a suppression.
    #expect(self.report(comment + "\n" + flow(condition: "Flow.text"), select: ["from-attributes"]).findings.isEmpty)
  }

  @Test(arguments: [
    "'Flow.text == \"# plumb: ignore[from-attributes]\"'", "Flow.text#plumb: ignore[x]",
    "|\n                  Flow.text == \"\n                  # plumb: ignore[x]\n                  \"",
  ])
  func textIsNoComment(condition: String) {
    #expect(report(flow(condition: condition)).findings.filter { $0.rule == "unused-suppression" }.isEmpty)
  }
}

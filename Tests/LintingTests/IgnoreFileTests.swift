import Linting
import SourceText
import Testing

struct IgnoreFileTests {
  private let text = flow(condition: "from.attributes.b == from.attributes.a")

  private func applied(_ entries: String, today: String = "2026-11-25") throws -> (LintReport, LintReport?) {
    let file = IgnoreFile(try SourceFile(name: "plumb.ignore.yaml", contents: Array(entries.utf8)))
    #expect(file.problems.map(\.message) == [])
    var ignores = IgnoreEntries(file, today: today)
    let linter = Linter()
    var report = linter.lint(Array(text.utf8), named: "flow")
    ignores.apply(to: &report)
    return (report, ignores.unused(with: linter))
  }

  @Test(arguments: [
    ("", 0), ("container: Start", 0), ("container: Other", 2), ("action: Decide", 0), ("action: Other", 2),
    ("container: Start\n  action: Decide\n  expires: 2026-11-25", 0), ("expires: 2026-11-24", 2),
  ])
  func entriesSpeakOfARuleInAPlace(fields: String, left: Int) throws {
    let (report, unused) = try applied("- rule: from-attributes\n  flow: Order status\n  reason: why\n  \(fields)\n")
    #expect(report.findings.count == left)
    #expect(report.suppressed.count == 2 - left)
    #expect(report.suppressed.allSatisfy { $0.suppression == Suppression(.ignoreFile, reason: "why") })
    #expect(unused?.findings.map(\.rule) == (left == 0 ? nil : ["unused-suppression"]))
  }

  @Test func aFingerprintSpeaksOfOneFinding() throws {
    let fingerprint = lint(text)[0].fingerprint.prefix(12)
    let (report, _) = try applied(
      "- {rule: from-attributes, flow: Order status, reason: why, fingerprint: \"\(fingerprint)\"}\n")
    #expect(report.findings.count == 1 && report.suppressed.count == 1)
  }

  @Test func ofFlowsThatWereNotLintedNothingIsSaid() throws {
    let (report, unused) = try applied("- {rule: from-attributes, flow: Another, reason: why}\n")
    #expect(report.findings.count == 2 && unused == nil)
  }

  @Test(arguments: [
    ("rule: x", "expected the file to be a list, found a mapping"),
    ("- rule: from-attributes", "expected an entry with ‘rule’, ‘flow’ and ‘reason’; missing: ‘flow’, ‘reason’"),
    (
      "- {rule: form-attributes, flow: a, reason: b}",
      "expected a rule, found ‘form-attributes’; did you mean ‘from-attributes’?"
    ),
    ("- {rule: parse-error, flow: a, reason: b}", "the rule ‘parse-error’ cannot be switched off"),
    ("- {rule: expr-syntax, flow: a, reason: b, expires: soon}", "expected a day as in 2027-01-31, found ‘soon’"),
    ("- {rule: expr-syntax, flow: a, raeson: b}", "the entry has no key ‘raeson’; did you mean ‘reason’?"),
    ("- {rule: expr-syntax, flow: a, reason: b, fingerprint: abc}", "expected at least eight digits of a fingerprint"),
  ])
  func whatIsWrongIsSaid(text: String, message: String) throws {
    let file = IgnoreFile(try SourceFile(name: "f", contents: Array(text.utf8)))
    #expect(file.problems.first?.message == message)
  }
}

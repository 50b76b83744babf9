import Flows
import SourceText
import TestSupport
import Testing

@testable import Linting

struct LinterTests {
  private let twoFindings = flow(condition: "from.attributes.b == from.attributes.a && 1")

  @Test func findingsStandInOrderOfPlace() {
    let findings = lint(twoFindings)
    #expect(findings.map(\.rule) == ["from-attributes", "from-attributes", "expr-syntax"])
    let starts = findings.compactMap { $0.range?.start }
    #expect(starts == starts.sorted())
  }

  @Test func rulesCanBeSelectedAndIgnored() {
    #expect(lint(twoFindings, only: "expr-syntax").map(\.rule) == ["expr-syntax"])
    var options = LintOptions()
    options.ignore = ["from-attributes"]
    #expect(
      Linter(options: options).lint(Array(twoFindings.utf8), named: "flow").findings.map(\.rule) == ["expr-syntax"])
    options.select = ["from-attributes"]
    options.ignore = ["parse-error"]
    let broken = Linter(options: options).lint(Array("inboundCall: [".utf8), named: "flow")
    #expect(broken.findings.map(\.rule) == ["parse-error"])
  }

  /// What is set after an end is told of once in each preset, and what follows it is not left out.
  @Test(arguments: [
    (["set"], ["attribute-set-after-end 1"]),
    (["set", "play"], ["attribute-set-after-end 1", "unreachable-action 2"]),
    (["play", "set"], ["unreachable-action 1", "attribute-set-after-end 2"]),
    (["set", "set"], ["attribute-set-after-end 1", "attribute-set-after-end 2"]),
  ])
  func deadActionsAreToldOfOnce(dead: [String], expected: [String]) {
    var text = """
      inboundCall:
        name: Dead
        startUpRef: "/inboundCall/tasks/task[Main_10]"
        tasks:
          - task:
              name: Main
              refId: Main_10
              actions:
                - disconnect: { name: "0" }

      """
    for (number, kind) in dead.enumerated() {
      let set =
        "setParticipantData: { name: '\(number + 1)', "
        + "attributes: [{ attribute: { name: { lit: tier }, value: { lit: gold } } }] }"
      text += "          - \(kind == "set" ? set : "playAudio: { name: '\(number + 1)' }")\n"
    }
    var options = LintOptions()
    options.preset = .strict
    let found = Linter(options: options).lint(Array(text.utf8), named: "flow").findings
    #expect(found.map { "\($0.rule) \($0.location.actionName ?? "-")" } == expected)
    options.ignore = ["attribute-set-after-end"]
    let alone = Linter(options: options).lint(Array(text.utf8), named: "flow").findings
    #expect(alone.map { "\($0.rule) \($0.location.actionName ?? "-")" } == ["unreachable-action 1"])
  }

  /// A file that begins like a flow and holds none was not looked at.
  @Test(arguments: [
    ("inboundCall:\n", "nothing stands under ‘inboundCall’"), ("<ENTRY><NAME>x</NAME></ENTRY>", "‘ENTRY’"),
    ("<inboundCall>words</inboundCall>", "‘inboundCall’"),
  ])
  func whatHoldsNoFlowIsUnreadable(text: String, reason: String) {
    let report = Linter().lint(Array(text.utf8), named: "file")
    #expect(report.unreadable?.message.contains(reason) == true && report.unreadable?.isForeign == true)
  }

  @Test func countsAreThoseOfTheFile() throws {
    let contents = try Repository.bytes("samples/flows/order-tracking.yaml")
    let report = Linter().lint(contents, named: "order-tracking.yaml")
    #expect(report.flowCount == 1)
    #expect(report.expressionCount == 10)
    #expect(report.findings.map(\.rule) == ["unhandled-outcome", "write-never-read"] && report.unreadable == nil)
  }

  @Test(arguments: ["", "\u{0}", "services:\n  a: 1\n", "[1]", "just text"])
  func otherFilesAreUnreadableAndForeign(text: String) {
    let report = Linter().lint(Array(text.utf8), named: "file")
    #expect(report.unreadable?.isForeign == true)
    #expect(report.findings.isEmpty && report.flowCount == 0)
  }

  @Test func aFlowThatIsNoTextIsAParseError() {
    let report = Linter().lint(Array("inboundCall:\n  name: ".utf8) + [0xFF, 0x0A], named: "file")
    #expect(report.unreadable == nil)
    #expect(report.findings.map(\.rule) == ["parse-error"])
    #expect(report.findings.first?.range == ByteRange(21, 22))
  }

  @Test func afterAParseErrorTheRestIsStillChecked() {
    let text = flow(condition: "from.attributes.k") + "\n          - decision: \"open"
    #expect(Set(lint(text).map(\.rule)) == ["from-attributes", "parse-error"])
  }

  // MARK: Fingerprints

  @Test func fingerprintsDoNotDependOnLinesOrBlanks() {
    let before = lint(flow(condition: "from.attributes.k == 1"))
    let after = lint("# remark\n\n" + flow(condition: #""from.attributes.k\n\t==  1""#))
    #expect(before.map(\.fingerprint) == after.map(\.fingerprint))
    #expect(before.first?.fingerprint.utf8.count == 64)
  }

  @Test func equalFindingsHaveTheirOwnFingerprints() {
    let findings = lint(flow(condition: "from.attributes.k == from.attributes.k"), only: "from-attributes")
    #expect(findings.count == 2)
    #expect(Set(findings.map(\.fingerprint)).count == 2)
    let other = lint(flow(condition: "from.attributes.other == 1"))
    #expect(!findings.map(\.fingerprint).contains(other[0].fingerprint))
  }

  @Test func formatsGiveTheSameFingerprints() throws {
    for rule in ["from-attributes", "expr-syntax"] {
      let reports = try ["yaml", "xml"].map { format in
        Linter().lint(try Repository.bytes("samples/lint/\(rule)/bad.\(format)"), named: "bad.\(format)")
      }
      #expect(reports[0].findings.map(\.fingerprint) == reports[1].findings.map(\.fingerprint))
      #expect(reports[0].findings.map(\.expressionRange) == reports[1].findings.map(\.expressionRange))
      #expect(reports[0].findings.map(\.location) == reports[1].findings.map(\.location))
      #expect(reports[0].findings.map(\.message) == reports[1].findings.map(\.message))
    }
  }
}

import Flows
import SourceText

/// The report of JUnit: a suite a file, a case a finding.
struct JUnitLintOutput: LintOutput {
  private var suites = ""
  private var tests = 0
  private var failures = 0
  private var errors = 0

  mutating func file(_ report: LintReport, part: [UInt8]) -> [UInt8] {
    let name = XMLOutputText.escaped(report.path)
    var cases = ""
    var failed = 0
    for finding in report.findings {
      let message = XMLOutputText.escaped(finding.messageWithPlace)
      let rule = XMLOutputText.escaped(finding.rule)
      cases += opening(of: finding, in: report)
      if finding.severity == .info {
        // An info is told, but fails nothing.
        cases += "      <system-out>info: \(message)</system-out>\n"
      } else {
        failed += 1
        cases += "      <failure type=\"\(finding.severity.rawValue)\" message=\"\(message)\">"
        cases += XMLOutputText.escaped(place(of: finding, in: report)) + ": \(message) [\(rule)]</failure>\n"
      }
      cases += "    </testcase>\n"
    }
    for finding in report.suppressed {
      let reason = finding.suppression?.reason ?? ""
      cases += opening(of: finding, in: report)
      cases += "      <skipped message=\"\(XMLOutputText.escaped(reason))\"/>\n    </testcase>\n"
    }
    let isClean = cases.isEmpty
    if isClean { cases = "    <testcase name=\"no findings\" classname=\"\(name)\" time=\"0\"/>\n" }
    let count = isClean ? 1 : report.findings.count + report.suppressed.count
    suites += "  <testsuite name=\"\(name)\" tests=\"\(count)\" failures=\"\(failed)\" errors=\"0\""
    suites += " skipped=\"\(report.suppressed.count)\" time=\"0\">\n\(cases)  </testsuite>\n"
    tests += count
    failures += failed
    return []
  }

  mutating func end(_ summary: LintSummary, unreadable: [LintReport]) -> [UInt8] {
    for report in unreadable {
      let name = XMLOutputText.escaped(report.path)
      let message = XMLOutputText.escaped(report.unreadable?.message ?? "")
      suites += "  <testsuite name=\"\(name)\" tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\" time=\"0\">\n"
      suites += "    <testcase name=\"unreadable\" classname=\"\(name)\" time=\"0\">\n"
      suites += "      <error type=\"unreadable\" message=\"\(message)\"/>\n    </testcase>\n  </testsuite>\n"
      tests += 1
      errors += 1
    }
    let numbers = "tests=\"\(tests)\" failures=\"\(failures)\" errors=\"\(errors)\" time=\"0\""
    let text =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"plumb\" \(numbers)>\n\(suites)</testsuites>\n"
    return Array(text.utf8)
  }

  private func opening(of finding: Finding, in report: LintReport) -> String {
    let name = XMLOutputText.escaped("\(finding.rule) \(place(of: finding, in: report))")
    return "    <testcase name=\"\(name)\" classname=\"\(XMLOutputText.escaped(report.path))\" time=\"0\">\n"
  }

  private func place(of finding: Finding, in report: LintReport) -> String {
    if let start = report.places(of: finding)?.start { return "\(report.path):\(start.line):\(start.column)" }
    return "\(report.path) \(finding.location.wholeDescription)"
  }
}

/// The report of Checkstyle.
struct CheckstyleLintOutput: LintOutput {
  func beginning() -> [UInt8] {
    Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"10.0\">\n".utf8)
  }

  func part(_ report: LintReport) -> [UInt8] {
    guard !report.findings.isEmpty else { return [] }
    var text = "  <file name=\"\(XMLOutputText.escaped(report.path))\">\n"
    for finding in report.findings {
      let start = report.places(of: finding)?.start
      let place = start.map { " line=\"\($0.line)\" column=\"\($0.column)\"" } ?? ""
      text += "    <error\(place) severity=\"\(finding.severity.rawValue)\""
      text += " message=\"\(XMLOutputText.escaped(finding.messageWithPlace))\""
      text += " source=\"plumb.\(XMLOutputText.escaped(finding.rule))\"/>\n"
    }
    return Array((text + "  </file>\n").utf8)
  }

  func end(_ summary: LintSummary, unreadable: [LintReport]) -> [UInt8] {
    var text = ""
    for report in unreadable {
      text += "  <file name=\"\(XMLOutputText.escaped(report.path))\">\n    <error severity=\"error\" message=\""
      text += XMLOutputText.escaped(report.unreadable?.message ?? "") + "\" source=\"plumb.unreadable\"/>\n  </file>\n"
    }
    return Array((text + "</checkstyle>\n").utf8)
  }
}

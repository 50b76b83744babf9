import SourceText

/// Workflow commands that GitHub turns into annotations of a pull request.
struct GitHubLintOutput: LintOutput {
  private var counts: [String: Int] = [:]

  mutating func file(_ report: LintReport, part: [UInt8]) -> [UInt8] {
    var text = ""
    for finding in report.findings {
      let command = Self.command(for: finding.severity)
      counts[command, default: 0] += 1
      var properties = [("file", report.path)]
      if let places = report.places(of: finding) {
        properties.append(("line", "\(places.start.line)"))
        // GitHub takes columns only where both ends are on one line.
        if places.start.line == places.end.line {
          properties.append(("col", "\(places.start.column)"))
          properties.append(("endColumn", "\(max(places.start.column, places.end.column))"))
        } else {
          properties.append(("endLine", "\(places.end.line)"))
        }
      }
      properties.append(("title", finding.rule))
      let list = properties.map { "\($0.0)=\(Self.property($0.1))" }.joined(separator: ",")
      text += "::\(command) \(list)::\(Self.data(finding.messageWithPlace))\n"
    }
    return Array(text.utf8)
  }

  func end(_ summary: LintSummary, unreadable: [LintReport]) -> [UInt8] {
    var text = ""
    for report in unreadable {
      text += "::error file=\(Self.property(report.path)),title=unreadable::"
      text += Self.data(report.unreadable?.message ?? "") + "\n"
    }
    if counts.values.contains(where: { $0 > Self.shownCount }) {
      text += "::notice title=plumb::"
      text += Self.data(
        "\(summary.lastLine); GitHub shows \(Self.shownCount) annotations of a kind and step, all stand in the log")
      text += "\n"
    }
    return Array(text.utf8)
  }

  /// How many annotations of one kind GitHub shows for a step.
  private static let shownCount = 10

  private static func command(for severity: Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .info: "notice"
    }
  }

  /// The text after the second `::`: no line end may stand in it, and `%` begins an escape.
  static func data(_ text: String) -> String {
    encoded(text, also: [])
  }

  /// The value of a property, which `,` and `:` would end.
  static func property(_ text: String) -> String {
    encoded(text, also: [",", ":"])
  }

  private static func encoded(_ text: String, also others: [Unicode.Scalar]) -> String {
    var result = ""
    for scalar in TerminalText.escaped(text).unicodeScalars {
      if scalar == "%" || scalar.value < 0x20 || others.contains(scalar) {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "%" + (digits.count < 2 ? "0" : "") + digits
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

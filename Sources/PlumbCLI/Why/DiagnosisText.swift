import Conversations
import Diagnosis
package import SourceText

/// Answers for people: the verdict, the participants, what to do.
package struct DiagnosisText {
  let report: WhyReport
  let style: TextStyle

  /// Creates the text of a report.
  package init(report: WhyReport, style: TextStyle) {
    self.report = report
    self.style = style
  }

  /// All answers.
  package var text: String {
    report.explanations.map { text(of: $0) }.joined(separator: "\n")
  }

  /// The verdicts alone, with the line that they are about.
  var verdicts: String {
    report.explanations.map { "\(report.line.map { "\($0): " } ?? "")\(report.verdict(of: $0))\n" }.joined()
  }

  private func text(of explanation: Explanation) -> String {
    var text = style.bold(report.verdict(of: explanation)) + "\n"
    text += Self.table(report.participants(for: explanation))
    for cause in explanation.causes {
      text += "  \(cause.id) (\(cause.certainty.rawValue)): \(TerminalText.escaped(cause.message))\n"
      if let fix = cause.fix { text += "    → \(TerminalText.escaped(fix))\n" }
    }
    for line in report.run?.sentences(about: explanation.key) ?? [] { text += "  \(TerminalText.escaped(line))\n" }
    return text
  }

  private static func table(_ rows: [[String]]) -> String {
    let widths = (0..<7).map { column in rows.map { DisplayWidth.columns(of: $0[column]) }.max() ?? 0 }
    return rows.map { row in
      let cells = zip(row, widths).filter { $1 > 0 }.map {
        $0 + String(repeating: " ", count: $1 - DisplayWidth.columns(of: $0))
      }
      var line = cells.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }
}

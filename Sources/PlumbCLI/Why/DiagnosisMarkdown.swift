import Conversations
import Diagnosis
import SourceText

/// Answers as Markdown, for a ticket.
struct DiagnosisMarkdown {
  let report: WhyReport

  /// All answers.
  var text: String {
    report.explanations.map { text(of: $0) }.joined(separator: "\n")
  }

  private func text(of explanation: Explanation) -> String {
    var text = "### \(MarkdownText.escaped(report.verdict(of: explanation)))\n\n"
    if let id = report.conversation?.id { text += "Conversation \(MarkdownText.escaped(id))\n\n" }
    let rows = report.participants(for: explanation)
    if !rows.isEmpty {
      text += "| | purpose | participant | state | when | attributes | the key |\n|---|---|---|---|---|---|---|\n"
      for row in rows { text += "| " + row.map { MarkdownText.escaped($0) }.joined(separator: " | ") + " |\n" }
      text += "\n"
    }
    for cause in explanation.causes {
      text += "* **\(cause.id)** (\(cause.certainty.rawValue)): \(MarkdownText.escaped(cause.message))"
      let place = [cause.flow.map { "flow \($0)" }, cause.action.map { "action \($0)" }].compactMap { $0 }
      if !place.isEmpty { text += ", " + MarkdownText.escaped(place.joined(separator: ", ")) }
      text += "\n"
      if let fix = cause.fix { text += "  * What to do: \(MarkdownText.escaped(fix))\n" }
    }
    for line in report.run?.sentences(about: explanation.key) ?? [] { text += "* \(MarkdownText.escaped(line))\n" }
    return text
  }
}

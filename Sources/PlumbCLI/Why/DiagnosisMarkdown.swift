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
    var text = "### \(Self.escaped(report.verdict(of: explanation)))\n\n"
    if let id = report.conversation?.id { text += "Conversation \(Self.escaped(id))\n\n" }
    let rows = report.participants(for: explanation)
    if !rows.isEmpty {
      text += "| | purpose | participant | state | when | attributes | the key |\n|---|---|---|---|---|---|---|\n"
      for row in rows { text += "| " + row.map { Self.escaped($0) }.joined(separator: " | ") + " |\n" }
      text += "\n"
    }
    for cause in explanation.causes {
      text += "* **\(cause.id)** (\(cause.certainty.rawValue)): \(Self.escaped(cause.message))"
      let place = [cause.flow.map { "flow \($0)" }, cause.action.map { "action \($0)" }].compactMap { $0 }
      if !place.isEmpty { text += ", " + Self.escaped(place.joined(separator: ", ")) }
      text += "\n"
      if let fix = cause.fix { text += "  * What to do: \(Self.escaped(fix))\n" }
    }
    return text
  }

  /// A text in which nothing is taken for Markdown or HTML.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in TerminalText.escaped(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\\", "`", "*", "_", "[", "]", "|", "#", "~", "!", "$", "@":
        result += "\\"
        result.unicodeScalars.append(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

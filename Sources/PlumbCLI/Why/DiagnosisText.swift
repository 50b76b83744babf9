import Conversations
import JSON
import SourceText

/// Answers for people: the verdict, the participants, what to do.
struct DiagnosisText {
  /// The most columns of the verdict line.
  static let verdictWidth = 100

  let conversation: Conversation
  let style: TextStyle

  func text(of diagnoses: [AttributeDiagnosis]) -> String {
    diagnoses.map { text(of: $0) }.joined(separator: "\n")
  }

  private func text(of diagnosis: AttributeDiagnosis) -> String {
    var text = style.bold(verdict(of: diagnosis)) + "\n"
    text += participants(for: diagnosis)
    for cause in diagnosis.causes {
      text += "  \(cause.id) (\(cause.certainty.rawValue)): \(TerminalText.escaped(cause.message))\n"
      if let fix = cause.fix { text += "    → \(TerminalText.escaped(fix))\n" }
    }
    return text
  }

  /// One line that can be searched for: `custom_order_id: elsewhere (RC-02, certain): on agent 3f2a…, not on the customer`.
  private func verdict(of diagnosis: AttributeDiagnosis) -> String {
    let key = TerminalText.escaped(diagnosis.key)
    var line = "\(key): \(diagnosis.status.rawValue)"
    if diagnosis.status == .present {
      if let choice = diagnosis.choice {
        line += ": on \(Self.name(of: choice.participant)) (chosen by: \(choice.rule.rawValue))"
      }
      if let length = diagnosis.valueLength { line += ", \(length) character\(length == 1 ? "" : "s")" }
    } else if let cause = diagnosis.causes.first {
      line += " (\(cause.id), \(cause.certainty.rawValue)): \(TerminalText.escaped(cause.message))"
    }
    guard line.count > Self.verdictWidth else { return line }
    return line.prefix(Self.verdictWidth - 1) + "…"
  }

  /// A line for each participant: purpose, id, state, how many attributes, and whether the key is among them.
  private func participants(for diagnosis: AttributeDiagnosis) -> String {
    let rows = conversation.participants.map { participant in
      let count = participant.attributes?.count
      let has = participant.attribute(diagnosis.key) != nil
      let isChosen = diagnosis.choice?.participant.position == participant.position
      return [
        isChosen ? "›" : " ", TerminalText.escaped(participant.purpose ?? "?"),
        TerminalText.escaped(String((participant.id ?? "").prefix(8))), participant.isLive ? "live" : "ended",
        count.map { "\($0) attribute\($0 == 1 ? "" : "s")" } ?? "no attributes",
        has ? "has the key" : "",
      ]
    }
    let widths = (0..<6).map { column in rows.map { DisplayWidth.columns(of: $0[column]) }.max() ?? 0 }
    return rows.map { row in
      let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - DisplayWidth.columns(of: $0)) }
      var line = cells.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }

  private static func name(of participant: Participant) -> String {
    let id = participant.id.map { " " + $0.prefix(8) + ($0.count > 8 ? "…" : "") } ?? ""
    return TerminalText.escaped((participant.purpose ?? "participant") + id)
  }
}

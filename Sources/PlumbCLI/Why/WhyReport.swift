package import Conversations
package import Diagnosis
import JSON
import SourceText

/// The answers to a question about one conversation, or about flows alone.
package struct WhyReport {
  let conversation: Conversation?
  /// The line of NDJSON, counted from 1.
  let line: Int?
  let explanations: [Explanation]
  let evidence: Evidence
  /// The run of a flow on the conversation's data; nil where none was asked for.
  var run: WhyRun?

  /// Creates a report.
  package init(conversation: Conversation?, line: Int?, explanations: [Explanation], evidence: Evidence) {
    self.conversation = conversation
    self.line = line
    self.explanations = explanations
    self.evidence = evidence
  }

  /// Answers a question about a conversation.
  init(on conversation: Conversation, line: Int?, _ question: WhyQuestion, _ evidence: Evidence) {
    self.init(
      conversation: conversation, line: line,
      explanations: question.diagnoses(in: conversation, now: evidence.now).map {
        Explanation($0, in: conversation, evidence: evidence)
      }, evidence: evidence)
  }

  /// The explanation as one line: `custom_order_id: elsewhere (RC-02, certain): on agent 3f2a…, not on the customer`.
  func verdict(of explanation: Explanation) -> String {
    var line = "\(TerminalText.escaped(explanation.shownKey)): \(explanation.status.rawValue)"
    if explanation.status == .present {
      if let note = explanation.causes.first, note.certainty == .certain {
        line += " (\(note.id), certain): \(TerminalText.escaped(note.message))"
      } else if let choice = explanation.choice {
        line += ": on \(TerminalText.escaped(choice.participant.shortName)) (chosen by: \(choice.rule.rawValue))"
        if let length = explanation.valueLength { line += ", \(length) character\(length == 1 ? "" : "s")" }
      }
    } else if let cause = explanation.causes.first {
      line += " (\(cause.id), \(cause.certainty.rawValue)): \(TerminalText.escaped(cause.message))"
    }
    guard DisplayWidth.columns(of: line) > Self.verdictWidth else { return line }
    while DisplayWidth.columns(of: line) >= Self.verdictWidth { line.removeLast() }
    return line + "…"
  }

  /// The most columns of the verdict line.
  static let verdictWidth = 100

  /// A row for each participant: chosen, purpose, id, state, when, how many attributes, whether it has the key.
  func participants(for explanation: Explanation) -> [[String]] {
    (conversation?.participants ?? []).map { participant in
      let count = participant.attributes?.count
      let isChosen = explanation.choice?.participant.position == participant.position
      return [
        isChosen ? "›" : " ", participant.purpose ?? "?", String((participant.id ?? "").prefix(8)),
        participant.isLive ? "live" : "ended", Self.span(of: participant),
        count.map { "\($0) attribute\($0 == 1 ? "" : "s")" } ?? "no attributes",
        participant.attribute(explanation.key) == nil ? "" : "has the key",
      ].map { TerminalText.escaped($0) }
    }
  }

  private static func span(of participant: Participant) -> String {
    guard let start = participant.startTime else { return "" }
    return start.clockTime + "–" + (participant.isLive ? "" : participant.endTime?.clockTime ?? "")
  }
}

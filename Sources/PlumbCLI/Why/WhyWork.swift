import Conversations
import Diagnosis
import SourceText
import Terminal
import Workspace

/// Asks one conversation after the other and prints the answers, or counts them.
struct WhyWork: LineWork {
  /// What conversations came to beside what is printed of them.
  struct Summary: Sendable {
    var status = ExitStatus.done
    /// How many lines were left out because they hold no conversation.
    var skipped = 0
    /// How often each answer was given; nil where they are printed.
    var histogram: WhyHistogram?
  }

  let question: WhyQuestion
  let evidence: Evidence
  let isJSON: Bool
  let badLines: LineOptions.BadLines
  var summary = Summary()

  init(
    question: WhyQuestion, evidence: Evidence, isJSON: Bool, badLines: LineOptions.BadLines, histogram: WhyHistogram?
  ) {
    self.question = question
    self.evidence = evidence
    self.isJSON = isJSON
    self.badLines = badLines
    summary.histogram = histogram
  }

  mutating func work(on item: ConversationSource.Item, _ transcript: inout Transcript) {
    switch item.conversation {
    case .success(let conversation):
      let report = WhyReport(on: conversation, line: item.line, question, evidence)
      if report.explanations.contains(where: { $0.status != .present }) { summary.status.raise(to: .no) }
      if summary.histogram != nil {
        summary.histogram?.add(report.explanations)
      } else if isJSON {
        transcript.print(DiagnosisJSON.document(of: report))
      } else {
        transcript.print(DiagnosisText(report: report, style: .plain).verdicts)
      }
    case .failure(let problem):
      if badLines == .skip {
        summary.skipped += 1
        return
      }
      if badLines == .fail { summary.status.raise(to: .input) }
      if isJSON, summary.histogram == nil {
        transcript.print(DiagnosisJSON.document(ofLine: item.line, problem: problem.message))
      }
      let place = item.file + (item.line.map { ":\($0)" } ?? "")
      let message = "plumb: \(TerminalText.escaped(place)): \(TerminalText.escaped(problem.message))"
      transcript.tell(DiagnosticCode.notAConversation.description, message)
    }
  }

  mutating func takeSummary() -> Summary {
    defer { summary = Summary(histogram: summary.histogram.map { _ in WhyHistogram() }) }
    return summary
  }

  mutating func absorb(_ other: Summary) {
    summary.status.raise(to: other.status)
    summary.skipped += other.skipped
    if let counts = other.histogram { summary.histogram?.add(counts) }
  }
}

import Conversations
import Diagnosis
import SourceText
import SystemPackage
import Terminal
import Workspace

/// The answers of `why`, made and printed.
extension WhyCommand {
  func report(
    on conversation: Conversation, line: Int?, _ question: WhyQuestion, _ evidence: Evidence
  ) -> WhyReport {
    let explanations = question.diagnoses(in: conversation, now: evidence.now).map {
      Explanation($0, in: conversation, evidence: evidence)
    }
    return WhyReport(conversation: conversation, line: line, explanations: explanations, evidence: evidence)
  }

  func print(_ report: WhyReport, on console: Console) {
    if timeline, let conversation = report.conversation {
      let keys = report.explanations.map(\.key)
      guard let timeline = Timeline(conversation, keys: keys, evidence: report.evidence) else {
        console.complain("plumb: the conversation tells no time")
        return
      }
      if format == .svg { return console.print(timeline.svg) }
      let text = DiagnosisText(report: report, style: colors.output(on: console)).text
      return console.print(text + (text.isEmpty ? "" : "\n") + timeline.text)
    }
    switch format {
    case .text: console.print(DiagnosisText(report: report, style: colors.output(on: console)).text)
    case .json: console.print(DiagnosisJSON.document(of: report))
    case .markdown: console.print(DiagnosisMarkdown(report: report).text)
    case .jsonl, .svg: break
    }
  }

  func explainLines(
    of file: String, _ source: ConversationSource, _ question: WhyQuestion, _ evidence: Evidence,
    _ initial: ExitStatus, on console: Console
  ) -> ExitStatus {
    var status = initial
    var counts = WhyHistogram()
    var errors = ErrorTally()
    source.eachLine(of: FilePath(file)) { item in
      switch item.conversation {
      case .success(let conversation):
        let report = report(on: conversation, line: item.line, question, evidence)
        if report.explanations.contains(where: { $0.status != .present }) { status.raise(to: .no) }
        if histogram {
          counts.add(report.explanations)
        } else if format == .json {
          console.print(DiagnosisJSON.document(of: report))
        } else {
          console.print(DiagnosisText(report: report, style: .plain).verdicts)
        }
      case .failure(let problem):
        status.raise(to: .input)
        let place = item.file + (item.line.map { ":\($0)" } ?? "")
        errors.tell(
          "not-a-conversation", "plumb: \(TerminalText.escaped(place)): \(TerminalText.escaped(problem.message))",
          on: console)
      }
    }
    errors.end(on: console)
    if histogram { format == .json ? console.print(counts.json) : console.print(counts.text) }
    return status
  }
}

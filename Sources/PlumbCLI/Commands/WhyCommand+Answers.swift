import Conversations
import Diagnosis
import SourceText
import SystemPackage
import Terminal
import Workspace

/// The answers of `why`, made and printed.
extension WhyCommand {
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
    var work = WhyWork(
      question: question, evidence: evidence, isJSON: format == .json, badLines: lines.badLines ?? .fail,
      histogram: histogram ? WhyHistogram() : nil)
    var tally = ErrorTally()
    do throws(InputProblem) {
      let conversations = try source.lines(of: FilePath(file))
      lines.batch(on: console).run(conversations, &work, &tally)
      if let problem = conversations.problem { throw problem }
    } catch {
      console.complain(of: file, error.message)
      work.summary.status.raise(to: .input)
    }
    tally.end(on: console)
    LineOptions.tell(skipped: work.summary.skipped, on: console)
    if let counts = work.summary.histogram { format == .json ? console.print(counts.json) : console.print(counts.text) }
    return max(initial, work.summary.status)
  }
}

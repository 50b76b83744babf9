import Conversations
import Diagnosis
import JSON
import SourceText
import Terminal
import Workspace

/// `plumb why --watch`: answers as they change.
extension WhyCommand {
  /// Answers at once and again at every change; prints what has another answer than before.
  ///
  /// - Returns: the exit code of the last answers.
  func watch(
    _ question: WhyQuestion, _ evidence: Evidence, _ source: ConversationSource, _ initial: ExitStatus,
    on console: Console
  ) throws(CloudReader.Failure) -> ExitStatus {
    var told: [String: [[UInt8]]] = [:]
    var statuses: [String: ExitStatus] = [:]
    let ending = try cloud.reader(console).follow(cloud.conversations, for: cloud.duration) { moment in
      guard let item = source.items(named: CloudConversationOption.name(of: "watched"), contents: moment.contents).first
      else { return }
      switch item.conversation {
      case .failure(let problem):
        console.complain(of: item.file, problem.message)
        statuses[""] = .input
      case .success(let conversation):
        let id = conversation.id ?? ""
        let report = WhyReport(on: conversation, line: nil, question, evidence)
        // A value of the same length is another answer, although it is not shown.
        let answers = report.explanations.map { explanation in
          DiagnosisJSON.line(of: explanation) { _ in } + Array((explanation.value?.sourceText ?? "").utf8)
        }
        let before = told.updateValue(answers, forKey: id)
        for (index, explanation) in report.explanations.enumerated() where before?[index] != answers[index] {
          print(explanation, in: report, of: id, at: moment, on: console)
        }
        console.flush()
        statuses[id] = report.explanations.contains { $0.status != .present } ? .no : .done
      }
    }
    return statuses.values.reduce(max(initial, ending)) { max($0, $1) }
  }

  private func print(
    _ explanation: Explanation, in report: WhyReport, of conversation: String, at moment: CloudReader.Moment,
    on console: Console
  ) {
    if format == .jsonl {
      let line = DiagnosisJSON.line(of: explanation) { writer in
        writer.member("at", moment.time)
        writer.member("conversation", conversation)
        writer.key("changed")
        writer.array(moment.changed) { $0.string($1) }
        writer.member("via", moment.via)
      }
      console.print(line + [0x0A])
    } else {
      let name = cloud.conversations.count > 1 ? TerminalText.escaped(conversation) + " " : ""
      console.print("\(moment.time) \(name)\(report.verdict(of: explanation))\n")
    }
  }
}

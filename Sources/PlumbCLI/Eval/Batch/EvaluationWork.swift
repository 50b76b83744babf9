import Conversations
import Expressions
import JSON
import Terminal
import Workspace

/// Evaluates expressions against one conversation after the other and prints what comes of it.
struct EvaluationWork: LineWork {
  /// What inputs came to beside what they print.
  struct Summary: Sendable {
    var status = ExitStatus.done
    /// How many lines were left out because they hold no conversation.
    var skipped = 0
    var output: any EvaluationOutput
  }

  private var run: ExpressionRun
  private let blank: any EvaluationOutput
  private let badLines: LineOptions.BadLines
  /// Whether a value has to be set.
  private let isRequired: Bool
  private(set) var summary: Summary
  /// What is read off lines without building anything of them, if that tells all that is printed.
  private let skimmed: SkimmedPaths?

  init(_ run: ExpressionRun, _ output: any EvaluationOutput, badLines: LineOptions.BadLines, isRequired: Bool) {
    self.run = run
    blank = output
    self.badLines = badLines
    self.isRequired = isRequired
    summary = Summary(output: output)
    let table = output as? TableEvaluationOutput
    skimmed = table.flatMap { run.skimmedPaths(withKey: $0.showsKey) }
  }

  mutating func begin(_ transcript: inout Transcript) { summary.output.begin(&transcript) }

  mutating func end(_ transcript: inout Transcript) { summary.output.end(&transcript) }

  /// Prints what the expressions give against a conversation, or against none.
  mutating func work(onEither item: ConversationSource.Item?, _ transcript: inout Transcript) {
    let input = run.input(of: item)
    let isBadLine = input.problem != nil && item?.line != nil
    switch isBadLine ? badLines : .fail {
    case .skip:
      summary.skipped += 1
      return
    case .report: break
    case .fail:
      for result in input.results {
        if result.isFailure { summary.status.raise(to: .input) }
        if isRequired, !result.isSet { summary.status.raise(to: .no) }
      }
    }
    summary.output.input(input, &transcript)
  }

  mutating func work(on lines: JSONLineBlock, of format: ConversationLines.Format, _ transcript: inout Transcript) {
    guard let skimmed, format.id == nil else {
      for place in 0..<lines.count { work(on: lines[place], of: format, &transcript) }
      return
    }
    CrashReport.reading("\(format.file):\(lines.firstNumber)–\(lines.firstNumber + lines.count - 1)")
    var skim = ConversationSkim(skimmed)
    lines.withMemory { memory in
      for place in 0..<lines.count {
        guard let memory, skim.read(memory, lines.range(of: place)) else {
          work(on: lines[place], of: format, &transcript)
          continue
        }
        if isRequired, skim.answers.contains(where: { if case .notSet = $0 { true } else { false } }) {
          summary.status.raise(to: .no)
        }
        transcript.print { TableEvaluationOutput.append(skim.answers, to: &$0) }
      }
    }
  }

  mutating func work(on item: ConversationSource.Item, _ transcript: inout Transcript) {
    work(onEither: item, &transcript)
  }

  mutating func takeSummary() -> Summary {
    defer { summary = Summary(output: blank) }
    return summary
  }

  mutating func absorb(_ other: Summary) {
    summary.status.raise(to: other.status)
    summary.skipped += other.skipped
    summary.output.absorb(other.output)
  }
}

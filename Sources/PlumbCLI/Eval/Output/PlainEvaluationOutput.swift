import Conversations
import Expressions
import SourceText
import Terminal

/// One expression and one input: the value as it is.
struct PlainEvaluationOutput: EvaluationOutput {
  let style: TextStyle

  func input(_ input: EvaluatedInput, _ transcript: inout Transcript) {
    for result in input.results {
      for diagnostic in result.diagnostics {
        transcript.complain(result.expression.rendered(diagnostic, style: style))
      }
      switch result.outcome {
      case .value(let value, _, let origin):
        if value.isSet, let text = value.text {
          transcript.print(text + "\n")
        } else {
          transcript.complain("NOT_SET: \(EvaluationText.text(of: origin?.cause))")
        }
      case .unknown(let reason, _): transcript.complain(EvaluationText.text(of: reason))
      case .failure(_, let message, let range):
        if let range {
          transcript.complain(result.expression.rendered(.error, message, at: range, style: style))
        } else {
          let file = result.file.map { TerminalText.escaped($0) + ": " } ?? ""
          transcript.complain("plumb: \(file)\(TerminalText.escaped(message))")
        }
      }
      EvaluationText.complain(traceOf: result, &transcript, style: style)
    }
  }
  /// Prints results at once.
  func print(_ results: [EvaluationResult], on console: Console) {
    var transcript = Transcript()
    var tally = ErrorTally()
    input(EvaluatedInput(results: results), &transcript)
    transcript.flush(to: console, &tally)
  }
}

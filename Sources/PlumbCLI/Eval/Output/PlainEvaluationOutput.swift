import Conversations
import Expressions
import SourceText
import Terminal

/// One expression and one input: the value as it is.
struct PlainEvaluationOutput: EvaluationOutput {
  let console: Console
  let style: TextStyle

  func begin() {}
  func end() {}

  func input(_ results: [EvaluationResult]) {
    for result in results {
      for diagnostic in result.diagnostics {
        console.complain(result.expression.rendered(diagnostic, style: style))
      }
      switch result.outcome {
      case .value(let value, _, let origin):
        if value.isSet, let text = value.text {
          console.print(text + "\n")
        } else {
          console.complain("NOT_SET: \(EvaluationText.text(of: origin?.cause))")
        }
      case .unknown(let reason, _): console.complain(EvaluationText.text(of: reason))
      case .failure(_, let message, let range):
        if let range {
          console.complain(result.expression.rendered(.error, message, at: range, style: style))
        } else {
          let file = result.file.map { TerminalText.escaped($0) + ": " } ?? ""
          console.complain("plumb: \(file)\(TerminalText.escaped(message))")
        }
      }
      EvaluationText.complain(traceOf: result, on: console, style: style)
    }
  }
}

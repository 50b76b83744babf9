import Conversations
import Expressions
import SourceText

/// Sentences about results.
enum EvaluationText {
  /// A cause with its id and certainty.
  static func text(of cause: Cause?) -> String {
    guard let cause else { return "the expression has no value" }
    let id = cause.id == "ABSENT" ? "" : " (\(cause.id), \(cause.certainty.rawValue))"
    return TerminalText.escaped(cause.message) + id
  }

  /// What a value that is not known needs.
  static func text(of reason: Unknown) -> String { "UNKNOWN: \(TerminalText.escaped(reason.message))" }

  /// Prints the trace of a result on standard error, so that what reads the value is not disturbed.
  static func complain(traceOf result: EvaluationResult, _ transcript: inout Transcript, style: TextStyle) {
    guard let trace = result.trace, !trace.isEmpty else { return }
    transcript.complain(String(TraceText.text(of: trace, in: result.expression, style: style).dropLast()))
  }
}

extension Transcript {
  /// Tells the errors of an input of many, and what is not known of it.
  mutating func tell(errorsOf input: EvaluatedInput, style: TextStyle) {
    for result in input.results {
      switch result.outcome {
      case .value: continue
      case .unknown(let reason, _): tell("UNKNOWN", Self.head(result) + EvaluationText.text(of: reason))
      case .failure(let code, let message, let range?):
        tell(code.description, Self.head(result) + result.expression.rendered(.error, message, at: range, style: style))
      case .failure(let code, let message, nil):
        tell(code.description, "plumb: " + Self.head(result) + TerminalText.escaped(message))
        // It is the input's fault, which is the same for every expression.
        return
      }
    }
  }

  /// The file and line that a message is about.
  private static func head(_ result: EvaluationResult) -> String {
    let place = [result.file.map { TerminalText.escaped($0) }, result.line.map(String.init)].compactMap { $0 }
    return place.isEmpty ? "" : place.joined(separator: ":") + ": "
  }
}

import Conversations
import Expressions
import SourceText
import Terminal

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
  static func complain(traceOf result: EvaluationResult, on console: Console, style: TextStyle) {
    guard let trace = result.trace, !trace.isEmpty else { return }
    console.complain(String(TraceText.text(of: trace, in: result.expression, style: style).dropLast()))
  }
}

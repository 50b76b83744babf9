import Conversations
import Expressions
import SourceText
import Terminal

/// Several inputs or several expressions: a line an input, a field an expression.
struct TableEvaluationOutput: EvaluationOutput {
  let console: Console
  let style: TextStyle

  func begin() {}
  func end() {}

  func input(_ results: [EvaluationResult]) {
    var line: [UInt8] = []
    for (index, result) in results.enumerated() {
      if index > 0 { line.append(0x09) }
      if case .value(let value, _, _) = result.outcome, value.isSet, let text = value.text {
        TableField.append(text, to: &line)
      }
    }
    line.append(0x0A)
    console.print(line)
    for result in results { EvaluationText.complain(traceOf: result, on: console, style: style) }
    for result in results {
      switch result.outcome {
      case .value: continue
      case .unknown(let reason, _): console.complain(head(result) + EvaluationText.text(of: reason))
      case .failure(_, let message, let range?):
        console.complain(head(result) + result.expression.rendered(.error, message, at: range, style: style))
      case .failure(_, let message, nil):
        console.complain("plumb: " + head(result) + TerminalText.escaped(message))
        // It is the input's fault, which is the same for every expression.
        return
      }
    }
  }

  /// The file and line that a message is about.
  private func head(_ result: EvaluationResult) -> String {
    let place = [result.file.map { TerminalText.escaped($0) }, result.line.map(String.init)].compactMap { $0 }
    return place.isEmpty ? "" : place.joined(separator: ":") + ": "
  }
}

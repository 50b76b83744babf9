import Conversations
import Expressions
import SourceText

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
      guard case .failure(_, let message, let range) = result.outcome else { continue }
      let place = [result.file.map { TerminalText.escaped($0) }, result.line.map(String.init)].compactMap { $0 }
      let head = place.isEmpty ? "" : place.joined(separator: ":") + ": "
      if let range {
        console.complain(head + result.expression.rendered(.error, message, at: range, style: style))
      } else {
        console.complain("plumb: " + head + TerminalText.escaped(message))
        // It is the input's fault, which is the same for every expression.
        return
      }
    }
  }
}

import Conversations
import Expressions
import SourceText
import Terminal

/// Several inputs or several expressions: a line an input, a field an expression.
struct TableEvaluationOutput: EvaluationOutput {
  let console: Console
  let style: TextStyle

  private var errors = ErrorTally()

  init(console: Console, style: TextStyle) {
    self.console = console
    self.style = style
  }

  func begin() {}
  func end() { errors.end(on: console) }

  mutating func input(_ results: [EvaluationResult]) {
    var line: [UInt8] = []
    for (index, result) in results.enumerated() {
      if index > 0 { line.append(0x09) }
      line += Self.field(of: result)
    }
    line.append(0x0A)
    console.print(line)
    for result in results { EvaluationText.complain(traceOf: result, on: console, style: style) }
    for result in results {
      switch result.outcome {
      case .value: continue
      case .unknown(let reason, _):
        errors.tell("UNKNOWN", head(result) + EvaluationText.text(of: reason), on: console)
      case .failure(let code, let message, let range?):
        let text = result.expression.rendered(.error, message, at: range, style: style)
        errors.tell(code.description, head(result) + text, on: console)
      case .failure(let code, let message, nil):
        errors.tell(code.description, "plumb: " + head(result) + TerminalText.escaped(message), on: console)
        // It is the input's fault, which is the same for every expression.
        return
      }
    }
  }

  /// The field of a result: empty for NOT_SET, `\!` for what is not known or could not be used.
  static func field(of result: EvaluationResult) -> [UInt8] {
    guard case .value(let value, _, _) = result.outcome else { return TableField.unusable }
    return value.isSet ? value.text.map { TableField.field($0) } ?? [] : []
  }

  /// The file and line that a message is about.
  private func head(_ result: EvaluationResult) -> String {
    let place = [result.file.map { TerminalText.escaped($0) }, result.line.map(String.init)].compactMap { $0 }
    return place.isEmpty ? "" : place.joined(separator: ":") + ": "
  }
}

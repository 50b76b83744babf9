import Conversations
import Expressions
import JSON
import SourceText

/// Several inputs or several expressions: a line an input, a field an expression.
struct TableEvaluationOutput: EvaluationOutput {
  /// Whether the key is the first field.
  let showsKey: Bool
  let style: TextStyle

  func input(_ input: EvaluatedInput, _ transcript: inout Transcript) {
    transcript.print { line in
      if showsKey {
        line += input.problem != nil ? TableField.unusable : Self.field(of: input.key)
        line.append(0x09)
      }
      for (index, result) in input.results.enumerated() {
        if index > 0 { line.append(0x09) }
        line += Self.field(of: result)
      }
      line.append(0x0A)
    }
    for result in input.results { EvaluationText.complain(traceOf: result, &transcript, style: style) }
    transcript.tell(errorsOf: input, style: style)
  }

  /// The field of a result: empty for NOT_SET, `\\!` for what is not known or could not be used.
  static func field(of result: EvaluationResult) -> [UInt8] {
    guard case .value(let value, _, _) = result.outcome else { return TableField.unusable }
    return field(of: value)
  }

  /// Appends the line of answers that were read off a conversation.
  static func append(_ answers: [ConversationSkim.Answer], to line: inout [UInt8]) {
    for (index, answer) in answers.enumerated() {
      if index > 0 { line.append(0x09) }
      switch answer {
      case .notSet: break
      case .text(let text, let isEscaped):
        // Without escapes JSON holds nothing that a field would have to escape.
        if isEscaped {
          TableField.append(unescapedJSON(text), to: &line)
        } else if text.isEmpty {
          TableField.append([], to: &line)
        } else {
          line.append(contentsOf: text)
        }
      case .boolean(let flag): line.append(contentsOf: (flag ? "true" : "false").utf8)
      }
    }
    line.append(0x0A)
  }

  private static func field(of value: Value) -> [UInt8] {
    value.isSet ? value.text.map { TableField.field($0) } ?? [] : []
  }
}

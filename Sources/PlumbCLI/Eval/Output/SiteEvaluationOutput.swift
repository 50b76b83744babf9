import Conversations
import Expressions
import SourceText
import Workspace

/// The expressions of a flow: a line each with its place and its value, separated by a tab.
struct SiteEvaluationOutput: EvaluationOutput {
  let style: TextStyle

  func input(_ input: EvaluatedInput, _ transcript: inout Transcript) {
    for result in input.results {
      let label = TerminalText.escaped(result.site?.label ?? result.expression.text)
      var line = TableField.field(label) + [0x09]
      if case .value(let value, _, _) = result.outcome, value.isSet, let text = value.text {
        line += TableField.field(text)
      }
      transcript.print(line + [0x0A])
      switch result.outcome {
      case .value(let value, _, let origin):
        if !value.isSet { transcript.complain("\(label): NOT_SET: \(EvaluationText.text(of: origin?.cause))") }
      case .unknown(let reason, _): transcript.complain("\(label): \(EvaluationText.text(of: reason))")
      case .failure(_, let message, let range?):
        transcript.complain("\(label): \(result.expression.rendered(.error, message, at: range, style: style))")
      case .failure(_, let message, nil):
        transcript.complain("plumb: \(TerminalText.escaped(result.file ?? "")): \(TerminalText.escaped(message))")
        // It is the input's fault, which is the same for every expression.
        return
      }
      EvaluationText.complain(traceOf: result, &transcript, style: style)
    }
  }
}

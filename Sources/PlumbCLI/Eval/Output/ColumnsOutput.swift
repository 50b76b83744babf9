import Conversations
import Expressions
import JSON
import SourceText

/// An object a conversation, with a member an expression: `{"key":…,"tier":…,"tier_cause":"RC-05"}`.
struct ColumnsOutput: EvaluationOutput {
  /// The names of the expressions.
  let names: [String]
  let style: TextStyle

  private var writer = JSONWriter()

  init(names: [String], style: TextStyle) {
    self.names = names
    self.style = style
  }

  mutating func input(_ input: EvaluatedInput, _ transcript: inout Transcript) {
    writer.object { writer in
      writer.key("key")
      input.key.write(to: &writer)
      if let problem = input.problem {
        writer.member("error") { writer in
          writer.object {
            $0.member("code", DiagnosticCode.notAConversation.description)
            $0.member("message", problem)
          }
        }
        return
      }
      for (name, result) in zip(names, input.results) {
        writer.key(name)
        switch result.outcome {
        case .value(let value, _, let origin):
          value.write(to: &writer)
          if !value.isSet { writer.member(Self.cause(of: name), origin?.cause?.id ?? "NOT_SET") }
        case .unknown:
          writer.null()
          writer.member(Self.cause(of: name), "UNKNOWN")
        case .failure(let code, _, _):
          writer.null()
          writer.member(Self.cause(of: name), code.description)
        }
      }
    }
    transcript.print(writer.take())
    transcript.print("\n")
    transcript.tell(errorsOf: input, style: style)
  }

  /// The member that says why there is no value.
  static func cause(of name: String) -> String { name + "_cause" }
}

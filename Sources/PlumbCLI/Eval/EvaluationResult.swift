import Conversations
import Expressions
import SourceText
import Workspace

/// The result of one expression against one conversation, or against none.
struct EvaluationResult {
  /// What came out.
  enum Outcome {
    case value(Value, ExpressionType, Origin?)
    /// What was given does not tell the value.
    case unknown(Unknown, ExpressionType)
    /// An error of the expression, or of the input; then without a range.
    case failure(code: DiagnosticCode, message: String, range: ByteRange?)
  }

  let expression: ExpressionText
  let file: String?
  /// The line of NDJSON, counted from 1.
  let line: Int?
  let outcome: Outcome
  let diagnostics: [Diagnostic]
  /// The place in the flow that holds the expression; nil for one that was typed.
  var site: FlowSite?
  /// The variables that were asked for and that nobody has given a value.
  var unboundVariables: [String] = []
  /// How the value came about; nil where nobody asked.
  var trace: [TraceLine]?

  /// Whether there is a value.
  var isSet: Bool {
    if case .value(let value, _, _) = outcome { value.isSet } else { false }
  }

  /// Whether it could not be told whether there is a value.
  var isFailure: Bool {
    switch outcome {
    case .value: false
    case .unknown, .failure: true
    }
  }
}

extension DiagnosticCode {
  /// An input that is no conversation, or cannot be read: `not-a-conversation`.
  static let notAConversation = DiagnosticCode("not-a-conversation")
}

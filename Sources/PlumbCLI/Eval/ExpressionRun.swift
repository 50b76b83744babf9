import Conversations
import Expressions
import SourceText

/// An expression of the command line, read once.
struct CompiledExpression {
  let text: ExpressionText
  let tree: SyntaxTree

  init(_ text: String) {
    self.text = ExpressionText(text)
    tree = SyntaxTree(parsing: text)
  }
}

/// Evaluates the expressions of a command against one conversation after the other.
struct ExpressionRun {
  let expressions: [CompiledExpression]
  let choices: ParticipantChoices
  let variables: VariableBindings

  /// The results of all expressions against a conversation, or against none.
  func results(of item: ConversationInput.Item?) -> [EvaluationResult] {
    var conversation: Conversation?
    switch item?.conversation {
    case .success(let found): conversation = found
    case .failure(let problem):
      return expressions.map { expression in
        EvaluationResult(
          expression: expression.text, file: item?.file, line: item?.line,
          outcome: .failure(code: .notAConversation, message: problem.message, range: nil), diagnostics: [])
      }
    case nil: break
    }
    var environment = ConversationEnvironment(conversation, choices: choices)
    variables.bind(in: &environment)
    return expressions.map { expression in
      let (outcome, diagnostics) = Self.evaluate(expression, in: &environment)
      return EvaluationResult(
        expression: expression.text, file: item?.file, line: item?.line, outcome: outcome, diagnostics: diagnostics)
    }
  }

  private static func evaluate(
    _ expression: CompiledExpression, in environment: inout ConversationEnvironment
  ) -> (EvaluationResult.Outcome, [Diagnostic]) {
    let tree = expression.tree
    if let first = tree.diagnostics.first(where: { $0.severity == .error }) {
      return (.failure(code: first.code, message: first.message, range: first.range), tree.diagnostics.filter { $0 != first })
    }
    do {
      let evaluation = try Evaluator.evaluate(tree, in: &environment)
      let origin = evaluation.origin.map { environment.origin($0) }
      return (.value(evaluation.value, evaluation.type, origin), tree.diagnostics + evaluation.diagnostics)
    } catch {
      return (.failure(code: error.code, message: error.message, range: error.range), tree.diagnostics + error.diagnostics)
    }
  }
}

import Conversations
import Expressions
import SourceText

/// Evaluates the expressions of a command against one conversation after the other.
struct ExpressionRun {
  let expressions: [CompiledExpression]
  let preferences: [ParticipantPreference]
  let variables: VariableBindings

  /// The results of all expressions against a conversation, or against none.
  func results(of item: ConversationSource.Item?) -> [EvaluationResult] {
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
    var environment = variables.environment(of: conversation, preferences: preferences)
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
    do throws(EvaluationError) {
      let evaluation = try Evaluator.evaluate(tree: tree, in: &environment)
      let origin = evaluation.origin.map { environment.origin($0) }
      return (.value(evaluation.value, evaluation.type, origin), tree.diagnostics + evaluation.diagnostics)
    } catch {
      // What is wrong with the text is the error itself; it need not be said twice.
      let others = tree.diagnostics.filter { $0.code != error.code || $0.range != error.range }
      return (.failure(code: error.code, message: error.message, range: error.range), others + error.diagnostics)
    }
  }
}

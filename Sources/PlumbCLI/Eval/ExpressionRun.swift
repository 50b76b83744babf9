import Conversations
import Diagnosis
import Expressions
import SourceText
import Workspace

/// Evaluates the expressions of a command against one conversation after the other.
struct ExpressionRun: Sendable {
  let questions: [Question]
  /// The same, ready to be evaluated.
  private let plans: [Plan]
  /// What gives the key of a conversation; nil for its id.
  private let keyPlan: Plan?
  /// What gives variables their values for each conversation.
  let bindings: VariableBindings
  let isTraced: Bool
  /// Hides what of a flow and of the expressions is secret in all that is said beside values.
  private let mask: SecretMask
  private var environment: ConversationEnvironment

  init(
    _ questions: [Question], bindings: VariableBindings, environment: ConversationEnvironment, key: Plan? = nil,
    isTraced: Bool = false
  ) {
    self.questions = questions
    keyPlan = key
    plans = questions.map { Plan($0.expression.tree, functions: bindings.functions) }
    self.bindings = bindings
    self.environment = environment
    self.isTraced = isTraced
    var mask = bindings.flow?.secrets ?? SecretMask()
    for question in questions { mask.learn(Array(question.expression.text.text.utf8)) }
    self.mask = mask
  }

  /// The paths that the expressions are, where they are nothing more and can be read off a line: the results are then the
  /// answers, with that of the key before them.
  func skimmedPaths(withKey: Bool) -> SkimmedPaths? {
    guard !isTraced, !environment.explains, environment.selectors.isEmpty else { return nil }
    let keys = withKey ? [keyPlan?.tree ?? SyntaxTree(parsing: "conversation.id")] : []
    var paths: [AccessPath] = []
    for tree in keys + questions.map(\.expression.tree) {
      guard tree.isValid, let path = tree.accessPath(of: tree.root) else { return nil }
      paths.append(path)
    }
    return questions.allSatisfy { $0.refusal == nil && $0.site == nil } ? SkimmedPaths(paths) : nil
  }

  /// The results of all expressions against a conversation, or against none, with its key.
  mutating func input(of item: ConversationSource.Item?) -> EvaluatedInput {
    let results = results(of: item)
    switch item?.conversation {
    case .failure(let problem): return EvaluatedInput(results: results, problem: problem.message)
    case .success(let conversation):
      guard let keyPlan else {
        return EvaluatedInput(key: conversation.id.map { .string($0) } ?? .notSet, results: results)
      }
      return EvaluatedInput(
        key: (try? Evaluator.evaluate(keyPlan, in: &environment).value) ?? .notSet, results: results)
    case nil: return EvaluatedInput(results: results)
    }
  }

  /// The results of all expressions against a conversation, or against none.
  ///
  /// - Parameter now: the time that counts as now, in milliseconds since 1970, in place of that of the item before.
  mutating func results(of item: ConversationSource.Item?, now: Int64? = nil) -> [EvaluationResult] {
    if let now { environment.now = now }
    switch item?.conversation {
    case .success(let conversation): environment.enter(conversation)
    case .failure(let problem):
      return questions.map { question in
        EvaluationResult(
          expression: question.expression.text, file: item?.file, line: item?.line,
          outcome: .failure(code: .notAConversation, message: problem.message, range: nil), diagnostics: [],
          site: question.site?.masked(by: mask))
      }
    case nil: environment.enter(nil)
    }
    bindings.bind(in: &environment)
    return zip(questions, plans).map { evaluate($0, $1, item) }
  }

  private mutating func evaluate(
    _ question: Question, _ plan: Plan, _ item: ConversationSource.Item?
  ) -> EvaluationResult {
    let tree = plan.tree
    var trace = isTraced ? EvaluationTrace(of: tree) : nil
    _ = environment.takeUnboundVariables()
    var outcome: EvaluationResult.Outcome
    var diagnostics = tree.diagnostics
    do throws(EvaluationError) {
      if let refusal = question.refusal { throw refusal }
      let evaluation = try Evaluator.evaluate(plan, in: &environment, trace: &trace)
      outcome =
        if let reason = evaluation.value.unknown {
          .unknown(reason, evaluation.type)
        } else {
          .value(evaluation.value, evaluation.type, evaluation.origin.map { environment.origin($0).masked(by: mask) })
        }
      if !evaluation.diagnostics.isEmpty { diagnostics += evaluation.diagnostics }
    } catch {
      outcome = .failure(code: error.code, message: mask.masked(error.message), range: error.range)
      // What is wrong with the text is the error itself; it need not be said twice.
      diagnostics = diagnostics.filter { $0.code != error.code || $0.range != error.range } + error.diagnostics
    }
    let unbound = environment.takeUnboundVariables()
    if question.site != nil, !unbound.isEmpty { outcome = waiting(for: unbound, outcome, tree, &diagnostics) }
    return EvaluationResult(
      expression: question.expression.text, file: item?.file, line: item?.line, outcome: outcome,
      diagnostics: diagnostics, site: question.site?.masked(by: mask), unboundVariables: unbound,
      trace: trace.map { TraceLine.lines(of: $0, in: tree, from: environment, mask) })
  }

  /// The outcome of a flow's own expression that needs variables which only the running flow fills: no error, because
  /// the flow may well fill them.
  private func waiting(
    for variables: [String], _ outcome: EvaluationResult.Outcome, _ tree: SyntaxTree,
    _ diagnostics: inout [Diagnostic]
  ) -> EvaluationResult.Outcome {
    if case .failure(let code, let message, let range?) = outcome {
      guard tree.isValid else { return outcome }
      diagnostics.append(Diagnostic(code, .info, message, at: range))
    } else if case .unknown = outcome {
      return outcome
    } else if case .value(let value, _, _) = outcome, value.isSet {
      return outcome
    }
    let names = variables.map { "‘\($0)’" }.joined(separator: ", ")
    let cause = Cause(
      "ABSENT", .certain, "it needs \(names), which nobody has given a value; give one with --set \(variables[0])=…",
      fix: "--set \(variables[0])=…")
    return .value(.notSet, .any, Origin(cause: cause.masked(by: mask)))
  }
}

extension Origin {
  /// The origin without secrets in its cause.
  func masked(by mask: SecretMask) -> Origin {
    guard let cause else { return self }
    var origin = self
    origin.cause = cause.masked(by: mask)
    return origin
  }
}

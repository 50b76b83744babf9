extension SyntaxTree {
  /// Whether the value depends on nothing but the text: no variable, no clock, no organisation.
  public func isConstant(functions: FunctionCatalogue = .standard) -> Bool {
    guard isValid else { return false }
    return nodes.allSatisfy { node in
      switch node.kind {
      case .name: Constants.roots.contains(text(node.nameRange).lowercased())
      case .call: functions[text(node.nameRange)]?.isPure == true
      case .placeholder, .missing: false
      default: true
      }
    }
  }

  /// The value of a constant expression, or the error that it always ends with; nil where it is not constant.
  public func constantValue(functions: FunctionCatalogue = .standard) -> Result<Evaluation, EvaluationError>? {
    guard isConstant(functions: functions) else { return nil }
    var environment = NoEnvironment()
    do throws(EvaluationError) {
      return .success(try Evaluator.evaluate(tree: self, in: &environment, functions: functions))
    } catch {
      return .failure(error)
    }
  }
}

/// An environment in which nothing is known.
private struct NoEnvironment: Environment {
  func resolve(_ path: AccessPath) -> Resolution { Resolution(.notSet, stepCount: path.steps.count) }
}

import SourceText

extension TypedTree {
  /// An error that a part of an expression ends with whenever it is evaluated.
  public struct ConstantFailure: Sendable {
    /// What the part ends with.
    public let error: EvaluationError
    /// Whether the part is evaluated whenever the expression is.
    public let isSure: Bool
  }

  /// The errors with which parts always end, in order of place: one of each of the largest parts that read nothing, and
  /// those of calls and divisions for the sake of an operand that reads nothing, whatever the others are.
  public var constantFailures: [ConstantFailure] {
    guard syntax.isValid else { return [] }
    let parts = syntax.closedParts(functions)
    var failures: [ConstantFailure] = []
    for part in constantOperations {
      guard let error = failure(at: part.id) else { continue }
      failures.append(ConstantFailure(error: error, isSure: part.isSure))
    }
    // What holds a part that reads nothing reads something itself.
    let closed = Dictionary(parts.map { ($0.id, $0.isSure) }) { first, _ in first }
    for id in syntax.ids {
      let operands = Array(syntax.operands(of: id))
      let isClosed = operands.map { closed[$0] != nil }
      guard isClosed.contains(true), let error = failure(of: id, operands, isClosed) else { continue }
      let isSure = zip(operands, isClosed).contains { $1 && closed[$0] == true }
      failures.append(ConstantFailure(error: error, isSure: isSure))
    }
    return failures.sorted { $0.error.range < $1.error.range }
  }

  /// What a part that reads nothing ends with; nil where it has a value.
  private func failure(at id: NodeID) -> EvaluationError? {
    var environment = RefusingEnvironment()
    do throws(EvaluationError) {
      _ = try Evaluator.evaluate(Plan(self, at: id), in: &environment, limits: .folding)
      return nil
    } catch {
      return environment.wasAsked ? nil : error
    }
  }

  /// What an operation ends with because of one of the operands that read nothing.
  private func failure(of id: NodeID, _ operands: [NodeID], _ isClosed: [Bool]) -> EvaluationError? {
    switch syntax[id].kind {
    case .binary(.divide), .binary(.remainder):
      guard isClosed[1] else { return nil }
      let divisor = constant(at: operands[1])?.value.operand
      switch divisor {
      case .integer(0): break
      case .decimal(let number) where number.isZero: break
      default: return nil
      }
      let failure = OperatorFailure.divisionByZero
      return EvaluationError(failure.code, failure.message, at: syntax[id].range)
    case .call:
      guard let function = syntax.function(of: id, in: functions), function.traits.contains(.limitsArguments),
        let parameters = function.overloads.first(where: { $0.takes(operands.count) })?.parameters
      else { return nil }
      return Self.samples.lazy.compactMap { sample in
        self.failure(of: function, parameters, operands, isClosed, sample)
      }.first
    default: return nil
    }
  }

  /// Numbers to try in the place of what is read: with either the day of a month that is given may be one.
  private static let samples = ["1", "2000"]

  /// What a call ends with because of an argument that reads nothing, with a number in the place of the others.
  private func failure(
    of function: Function, _ parameters: [Parameter], _ arguments: [NodeID], _ isClosed: [Bool], _ sample: String
  ) -> EvaluationError? {
    let texts = arguments.indices.map { place in
      if isClosed[place] { return syntax.text(syntax[arguments[place]].range) }
      return parameters[place].type == .string ? "\"\"" : sample
    }
    let tree = SyntaxTree(parsing: "\(function.name)(\(texts.joined(separator: ", ")))")
    let call = TypeChecker(functions: functions).check(tree)
    guard let error = call.failure(at: tree.root), error.code == .invalidValue,
      let place = tree.operands(of: tree.root).map({ tree[$0].range }).firstIndex(of: error.range), isClosed[place]
    else { return nil }
    return EvaluationError(error.code, error.message, at: syntax[arguments[place]].range)
  }
}

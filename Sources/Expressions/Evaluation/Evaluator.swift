import SourceText

/// Computes the value of an expression.
///
/// Operands and arguments are evaluated from left to right; `and`, `or`, `?:` and `If` evaluate only what decides.
public enum Evaluator {
  /// Evaluates a whole tree.
  ///
  /// - Throws: what is wrong with the text first, when something is; otherwise the first error of the evaluation.
  public static func evaluate(
    tree: SyntaxTree, in environment: inout some Environment, functions: FunctionCatalogue = .standard,
    limits: EvaluationLimits = EvaluationLimits()
  ) throws(EvaluationError) -> Evaluation {
    if let problem = tree.diagnostics.first(where: { $0.severity == .error }) {
      throw EvaluationError(problem.code, problem.message, at: problem.range)
    }
    var run = EvaluationRun(tree: tree, functions: functions, limits: limits, seed: environment.randomSeed)
    do throws(EvaluationError) {
      let result = try run.evaluate(tree.root, &environment)
      return Evaluation(
        value: result.value, type: result.type, origin: result.origin, diagnostics: run.diagnostics)
    } catch {
      var error = error
      error.diagnostics = run.diagnostics
      throw error
    }
  }
}

/// One evaluation of one tree.
struct EvaluationRun {
  /// The value of one node.
  struct Operand {
    var value: Value
    /// The value's type; that of NOT_SET as far as it is known.
    var type: ExpressionType
    var origin: OriginID?

    init(_ value: Value, type: ExpressionType? = nil, origin: OriginID? = nil) {
      self.value = value
      self.type = type ?? value.type
      self.origin = origin
    }
  }

  let tree: SyntaxTree
  let functions: FunctionCatalogue
  let limits: EvaluationLimits
  var diagnostics: [Diagnostic] = []
  var random: RandomNumbers
  private var steps = 0
  private var depth = 0

  init(tree: SyntaxTree, functions: FunctionCatalogue, limits: EvaluationLimits, seed: UInt64) {
    self.tree = tree
    self.functions = functions
    self.limits = limits
    random = RandomNumbers(seed: seed)
  }

  /// The value of a node. Nodes whose value is that of another one are followed in a loop, so that a chain of `?:` or
  /// parentheses needs no recursion.
  mutating func evaluate(_ id: NodeID, _ environment: inout some Environment) throws(EvaluationError) -> Operand {
    guard depth < limits.depth else {
      throw EvaluationError(
        .evaluationLimit, "the expression nests deeper than \(limits.depth) operands", at: tree[id].range)
    }
    depth += 1
    defer { depth -= 1 }
    var id = id
    while true {
      try charge(1, at: id)
      switch tree[id].kind {
      case .group:
        id = try operand(0, of: id)
      case .conditional:
        let isChosen = try condition(operand(0, of: id), "‘?’", &environment)
        id = try operand(isChosen ? 1 : 2, of: id)
      case .call:
        switch try call(id, &environment) {
        case .value(let value): return value
        case .node(let next): id = next
        }
      case .name, .member, .index: return try reference(id, &environment)
      case .binary: return try binary(id, &environment)
      case .unary(let sign): return try unary(sign, id, &environment)
      case .string, .integer, .decimal, .boolean, .notSet, .empty, .missing, .placeholder: return try leaf(id)
      }
    }
  }

  /// Counts steps against the limit.
  mutating func charge(_ count: Int, at id: NodeID) throws(EvaluationError) {
    steps += max(0, count)
    guard steps <= limits.steps else {
      throw EvaluationError(.evaluationLimit, "the expression takes over \(limits.steps) steps", at: tree[id].range)
    }
  }

  /// The operand of a node at a place.
  func operand(_ place: Int, of id: NodeID) throws(EvaluationError) -> NodeID {
    let operands = tree.operands(of: id)
    guard place < operands.count else {
      throw EvaluationError(.badOperand, "expected an expression", at: tree[id].range)
    }
    return operands[operands.startIndex + place]
  }

  private func leaf(_ id: NodeID) throws(EvaluationError) -> Operand {
    let node = tree[id]
    switch node.kind {
    case .string:
      return Operand(.string(tree.stringValue(of: id)))
    case .integer:
      guard let number = Int64(tree.text(node.range)), number <= Value.maximumInteger else {
        throw EvaluationError(
          .overflow, "expected an Integer of at most \(Value.maximumInteger); write it with a fraction, as a Decimal",
          at: node.range)
      }
      return Operand(.integer(number))
    case .decimal:
      guard let number = DecimalNumber(parsing: tree.text(node.range)) else {
        throw EvaluationError(
          .overflow, "expected a Decimal of at most \(DecimalNumber.maximumDigits) digits", at: node.range)
      }
      return Operand(.decimal(number))
    case .boolean(let flag):
      return Operand(.boolean(flag))
    case .placeholder:
      throw EvaluationError(
        .unknownHere, "the text that is put in for ‘\(tree.text(node.range))’ is not known", at: node.range)
    case .missing:
      throw EvaluationError(.badOperand, "expected an expression", at: node.range)
    default:
      return Operand(.notSet)
    }
  }
}

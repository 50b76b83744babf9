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
    var trace: EvaluationTrace?
    return try evaluate(tree: tree, in: &environment, functions: functions, limits: limits, trace: &trace)
  }

  /// Evaluates a whole tree and records what became of each node.
  ///
  /// - Parameter trace: a record for the tree to be filled; nil costs nothing.
  /// - Throws: what is wrong with the text first, when something is; otherwise the first error of the evaluation.
  public static func evaluate(
    tree: SyntaxTree, in environment: inout some Environment, functions: FunctionCatalogue = .standard,
    limits: EvaluationLimits = EvaluationLimits(), trace: inout EvaluationTrace?
  ) throws(EvaluationError) -> Evaluation {
    if let problem = tree.diagnostics.first(where: { $0.severity == .error }) {
      throw EvaluationError(problem.code, problem.message, at: problem.range)
    }
    var run = EvaluationRun(tree: tree, functions: functions, limits: limits, seed: environment.randomSeed)
    swap(&run.trace, &trace)
    defer { trace = run.trace }
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
  /// What became of each node; nil where nobody asks.
  var trace: EvaluationTrace?
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
    do throws(EvaluationError) {
      while true {
        try charge(1, at: id)
        switch try step(id, &environment) {
        case .value(let operand):
          trace?.record(id, operand)
          return operand
        case .node(let next):
          trace?.record(id, .same(as: next))
          id = next
        }
      }
    } catch {
      trace?.fail(id, error)
      throw error
    }
  }

  /// What a node comes to: a value, or another node whose value it is.
  enum Step {
    case value(Operand)
    case node(NodeID)
  }

  private mutating func step(_ id: NodeID, _ environment: inout some Environment) throws(EvaluationError) -> Step {
    switch tree[id].kind {
    case .group: return .node(try operand(0, of: id))
    case .conditional:
      let isChosen = try condition(operand(0, of: id), "‘?’", &environment)
      return .node(choose(isChosen, try operand(1, of: id), try operand(2, of: id)))
    case .call: return try call(id, &environment)
    case .name, .member, .index: return .value(try reference(id, &environment))
    case .binary: return .value(try binary(id, &environment))
    case .unary(let sign): return .value(try unary(sign, id, &environment))
    case .string, .integer, .decimal, .boolean, .notSet, .empty, .missing, .placeholder:
      return .value(try leaf(id))
    }
  }

  /// The branch that a condition chooses.
  mutating func choose(_ isChosen: Bool, _ first: NodeID, _ second: NodeID) -> NodeID {
    trace?.record(isChosen ? second : first, .skipped(.otherBranch(condition: isChosen)))
    return isChosen ? first : second
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

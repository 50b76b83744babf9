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
      let result = try run.result(at: tree.root, &environment)
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
///
/// What is still to be done stands on a stack of its own, as do the values that wait for it, so that no expression, however
/// it nests, needs recursion.
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

    /// The type that the expression has without a look at the value: what is found in JSON is JSON.
    var declaredType: ExpressionType {
      if case .json = value { .json } else { type }
    }
  }

  /// Something that is still to be done. What takes operands finds them on the stack of values.
  enum Task {
    /// Find the value of a node.
    case evaluate(NodeID)
    case unary(NodeID, UnaryOperator)
    case binary(NodeID, BinaryOperator)
    /// With the left operand of `and` or `or`: decide whether the right one is needed.
    case decide(NodeID, BinaryOperator)
    /// With the right operand of `and` or `or`: check that it is a Boolean.
    case conclude(NodeID, BinaryOperator)
    /// With the condition of `?:`, or of a call of the function at a place: go on with one of the others.
    case choose(NodeID, function: Int?)
    /// With all arguments: call the function at a place of the catalogue.
    case call(NodeID, function: Int)
    case reference(NodeID)

    /// The node that it is about.
    var node: NodeID {
      switch self {
      case .evaluate(let id), .unary(let id, _), .binary(let id, _), .decide(let id, _), .conclude(let id, _),
        .choose(let id, _), .call(let id, _), .reference(let id):
        id
      }
    }
  }

  let tree: SyntaxTree
  let functions: FunctionCatalogue
  let limits: EvaluationLimits
  var diagnostics: [Diagnostic] = []
  /// What became of each node; nil where nobody asks.
  var trace: EvaluationTrace?
  var random: RandomNumbers
  var tasks: [Task] = []
  var values: [Operand] = []
  private var steps = 0

  init(tree: SyntaxTree, functions: FunctionCatalogue, limits: EvaluationLimits, seed: UInt64) {
    self.tree = tree
    self.functions = functions
    self.limits = limits
    random = RandomNumbers(seed: seed)
  }

  /// The value of a node.
  mutating func result(at id: NodeID, _ environment: inout some Environment) throws(EvaluationError) -> Operand {
    tasks = [.evaluate(id)]
    while let task = tasks.popLast() {
      do throws(EvaluationError) {
        try perform(task, &environment)
      } catch {
        trace?.fail(task.node, error, waiting: tasks)
        throw error
      }
    }
    return pop()
  }

  private mutating func perform(_ task: Task, _ environment: inout some Environment) throws(EvaluationError) {
    switch task {
    case .evaluate(let id): try begin(id)
    case .unary(let id, let sign): try unary(sign, id)
    case .binary(let id, let sign): try binary(sign, id)
    case .decide(let id, let sign): try decide(sign, id)
    case .conclude(let id, let sign): try conclude(sign, id)
    case .choose(let id, let function): try choose(id, function)
    case .call(let id, let place): try call(functions.functions[place], id, &environment)
    case .reference(let id): try reference(id, &environment)
    }
  }

  /// Does what a node needs first.
  private mutating func begin(_ id: NodeID) throws(EvaluationError) {
    try charge(1, at: id)
    switch tree[id].kind {
    case .group:
      let inner = try operand(0, of: id)
      trace?.record(id, .same(as: inner))
      tasks.append(.evaluate(inner))
    case .conditional:
      tasks += [.choose(id, function: nil), .evaluate(try operand(0, of: id))]
    case .unary(let sign):
      tasks += [.unary(id, sign), .evaluate(try operand(0, of: id))]
    case .binary(let sign) where sign == .and || sign == .or:
      tasks += [.decide(id, sign), .evaluate(try operand(0, of: id))]
    case .binary(let sign):
      tasks += [.binary(id, sign), .evaluate(try operand(1, of: id)), .evaluate(try operand(0, of: id))]
    case .call:
      try beginCall(id)
    case .name, .member, .index:
      try beginReference(id)
    case .string, .integer, .decimal, .boolean, .notSet, .empty, .missing, .placeholder:
      push(try leaf(id), of: id)
    }
  }

  /// Keeps the value of a node for the task that waits for it.
  mutating func push(_ operand: Operand, of id: NodeID) {
    trace?.record(id, operand)
    values.append(operand)
  }

  /// The last value that was found.
  mutating func pop() -> Operand { values.popLast() ?? Operand(.notSet) }

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

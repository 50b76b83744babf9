import SourceText

/// Computes the value of an expression.
///
/// Operands and arguments are evaluated from left to right; `and`, `or`, `?:` and `If` evaluate only what decides. What needs
/// a value that is ``Unknown`` is unknown itself; an `and` or `or` beside it is decided by the other operand, if that does.
public enum Evaluator {
  /// Evaluates a plan.
  ///
  /// - Throws: what is wrong with the text or with a call whatever its arguments are, when something is; otherwise the
  ///   first error of the evaluation.
  public static func evaluate(
    _ plan: Plan, in environment: inout some Environment, limits: EvaluationLimits = EvaluationLimits()
  ) throws(EvaluationError) -> Evaluation {
    var trace: EvaluationTrace?
    return try evaluate(plan, in: &environment, limits: limits, trace: &trace)
  }

  /// Evaluates a plan and records what became of each node.
  ///
  /// - Parameter trace: a record for the plan's tree to be filled; nil costs nothing.
  public static func evaluate(
    _ plan: Plan, in environment: inout some Environment, limits: EvaluationLimits = EvaluationLimits(),
    trace: inout EvaluationTrace?
  ) throws(EvaluationError) -> Evaluation {
    if let problem = plan.problem {
      if let node = problem.node { trace?.fail(node, problem.error, in: plan.tree) }
      throw problem.error
    }
    var run = EvaluationRun(plan: plan, limits: limits, seed: environment.randomSeed)
    swap(&run.trace, &trace)
    defer { trace = run.trace }
    do throws(EvaluationError) {
      let result = try run.result(&environment)
      return Evaluation(
        value: result.value, type: result.type, origin: result.origin, diagnostics: run.diagnostics)
    } catch {
      var error = error
      error.diagnostics = run.diagnostics
      throw error
    }
  }

  /// Plans a tree and evaluates it; what is evaluated more than once is better planned once.
  public static func evaluate(
    tree: SyntaxTree, in environment: inout some Environment, functions: FunctionCatalogue = .standard,
    limits: EvaluationLimits = EvaluationLimits()
  ) throws(EvaluationError) -> Evaluation {
    try evaluate(Plan(tree, functions: functions), in: &environment, limits: limits)
  }
}

/// One evaluation of one plan.
struct EvaluationRun {
  /// The value of one node.
  struct Operand {
    var value: Value
    /// The value's type; that of NOT_SET and of what is not known as far as it is known.
    var type: ExpressionType
    var origin: OriginID?

    init(_ value: Value, type: ExpressionType? = nil, origin: OriginID? = nil) {
      self.value = value
      self.type = type ?? value.type
      self.origin = origin
    }
  }

  /// An `and` or `or` of which it is not known whether its right operand counts.
  struct Undecided {
    let node: NodeID
    /// The place of the instruction behind it.
    let end: Int
    /// How many values there are, of which the last is its left operand.
    let depth: Int
  }

  let plan: Plan
  let limits: EvaluationLimits
  var diagnostics: [Diagnostic] = []
  /// The types of all nodes, where they were asked for.
  private var types: [NodeID: ExpressionType] = [:]
  /// What became of each node; nil where nobody asks.
  var trace: EvaluationTrace?
  var random: RandomNumbers
  /// The values that wait for what takes them.
  var values: [Operand] = []
  /// The place of the instruction that comes next.
  var place = 0
  /// Each `and` and `or` whose left operand is not known and whose right one is being evaluated, the innermost last.
  var undecided: [Undecided] = []
  private var steps = 0

  init(plan: Plan, limits: EvaluationLimits, seed: UInt64) {
    self.plan = plan
    self.limits = limits
    random = RandomNumbers(seed: seed)
  }

  /// The value of the whole plan.
  mutating func result(_ environment: inout some Environment) throws(EvaluationError) -> Operand {
    while place < plan.instructions.count {
      let instruction = plan.instructions[place]
      place += 1
      do throws(EvaluationError) {
        try charge(Int(instruction.cost), at: instruction.node)
        try perform(instruction.operation, instruction.node, &environment)
      } catch {
        trace?.fail(instruction.node, error, in: plan.tree)
        try recover(from: error)
      }
    }
    return pop()
  }

  /// Goes on behind the operator whose right operand failed, where it is not known whether that counts.
  private mutating func recover(from error: EvaluationError) throws(EvaluationError) {
    guard error.code != .evaluationLimit, let operation = undecided.popLast() else { throw error }
    values.removeLast(values.count - operation.depth)
    place = operation.end
    push(Operand(pop().value, type: .boolean), of: operation.node)
  }

  private mutating func perform(
    _ operation: Plan.Operation, _ id: NodeID, _ environment: inout some Environment
  ) throws(EvaluationError) {
    switch operation {
    case .constant(let index): push(plan.constants[Int(index)], of: id)
    case .fail: throw plan.typed.failure(of: id)
    case .unary(let sign): try unary(sign, id)
    case .binary(let sign): try binary(sign, id)
    case .decide(let sign, let end): try decide(sign, id, end: Int(end))
    case .conclude(let sign): try conclude(sign, id)
    case .choose(let otherwise): try choose(id, otherwise: Int(otherwise))
    case .jump(let target): place = Int(target)
    case .reference(let index): try reference(plan.references[Int(index)], id, &environment)
    case .call(let index): try call(plan.typed.calls[Int(index)], id, &environment)
    }
  }

  /// Keeps the value of a node for what takes it.
  mutating func push(_ operand: Operand, of id: NodeID) {
    trace?.record(id, operand)
    values.append(operand)
  }

  /// The type of a node that the checker found, for what has no value that would show it.
  mutating func type(of id: NodeID) -> ExpressionType {
    if types.isEmpty { for node in plan.typed.nodes { types[node.origin] = node.type } }
    return types[id] ?? .any
  }

  /// Keeps for a node that its value is not known.
  mutating func push(_ reason: Unknown, of id: NodeID) {
    push(Operand(.unknown(reason), type: type(of: id)), of: id)
  }

  /// The last value that was found.
  mutating func pop() -> Operand { values.popLast() ?? Operand(.notSet) }

  /// Counts steps against the limit.
  mutating func charge(_ count: Int, at id: NodeID) throws(EvaluationError) {
    steps += max(0, count)
    guard steps <= limits.steps else {
      throw EvaluationError(
        .evaluationLimit, "the expression takes over \(limits.steps) steps", at: plan.tree[id].range)
    }
  }

  /// The bytes of an operand of a node.
  func range(ofOperand place: Int, of id: NodeID) -> ByteRange {
    let operands = plan.tree.operands(of: id)
    return place < operands.count ? plan.tree[operands[operands.startIndex + place]].range : plan.tree[id].range
  }
}

import SourceText

/// An expression made ready to be evaluated: names, overloads, paths and literals are looked up and read once.
///
/// A plan holds no state, so that one may be evaluated any number of times, by several threads at once.
public final class Plan: Sendable {
  /// The expression as it was checked, with the functions and overloads that its calls mean.
  let typed: TypedTree
  /// The expression.
  public var tree: SyntaxTree { typed.syntax }
  /// What is wrong with the text, or with a call whatever its arguments are, so that nothing is evaluated; nil where
  /// nothing is.
  let problem: (node: NodeID?, error: EvaluationError)?
  /// What is done, in order; operands come before what takes them, and go onto a stack.
  let instructions: [Instruction]
  let constants: [EvaluationRun.Operand]
  let references: [Reference]

  /// Plans an expression that was checked; the types of variables are no more than a hint.
  public convenience init(_ typed: TypedTree) {
    self.init(typed, at: typed.syntax.root)
  }

  /// Plans an expression whose variables may have any type.
  public convenience init(_ tree: SyntaxTree, functions: FunctionCatalogue = .standard) {
    self.init(TypeChecker(functions: functions).check(tree))
  }

  /// Plans a part of an expression.
  init(_ typed: TypedTree, at id: NodeID) {
    self.typed = typed
    var planner = Planner(typed)
    if let problem = typed.syntax.diagnostics.first(where: { $0.severity == .error }) {
      self.problem = (nil, EvaluationError(problem.code, problem.message, at: problem.range))
    } else {
      planner.plan(id)
      problem = planner.problem
    }
    instructions = planner.instructions
    constants = planner.constants
    references = planner.references
  }

  /// What wants the condition of a choice, for messages.
  func ownerOfCondition(of id: NodeID) -> String {
    let call = typed.calls.first { $0.node == id }
    return call.map { "‘condition’ of ‘\(typed.functions.functions[$0.function].name)’" } ?? "‘?’"
  }

  /// One thing to do.
  struct Instruction {
    var operation: Operation
    /// The node that it is about.
    let node: NodeID
    /// How many steps it counts for.
    let cost: Int32
  }

  /// What is done.
  enum Operation {
    /// Give a value of ``Plan/constants``.
    case constant(Int32)
    /// End with an error that only counts where it is come to.
    case fail
    case unary(UnaryOperator)
    case binary(BinaryOperator)
    /// With the left operand of `and` or `or`: go on at `end` where it decides.
    case decide(BinaryOperator, end: Int32)
    /// With both operands of `and` or `or`: give the result.
    case conclude(BinaryOperator)
    /// With a condition: go on with the next instruction where it is true, else at `otherwise`.
    case choose(otherwise: Int32)
    case jump(Int32)
    /// Find the value of one of ``Plan/references``.
    case reference(Int32)
    /// With all arguments: make one of the calls of ``Plan/typed``.
    case call(Int32)
  }

  /// A variable or path with what follows it, or members and indexes of any other value.
  struct Reference {
    /// What an environment is asked for; without a first word where the members and indexes apply to a value on the stack.
    let path: AccessPath
    /// Whether there is a first word.
    let isNamed: Bool
    /// How many of the steps are `dynamic`, and take their index from the stack.
    let dynamicCount: Int
  }
}

extension TypedTree {
  /// Why a node that is no operation has no value.
  func failure(of id: NodeID) -> EvaluationError {
    let node = syntax[id]
    switch node.kind {
    case .integer:
      return EvaluationError(
        .overflow, "expected an Integer of at most \(Value.maximumInteger); write it with a fraction, as a Decimal",
        at: node.range)
    case .decimal:
      return EvaluationError(
        .overflow, "expected a Decimal of at most \(DecimalNumber.maximumDigits) digits", at: node.range)
    case .placeholder:
      return EvaluationError(
        .unknownHere, "the text that is put in for ‘\(syntax.text(node.range))’ is not known", at: node.range)
    case .call:
      return EvaluationError(.unknownFunction, functions.unknown(syntax.name(of: id)), at: node.nameRange)
    default: return EvaluationError(.badOperand, "expected an expression", at: node.range)
    }
  }
}

extension SyntaxTree {
  /// The part of a reference that some of its last steps go on from.
  ///
  /// - Parameter id: the node of the whole reference.
  func part(of id: NodeID, before steps: Int) -> NodeID {
    (0..<steps).reduce(id) { part, _ in operands(of: part).first.map { unwrapped($0) } ?? part }
  }
}

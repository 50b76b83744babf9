import SourceText

/// An expression made ready to be evaluated: names, overloads, paths and literals are looked up and read once.
///
/// A plan holds no state, so that one may be evaluated any number of times, by several threads at once.
public struct Plan: Sendable {
  /// The expression as it was checked.
  let typed: TypedTree
  /// The expression.
  public var tree: SyntaxTree { typed.syntax }
  /// What is wrong with the text; nil where nothing is.
  let problem: EvaluationError?
  /// What is done, in order; operands come before what takes them, and go onto a stack.
  let instructions: [Instruction]
  let constants: [EvaluationRun.Operand]
  let failures: [EvaluationError]
  let references: [Reference]
  let calls: [Call]
  let choices: [Choice]

  /// Plans an expression that was checked; the types of variables are no more than a hint.
  public init(_ typed: TypedTree) {
    self.init(typed, at: typed.syntax.root)
  }

  /// Plans an expression whose variables may have any type.
  public init(_ tree: SyntaxTree, functions: FunctionCatalogue = .standard) {
    self.init(TypeChecker(functions: functions).check(tree))
  }

  /// Plans a part of an expression.
  init(_ typed: TypedTree, at id: NodeID) {
    self.typed = typed
    var planner = Planner(typed)
    if let problem = typed.syntax.diagnostics.first(where: { $0.severity == .error }) {
      self.problem = EvaluationError(problem.code, problem.message, at: problem.range)
    } else {
      problem = nil
      planner.plan(id)
    }
    instructions = planner.instructions
    constants = planner.constants
    failures = planner.failures
    references = planner.references
    calls = planner.calls
    choices = planner.choices
  }

  /// The type of a node that the checker found, for what has no value that would show it.
  func type(of id: NodeID) -> ExpressionType {
    typed.nodes.last { $0.origin == id }?.type ?? .any
  }

  /// One thing to do.
  struct Instruction: Sendable {
    var operation: Operation
    /// The node that it is about.
    let node: NodeID
    /// How many steps it counts for: the nodes that are begun with it.
    let cost: Int
  }

  /// What is done.
  enum Operation {
    /// Give a value of ``Plan/constants``.
    case constant(Int)
    /// End with an error of ``Plan/failures``.
    case fail(Int)
    case unary(UnaryOperator)
    case binary(BinaryOperator)
    /// With the left operand of `and` or `or`: go on at `end` where it decides.
    case decide(BinaryOperator, end: Int)
    /// With both operands of `and` or `or`: give the result.
    case conclude(BinaryOperator)
    /// With the condition of one of ``Plan/choices``: go on with the next instruction where it is true, else at
    /// `otherwise`.
    case choose(Int, otherwise: Int)
    case jump(Int)
    /// Find the value of one of ``Plan/references``.
    case reference(Int)
    /// With all arguments: call one of ``Plan/calls``.
    case call(Int)
  }

  /// What has branches.
  struct Choice {
    let then: NodeID
    let otherwise: NodeID
    /// What wants the condition, for messages.
    let owner: String
  }

  /// A variable or path with what follows it, or members and indexes of any other value.
  struct Reference {
    /// What the members and indexes apply to.
    let base: NodeID
    /// The members and indexes in the order in which they apply.
    let nodes: [NodeID]
    /// The same as they are written; a `dynamic` one takes its index from the stack.
    let steps: [AccessPath.Step]
    /// How many of them are `dynamic`.
    let dynamicCount: Int
    /// What an environment is asked for; nil where the base is no name.
    let path: AccessPath?
  }

  /// A call of a function.
  struct Call {
    /// The name of the function.
    let name: String
    /// The overloads that take as many arguments.
    let candidates: [Overload]
    /// The one of them that the checker chose; nil where the values of the arguments tell.
    let chosen: Overload?
    let range: ByteRange
    let arguments: [ByteRange]
  }
}

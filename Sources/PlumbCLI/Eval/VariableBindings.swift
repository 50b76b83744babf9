import Conversations
import Expressions
import SourceText
import Workspace

/// What gives variables their values; of several that name the same variable the later one counts.
struct VariableBindings: Sendable {
  /// The flow that declares variables and reads participant data into them.
  var flow: FlowBindings?
  /// Values of a file.
  var values: [(name: String, value: Value)] = []
  /// Expressions of the command line.
  var expressions: [(name: String, plan: Plan)] = []
  /// Types of the command line; each value is read as one of its type.
  var types: [(name: String, type: ExpressionType)] = []
  /// The functions that expressions may call.
  let functions: FunctionCatalogue

  /// Creates bindings that give nothing a value.
  init(functions: FunctionCatalogue = .standard) {
    self.functions = functions
  }

  /// Gives the variables their values for the environment's conversation; an expression that fails leaves its variable
  /// without one.
  func bind(in environment: inout ConversationEnvironment) {
    flow?.bind(in: &environment)
    for (name, value) in values { environment.bind(name, VariableBinding(value, from: .vars)) }
    for (name, plan) in expressions {
      let binding: VariableBinding
      do throws(EvaluationError) {
        let evaluation = try Evaluator.evaluate(plan, in: &environment)
        binding = VariableBinding(evaluation.value, type: evaluation.type, from: .set)
      } catch {
        let cause = Cause("ABSENT", .certain, "the expression of --set \(name) fails: \(error.message)")
        binding = VariableBinding(.notSet, origin: Origin(binding: .set, cause: cause))
      }
      environment.bind(name, binding)
    }
    for (name, type) in types {
      var binding = environment.variables[name.lowercased()] ?? VariableBinding(.notSet, from: .set)
      binding.type = type
      if let value = binding.value.read(as: type) {
        binding.value = value
      } else {
        binding.value = .notSet
        binding.origin.cause = Cause("ABSENT", .certain, "its value cannot be read as \(type.displayName)")
      }
      if binding.value.isSet { binding.type = nil }
      if case .notSet = binding.value, binding.origin.cause == nil {
        binding.origin.cause = Cause("ABSENT", .certain, "the variable has a type and no value")
      }
      environment.bind(name, binding)
    }
  }
}

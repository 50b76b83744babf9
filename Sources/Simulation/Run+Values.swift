import Conversations
import Documents
import Expressions
import Flows
import SourceText

extension Run {
  // MARK: Variables

  /// Gives the variables of a container, or of the flow, their initial values.
  mutating func declare(_ container: ContainerID?) {
    for variable in program.declarations[container] ?? [] {
      let initial = try? value(of: variable.initialValue, as: variable.type)
      var value = initial ?? .notSet
      if !value.isSet, case .collection(let element) = variable.type { value = .collection([], of: element) }
      bind(variable.name, value, type: variable.type)
    }
  }

  /// Takes the variables of a container away.
  mutating func undeclare(_ container: ContainerID) {
    for variable in program.declarations[container] ?? [] { environment.unbind(variable.name) }
  }

  mutating func bind(_ name: String, _ value: Value, type: ExpressionType? = nil) {
    environment.bind(name, VariableBinding(value, type: value.isSet ? nil : type, from: .flow))
  }

  /// The variables that belong to a container and are bound now.
  func bound(in container: ContainerID) -> [(name: String, binding: VariableBinding)] {
    (program.declarations[container] ?? []).compactMap { variable in
      environment.variables[variable.name.lowercased()].map { (variable.name, $0) }
    }
  }

  /// The variables that the run sees, by their names as they are declared.
  var variablesInScope: [(name: String, value: Value)] {
    let declared = (program.declarations[nil] ?? []) + (container.flatMap { program.declarations[$0] } ?? [])
    return declared.compactMap { variable in
      environment.variables[variable.name.lowercased()].map { (variable.name, $0.value) }
    }
  }

  /// Gives a variable a value of its own type.
  mutating func assign(_ target: SiteID, _ value: Value) throws(Stop) {
    let name = flow[target].text.filter { !$0.isWhitespace }
    let type = program.type(of: name, in: flow[target].container)
    var value = value
    if type != .any {
      guard let read = value.read(as: type) else {
        throw .failure("‘\(name)’ takes \(type.nameWithArticle), and is given what is none")
      }
      value = read
    }
    bind(name, value, type: type)
    record(.variable, name, value)
  }

  // MARK: Values

  /// What a property comes to.
  ///
  /// - Parameter type: The type that the place wants; literals are read as it.
  mutating func value(of property: FlowValue, as type: ExpressionType = .any) throws(Stop) -> Value {
    switch property {
    case .absent, .unset: return .notSet
    case .expression(let site), .binding(let site):
      guard let plan = program.plan(site) else {
        return environment.variables[flow[site].text.lowercased()]?.value ?? .notSet
      }
      let value = try evaluate(plan)
      return type == .any || value.unknown != nil ? value : value.read(as: type) ?? value
    case .literal(let node), .other(let node): return Self.literal(node, type)
    }
  }

  mutating func evaluate(_ plan: Plan) throws(Stop) -> Value {
    do throws(EvaluationError) {
      let value = try Evaluator.evaluate(plan, in: &environment).value
      _ = environment.takeUnboundVariables()
      return value
    } catch {
      throw .failure("\(error.message): ‘\(plan.tree.text(ByteRange(0, plan.tree.text.count)).oneLine)’")
    }
  }

  private static func literal(_ node: Node, _ type: ExpressionType) -> Value {
    guard let text = node.text else {
      if let name = node["name"]?.text { return .string(name) }
      let milliseconds = Self.units.reduce(Int64(0)) { sum, unit in
        sum + (node[unit.key]?.text.flatMap { Int64($0) } ?? 0) * unit.milliseconds
      }
      return .duration(TimeSpan(milliseconds: milliseconds) ?? TimeSpan(milliseconds: 0)!)
    }
    return Value.string(text).read(as: type) ?? .string(text)
  }

  /// The parts of a duration that is written out.
  private static let units: [(key: String, milliseconds: Int64)] = [
    ("days", 86_400_000), ("hours", 3_600_000), ("minutes", 60_000), ("seconds", 1_000), ("milliseconds", 1),
  ]

  // MARK: Records

  mutating func record(_ kind: RunRecord.Effect.Kind, _ name: String, _ value: Value? = nil) {
    guard !steps.isEmpty else { return }
    var shown = value
    if case .notSet? = value { shown = nil }
    steps[steps.count - 1].effects.append(RunRecord.Effect(kind: kind, name: name, value: shown))
  }

  /// Notes what was evaluated to decide.
  mutating func note(_ property: FlowValue, _ value: Value) {
    guard case .expression(let site) = property, !steps.isEmpty else { return }
    steps[steps.count - 1].values.append(
      RunRecord.Operand(expression: flow[site].text, value: value, type: value.type))
  }
}

import Conversations
import Documents
import Expressions
import Flows
import JSON
import SourceText

extension Run {
  // MARK: Variables

  /// Gives the variables of a container, or of the flow, their initial values; those of the scenario come first.
  mutating func declare(_ container: ContainerID?) throws(Stop) {
    for variable in program.declarations[container] ?? [] {
      if outers.isEmpty, container != nil,
        let given = scenario.variables.last(where: { $0.name.lowercased() == variable.name.lowercased() })
      {
        try bindGiven(given)
        continue
      }
      let initial = try? value(of: variable.initialValue, as: variable.type)
      var value = initial ?? .notSet
      if !value.isSet, value.unknown == nil, case .collection(let element) = variable.type {
        value = .collection([], of: element)
      }
      bind(variable.name, value, type: variable.type)
    }
  }

  /// Gives the variables that the scenario names their values.
  mutating func bindGiven() throws(Stop) {
    for given in scenario.variables where outers.isEmpty || !program.declares(given.name) { try bindGiven(given) }
  }

  private mutating func bindGiven(_ given: (name: String, plan: Plan)) throws(Stop) {
    let value: Value
    do throws(Stop) { value = try evaluate(given.plan) } catch {
      guard case .failure(let message) = error else { throw error }
      throw wrongAnswer("a value for ‘\(given.name)’: \(message)", at: ["given", "variables", given.name])
    }
    let type = flow.variables.first { $0.name.lowercased() == given.name.lowercased() }?.type ?? .any
    guard let read = converted(value, to: type) else {
      throw wrongAnswer(
        "\(type.nameWithArticle) for ‘\(given.name)’; what is given is none", at: ["given", "variables", given.name])
    }
    let isOfFlow = ["flow", "state", "task"].contains(VariableName(given.name).scope)
    if outers.isEmpty, isOfFlow, !program.declares(given.name) {
      notes.append("‘\(given.name)’ is given, and the flow declares no such variable")
    }
    bind(given.name, read, type: type)
  }

  /// Takes the variables of a container away.
  mutating func undeclare(_ container: ContainerID) {
    for variable in program.declarations[container] ?? [] { environment.base.unbind(variable.name) }
  }

  mutating func bind(_ name: String, _ value: Value, type: ExpressionType? = nil) {
    environment.base.bind(name, VariableBinding(value, type: value.isSet ? nil : type, from: .flow))
  }

  /// Gives a variable a value by its name, as one of its own type where that can be.
  mutating func give(_ name: String, _ value: Value) {
    let type = program.type(of: name, in: container)
    bind(name, converted(value, to: type) ?? value, type: type)
  }

  /// The variables that belong to a container and are bound now.
  func bound(in container: ContainerID) -> [(name: String, binding: VariableBinding)] {
    (program.declarations[container] ?? []).compactMap { variable in
      environment.base.variables[variable.name.lowercased()].map { (variable.name, $0) }
    }
  }

  /// The variables that the run sees, by their names as they are declared.
  var variablesInScope: [(name: String, value: Value)] {
    let declared = (program.declarations[nil] ?? []) + (container.flatMap { program.declarations[$0] } ?? [])
    return declared.compactMap { variable in
      environment.base.variables[variable.name.lowercased()].map { (variable.name, $0.value) }
    }
  }

  /// Gives a variable a value of its own type.
  ///
  /// - Parameter source: what of the scenario gives the value, for a message where it is of another type.
  mutating func assign(_ target: SiteID, _ value: Value, from source: AnswerSource? = nil) throws(Stop) {
    let name = flow[target].variableName
    let type = program.type(of: name, in: flow[target].container)
    guard let read = converted(value, to: type) else {
      if let source {
        throw wrongAnswer("\(type.nameWithArticle) for \(source.title), which goes to ‘\(name)’", at: source.path)
      }
      throw .failure("‘\(name)’ takes \(type.nameWithArticle), and is given what is none")
    }
    bind(name, read, type: type)
    record(.variable, name, read)
  }

  /// A value as one of a type; nil where it is none.
  func converted(_ value: Value, to type: ExpressionType) -> Value? {
    if type == .any || value.unknown != nil { return value }
    if let read = value.read(as: type) { return read }
    switch (type, value) {
    case (.object(let code), .string(let text)): return environment.object(text, ofType: code)
    case (.object(let code), .json(let node)) where node.kind == .object: return .object(GenesysObject(node, code))
    case (.collection(let element), _):
      guard case .collection(let items, of: _) = value.read(as: .collection(.any)) ?? .notSet else { return nil }
      let read = items.compactMap { converted($0, to: element) }
      return read.count == items.count ? .collection(read, of: element) : nil
    // Types of which only the names are known take what they are given.
    case (.prompt, .string), (.audio, .string), (.communication, .string): return value
    default: return nil
    }
  }

  // MARK: Languages

  /// The built-in variable that holds the language.
  var languageVariable: String {
    // A module speaks in what called it.
    let type = flow.type == "commonModule" ? outers.first?.program.flow.type ?? flow.type : flow.type
    switch type {
    case "inboundShortMessage", "inQueueShortMessage": return "Message.Language"
    case "inboundChat": return "Chat.Language"
    case "inboundEmail", "inQueueEmail": return "Email.Language"
    default: return FlowType.leaving.contains(type) ? "Session.Language" : "Call.Language"
    }
  }

  mutating func speakIn(_ language: String) { bind(languageVariable, .string(language)) }

  /// The language that is spoken; nil where nobody has said.
  var language: String? {
    environment.base.variables[languageVariable.lowercased()]?.value.text ?? program.properties.defaultLanguage
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
        return environment.base.variables[flow[site].text.lowercased()]?.value ?? .notSet
      }
      let value = try evaluate(plan)
      return converted(value, to: type) ?? value
    case .literal(let node): return literal(node, type)
    case .other(let node):
      // A property that has more parts than its value.
      let inner = program.properties.value(node, in: language ?? "")
      if case .other(let node) = inner { return literal(node, type) }
      return try value(of: inner, as: type)
    }
  }

  mutating func evaluate(_ plan: Plan) throws(Stop) -> Value {
    defer {
      for name in environment.base.takeUnboundVariables() where !program.declares(name) {
        let note = "‘\(name)’ was not given, and is NOT_SET"
        if !notes.contains(note) { notes.append(note) }
      }
    }
    if !plan.tree.isValid, let problem = plan.tree.diagnostics.first(where: { $0.severity == .error }) {
      // A flow with it could not be published: no error handling would ever see it.
      var end = ended(.error)
      end.error = "\(problem.message): ‘\(plan.tree.text(ByteRange(0, plan.tree.text.count)).oneLine)’"
      record(.error, "", end.error.map { .string($0) })
      throw .end(end)
    }
    do throws(EvaluationError) {
      return try Evaluator.evaluate(plan, in: &environment).value
    } catch {
      let part = plan.tree.text(error.range).oneLine
      switch error.code {
      // What Genesys knows, and this run does not, is no error of the flow.
      case .unknownHere: throw .end(ended(.undecided, needs: "the text that is put in for ‘\(part)’"))
      case .unknownFunction: throw .end(ended(.undecided, needs: "what the function ‘\(part)’ does: \(error.message)"))
      default:
        throw .failure("\(error.message): ‘\(plan.tree.text(ByteRange(0, plan.tree.text.count)).oneLine)’")
      }
    }
  }

  private func literal(_ node: Node, _ type: ExpressionType) -> Value {
    if let text = node.text {
      if type == .json, let json = try? JSONDocument(parsing: Array(text.utf8)) { return .json(json.root) }
      if type == .any {
        // Where no type is told, the file tells it by how it writes the value.
        switch node.plainValue {
        case let value where value.type == .boolean || value.type == .integer || value.type == .decimal: return value
        default: return .string(text)
        }
      }
      if type == .duration, let span = FlowDuration(configured: text)?.span { return .duration(span) }
      return converted(.string(text), to: type) ?? .string(text)
    }
    if let name = node["name"]?.text {
      if case .object(let code) = type { return environment.object(name, ofType: code) }
      return .string(name)
    }
    if node.kind == .sequence {
      let element: ExpressionType = if case .collection(let element) = type { element } else { .any }
      return .collection(node.items.map { literal($0["lit"] ?? $0, element) }, of: element)
    }
    if let moment = Self.moment(node) { return moment }
    let parts = node.entries.map { (key: $0.key.text ?? "", text: $0.value.text ?? "") }
    return FlowDuration(archy: parts)?.span.map { .duration($0) } ?? .notSet
  }

  /// A date, a time or both as Archy writes them out; nil for another literal.
  private static func moment(_ node: Node) -> Value? {
    func part(_ key: String) -> Int64? { node[key]?.text.flatMap { Int64($0) } }
    let date = part("year").flatMap { CalendarDate(year: $0, month: part("month") ?? 1, day: part("day") ?? 1) }
    let time = part("hour").flatMap {
      ClockTime(hour: $0, minute: part("minute") ?? 0, second: part("second") ?? 0, millisecond: part("ms") ?? 0)
    }
    if let date, let time { return .dateTime(DateTime(date: date, time: time)) }
    return date.map { .date($0) } ?? time.map { .time($0) }
  }

  /// What is said or written; nil where that is nothing.
  mutating func spoken(_ property: FlowValue) throws(Stop) -> Value? {
    switch property {
    case .absent, .unset: return nil
    default: break
    }
    let value = try value(of: property)
    return value.isSet || value.unknown != nil ? value : nil
  }

  // MARK: Records

  mutating func record(_ kind: RunRecord.Effect.Kind, _ name: String, _ value: Value? = nil, input: String? = nil) {
    var shown = value
    if case .notSet? = value { shown = nil }
    let effect = RunRecord.Effect(kind: kind, name: name, input: input, value: shown)
    if steps.isEmpty { pendingEffects.append(effect) } else { steps[steps.count - 1].effects.append(effect) }
  }

  /// Notes what was evaluated to decide.
  mutating func note(_ property: FlowValue, _ value: Value) {
    guard case .expression(let site) = property, !steps.isEmpty else { return }
    steps[steps.count - 1].values.append(
      RunRecord.Operand(expression: flow[site].text, value: value, type: value.type))
  }
}

extension FlowDuration {
  /// The value; nil where it is too long to be one.
  fileprivate var span: TimeSpan? { TimeSpan(milliseconds: Int64(milliseconds)) }
}

import Documents
import Expressions
import Flows
import SourceText

extension Run {
  // MARK: Answers that win over all others

  /// What the scenario says that an action does.
  mutating func answer(for id: ActionID) -> Answers.Action? {
    guard !answers.actions.isEmpty else { return nil }
    let action = flow[id]
    let holder = flow[action.container].name ?? ""
    let name = action.name ?? ""
    for key in ["\(holder) › \(name)", name, action.type] {
      if let answer = answers.actions[key]?.take() { return answer }
    }
    return nil
  }

  mutating func obey(_ answer: Answers.Action, _ id: ActionID) throws(Stop) -> Vertex? {
    for (name, plan) in answer.variables {
      let value = try evaluate(plan)
      bind(name, value)
      record(.variable, name, value)
    }
    let isTransfer = flow[id].definition?.course == .transfers
    if isTransfer, answer.way == nil || answer.way == "success" { return .exit(.transferred) }
    return leave(id, by: answer.way, from: .action(id))
  }

  // MARK: What an action does whatever the world answers

  mutating func apply(_ effects: FlowEffects) throws(Stop) {
    for assignment in effects.assignments {
      let name = flow[assignment.target].text.filter { !$0.isWhitespace }
      let type = program.type(of: name, in: flow[assignment.target].container)
      try assign(assignment.target, try value(of: assignment.value, as: type))
    }
    for read in effects.reads {
      let key = try value(of: read.name, as: .string).text ?? ""
      guard let target = read.target else { continue }
      record(.attribute, key, attributes[key].map { .string($0) })
      try assign(target, attributes[key].map { .string($0) } ?? .notSet)
    }
    for write in effects.writes {
      let key = try value(of: write.name, as: .string).text ?? ""
      let value = try value(of: write.value, as: .string)
      if key.isEmpty { throw .failure("an attribute without a name is set") }
      // Writing NOT_SET leaves the attribute as it was.
      if let text = value.text { attributes[key] = text }
      record(.attribute, key, value)
    }
  }

  /// Records what an action says or writes.
  mutating func speak(_ id: ActionID, _ type: ActionType) throws(Stop) {
    for text in program.spoken(by: id) {
      let value = try value(of: text)
      record(.says, "", value)
    }
  }

  // MARK: What only the world knows

  mutating func ask(_ id: ActionID, _ type: ActionType, _ need: ActionType.Need) throws(Stop) -> Vertex? {
    switch need {
    case .dataAction: return try callDataAction(id)
    case .table: return try lookUp(id, type)
    case .input: return try collect(id, type)
    case .schedule: return try evaluateSchedule(id)
    case .bot: return try converse(id, type)
    case .queue, .transfer, .other:
      throw needed(id, "what ‘\(type.title)’ finds", "actions", "{ way: \(type.ways.first?.name ?? "success") }")
    }
  }

  private mutating func callDataAction(_ id: ActionID) throws(Stop) -> Vertex? {
    let call = flow[id].effects.calls.first
    let name = call?.name ?? ""
    for input in call?.inputs ?? [] { record(.calls, "\(name).\(input.name)", try value(of: input.value)) }
    if call?.inputs.isEmpty ?? true { record(.calls, name) }
    let whole = "\(call?.category ?? "")/\(name)"
    guard let answer = answers.dataActions[whole]?.take() ?? answers.dataActions[name]?.take() else {
      let outputs = flow[id].effects.outputs.filter { $0.kind == .dataActionSuccess }.compactMap(\.name)
      let values = outputs.map { "\($0): …" }.joined(separator: ", ")
      throw needed(
        id, "what the data action ‘\(name)’ answers", "data-actions", "{ success: { \(values) } }", name: name)
    }
    switch answer {
    case .success(let values):
      try fill(id, values) { $0.kind == .dataActionSuccess }
      return leave(id, by: "success", from: .action(id))
    case .failure(let values):
      try fill(id, values) { $0.kind == .dataActionFailure }
      return leave(id, by: "failure", from: .action(id))
    case .timeout: return leave(id, by: "timeout", from: .action(id))
    }
  }

  /// Fills the variables of outputs with the values of their names; an output without a value is NOT_SET.
  private mutating func fill(
    _ id: ActionID, _ values: Answers.Values, where isMeant: (FlowEffects.Output) -> Bool
  ) throws(Stop) {
    for output in flow[id].effects.outputs where isMeant(output) {
      let value = values.last { $0.name == output.name }?.value
      try assign(output.target, value ?? .notSet)
    }
  }

  private mutating func lookUp(_ id: ActionID, _ type: ActionType) throws(Stop) -> Vertex? {
    let table = program.object(of: id)?.node.text ?? ""
    guard let property = program.property("lookupValue", of: id) else {
      throw needed(id, "what ‘\(type.title)’ finds", "actions", "{ way: \(type.ways.first?.name ?? "found") }")
    }
    let key = try value(of: property, as: .string)
    record(.calls, table, key)
    if let unknown = key.unknown { throw undecided(id, unknown) }
    guard let text = key.text else { throw .failure("the key of a table look-up is NOT_SET") }
    guard let answer = answers.tables[table]?.take() else {
      throw needed(
        id, "the rows of the table ‘\(table)’", "tables", "[ { key: \(StringLiteral.quoted(text)) } ]", name: table)
    }
    guard case .rows(let rows) = answer else { return leave(id, by: "failure", from: .action(id)) }
    guard let row = rows.first(where: { $0.contains { $0.name == "key" && $0.value.text == text } }) else {
      return leave(id, by: "notFound", from: .action(id))
    }
    try fill(id, row) { $0.ways.contains("found") }
    return leave(id, by: "found", from: .action(id))
  }

  private mutating func collect(_ id: ActionID, _ type: ActionType) throws(Stop) -> Vertex? {
    try speak(id, type)
    switch try takeInput(id) {
    case .keys(let text), .says(let text):
      try fill(id, flow[id].effects.outputs.compactMap { $0.name.map { ($0, .string(text)) } }) {
        $0.ways.contains("success")
      }
      return leave(id, by: "success", from: .action(id))
    case .intent, .noInput, .noMatch:
      return leave(id, by: type.ways.first { $0.kind == .failure }?.name, from: .action(id))
    }
  }

  /// The next of what the caller does.
  mutating func takeInput(_ id: ActionID?) throws(Stop) -> Answers.Input {
    guard let input = inputs.popFirst() else {
      var end = RunRecord.End(
        kind: .mockNeeded, container: container, action: id, needs: "what the caller presses or says")
      end.lines = ["mocks:", "  inputs: [ \"1\" ]"]
      throw .end(end)
    }
    switch input {
    case .keys(let text), .says(let text), .intent(let text, _): record(.asks, "", .string(text))
    case .noInput: record(.asks, "no-input")
    case .noMatch: record(.asks, "no-match")
    }
    return input
  }

  private mutating func evaluateSchedule(_ id: ActionID) throws(Stop) -> Vertex? {
    let name = program.object(of: id)?.node.text ?? ""
    record(.calls, name)
    let way = answers.schedules[name]?.take() ?? answers.schedules[flow[id].name ?? ""]?.take()
    guard let way else { throw needed(id, "whether ‘\(name)’ is open", "schedules", "open", name: name) }
    let names = flow[id].definition?.ways.map(\.name) ?? []
    let other = ["open": "active", "closed": "inactive", "active": "open", "inactive": "closed"][way]
    return leave(id, by: names.contains(way) ? way : other, from: .action(id))
  }

  private mutating func converse(_ id: ActionID, _ type: ActionType) throws(Stop) -> Vertex? {
    try speak(id, type)
    let input = try takeInput(id)
    let names = Set(type.ways.map(\.name))
    switch input {
    case .noInput: return leave(id, by: "maxNoInputs", from: .action(id))
    case .noMatch:
      return leave(id, by: names.contains("maxNoMatches") ? "maxNoMatches" : "noIntent", from: .action(id))
    case .intent(let intent, let slots):
      bind("Session.ActiveIntent", .string(intent))
      for (name, value) in slots { bind(name.hasPrefix("Slot.") ? name : "Slot.\(name)", value) }
      let branch = flow[id].branches.firstIndex { $0.title == intent && $0.isEnabled }
      steps[steps.count - 1].way = intent
      return branch.map { program.target(ofBranch: $0, from: .action(id), of: id) }
        ?? leave(id, by: nil, from: .action(id))
    case .keys(let text), .says(let text):
      if names.contains("yes"), let flag = Self.answer(text) {
        return leave(id, by: flag ? "yes" : "no", from: .action(id))
      }
      if let slot = program.slot(of: id) {
        bind(slot, .string(text))
        record(.variable, slot, .string(text))
        return leave(id, by: nil, from: .action(id))
      }
      try fill(id, flow[id].effects.outputs.compactMap { $0.name.map { ($0, .string(text)) } }) { _ in true }
      return leave(id, by: nil, from: .action(id))
    }
  }

  private static func answer(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "yes", "true", "1": true
    case "no", "false", "2": false
    default: nil
    }
  }

  // MARK: Other flows, transfers

  mutating func callFlow(_ id: ActionID) throws(Stop) -> Vertex? {
    let call = flow[id].effects.calls.first
    let name = call?.name ?? flow[id].name ?? ""
    for input in call?.inputs ?? [] { record(.calls, "\(name).\(input.name)", try value(of: input.value)) }
    if call?.inputs.isEmpty ?? true { record(.calls, name) }
    guard let values = answers.modules[name]?.take() else {
      let outputs = flow[id].effects.outputs.compactMap(\.name).map { "\($0): …" }.joined(separator: ", ")
      throw needed(id, "what the flow ‘\(name)’ gives back", "modules", "{ \(outputs) }", name: name)
    }
    try fill(id, values) { _ in true }
    return leave(id, by: nil, from: .action(id))
  }

  mutating func transfer(_ id: ActionID) throws(Stop) -> Vertex? {
    let target = target(of: id)
    record(.transfers, target?.name ?? "")
    let name = flow[id].name ?? ""
    guard answers.transfers[name]?.take() ?? true else {
      if flow[id].definition?.isMenuChoice == true { return .entry(flow[id].container) }
      return leave(id, by: "failure", from: .action(id))
    }
    steps[steps.count - 1].way = "success"
    return .exit(.transferred)
  }

  /// What an action hands the interaction to.
  func target(of id: ActionID) -> (kind: String, name: String)? {
    let kind = flow[id].definition?.objects.first?.kind ?? ""
    return program.object(of: id)?.node.text.map { (kind, $0) }
  }
}

import Conversations
import Documents
import Expressions
import Flows
import SourceText

extension Run {
  /// An answer of the scenario, for a message where it cannot be taken.
  struct AnswerSource {
    /// What it is the answer of.
    let title: String
    /// The keys of a test file that lead to it.
    let path: [String]

    init(_ title: String, _ keys: String...) {
      self.title = title
      path = ["mocks"] + keys
    }

    /// One output of it.
    func output(_ name: String) -> AnswerSource {
      AnswerSource("the output ‘\(name)’ of \(title)", path: path + [name])
    }

    private init(_ title: String, path: [String]) {
      self.title = title
      self.path = path
    }
  }

  // MARK: Answers that win over all others

  /// Does what the scenario says of an action; nil where that leaves the action to go on by itself.
  mutating func obey(_ answer: Answers.Action, _ id: ActionID) throws(Stop) -> Vertex? {
    // The answer stands for all that the action does, so that a value which cannot be had ends nothing.
    do { try recordCalls(of: id) } catch {}
    let given = Set(answer.variables.map { VariableName($0.name) })
    for (name, plan) in answer.variables {
      let value = try evaluate(plan)
      guard let read = converted(value, to: program.type(of: name, in: container)) else {
        throw wrongAnswer(
          "\(program.type(of: name, in: container).nameWithArticle) for ‘\(name)’, at ‘\(program.address(of: id))’",
          at: ["mocks", "actions"])
      }
      bind(name, read)
      record(.variable, name, read)
    }
    let type = flow[id].definition
    try leaveUnknown(program.filled(by: id, on: answer.way), of: id, except: given)
    guard let way = answer.way else {
      switch type?.course {
      case nil, .continues, .branches, .callsFlow: return leave(id, by: nil)
      case .transfers: return try taken(id, type!)
      default: return nil
      }
    }
    if type?.course == .transfers {
      try speak(id) { $0 == Self.transferAudio }
      return way == "success" ? try taken(id, type!) : try refused(id, type!, by: way)
    }
    let ways = program.ways(of: id)
    guard
      type == nil || ways.contains(way) || program.branch(named: way, of: id) != nil
        || ["success", "default"].contains(way)
    else {
      let near = suggestion(nearestNames(to: way, among: ways))
      throw wrongAnswer("a way of ‘\(program.address(of: id))’, found ‘\(way)’\(near)", at: ["mocks", "actions"])
    }
    try speak(id)
    return leave(id, by: way)
  }

  /// Gives variables that nobody said a value for one that is not known.
  private mutating func leaveUnknown(
    _ targets: [SiteID], of id: ActionID, except given: Set<VariableName> = []
  ) throws(Stop) {
    for target in targets where !given.contains(VariableName(flow[target].variableName)) {
      let name = flow[target].variableName
      try assign(target, .unknown(Unknown(.mock, "‘\(name)’, which ‘\(program.address(of: id))’ fills")))
    }
  }

  // MARK: What an action does whatever the world answers

  /// Records what an action hands to what it calls: a data action, another flow, a conversation that it names.
  ///
  /// - Returns: the inputs that are bound, evaluated once.
  @discardableResult
  mutating func recordCalls(of id: ActionID) throws(Stop) -> Answers.Values {
    guard let type = flow[id].definition else { return [] }
    let effects = flow[id].effects
    if type.namesConversation {
      let conversation = try value(of: program.property("conversationId", of: id), as: .string)
      record(.calls, type.title, conversation, input: "conversationId")
      for write in effects.writes {
        let name = try value(of: write.name, as: .string)
        record(.calls, type.title, try value(of: write.value, as: .string), input: name.text ?? "")
      }
      return []
    }
    var given: Answers.Values = []
    for call in effects.calls {
      let name = call.name ?? program.calledName(of: id)
      let text = try value(of: program.property("inputText", of: id), as: .string)
      if text.isSet { record(.calls, name, text, input: "inputText") }
      for input in call.inputs {
        let value = try value(of: input.value)
        record(.calls, name, value, input: input.name)
        switch input.value {
        case .absent, .unset: break
        default: given.append((input.name, value))
        }
      }
      if call.inputs.isEmpty, !text.isSet { record(.calls, name) }
    }
    if effects.calls.isEmpty, type.need == .dataAction || type.course == .callsFlow {
      record(.calls, program.calledName(of: id))
    }
    return given
  }

  mutating func apply(_ effects: FlowEffects) throws(Stop) {
    for assignment in effects.assignments {
      let name = flow[assignment.target].variableName
      let type = program.type(of: name, in: flow[assignment.target].container)
      try assign(assignment.target, try value(of: assignment.value, as: type))
    }
    for read in effects.reads {
      let name = try value(of: read.name, as: .string)
      if let unknown = name.unknown { throw undecided(unknown) }
      let key = name.text ?? ""
      guard let target = read.target else { continue }
      record(.attribute, key, attributes[key] ?? .notSet)
      steps[steps.count - 1].effects[steps[steps.count - 1].effects.count - 1].isRead = true
      try assign(target, attributes[key] ?? .notSet)
    }
    for write in effects.writes {
      let name = try value(of: write.name, as: .string)
      if let unknown = name.unknown { throw undecided(unknown) }
      let key = name.text ?? ""
      let value = try value(of: write.value, as: .string)
      if key.isEmpty { throw .failure("an attribute without a name is set") }
      // Writing NOT_SET leaves the attribute as it was.
      if let text = value.text {
        attributes[key] = .string(text)
      } else if value.unknown != nil {
        attributes[key] = value
      }
      record(.attribute, key, value)
    }
  }

  /// Records what an action says or writes as it begins.
  ///
  /// - Parameter isMeant: which of its properties.
  mutating func speak(_ id: ActionID, where isMeant: (String) -> Bool = { _ in true }) throws(Stop) {
    for key in program.spokenKeys(of: id) where isMeant(key) { try speak(key, of: id) }
  }

  /// Records what a property of an action says.
  mutating func speak(_ key: String, of id: ActionID) throws(Stop) {
    if let value = try spoken(program.property(key, of: id)) { record(.says, "", value) }
  }

  // MARK: What only the world knows

  mutating func ask(_ id: ActionID, _ type: ActionType, _ need: ActionType.Need) throws(Stop) -> Vertex? {
    switch need {
    case .dataAction: return try callDataAction(id)
    case .table: return try lookUp(id, type)
    case .input: return try collect(id, type)
    case .schedule: return try evaluateSchedule(id, type)
    case .bot: return try converse(id, type)
    case .queue: return try tellPlace(id, type)
    case .other where type.foundType != nil: return try find(id, type)
    case .other where type.namesConversation && type.role != nil: return try exchange(id, type)
    case .transfer, .other: throw needed(id, "what comes of ‘\(type.title)’", "actions", wayExample(id))
    }
  }

  /// An answer for an action, with all that it fills then.
  private func wayExample(_ id: ActionID) -> String {
    let way = program.ways(of: id).first ?? "success"
    var names: [String] = []
    for name in program.filled(by: id, on: way).map({ flow[$0].variableName }) where !names.contains(name) {
      names.append(name)
    }
    let variables = names.isEmpty ? "" : ", variables: { \(names.map { "\($0): …" }.joined(separator: ", ")) }"
    return "{ way: \(Self.key(way))\(variables) }"
  }

  private mutating func callDataAction(_ id: ActionID) throws(Stop) -> Vertex? {
    let name = program.calledName(of: id)
    try recordCalls(of: id)
    guard let answer = answers.dataAction(name, in: flow[id].effects.calls.first?.category) else {
      let outputs = flow[id].effects.outputs.filter { $0.kind == .dataActionSuccess }.compactMap(\.name)
      let values = outputs.map { "\(Self.key($0)): …" }.joined(separator: ", ")
      let answer = values.isEmpty ? "success" : "{ success: { \(values) } }"
      throw needed(id, "what the data action ‘\(name)’ answers", "data-actions", answer, name: name)
    }
    switch answer {
    case .success(let values):
      try fill(id, values, of: AnswerSource("the data action ‘\(name)’", "data-actions", name, "success")) {
        $0.kind == .dataActionSuccess || $0.ways.contains("success")
      }
      return leave(id, by: "success")
    case .failure(let values):
      try fill(id, values, of: AnswerSource("the data action ‘\(name)’", "data-actions", name, "failure")) {
        $0.kind == .dataActionFailure || $0.ways.contains("failure")
      }
      return leave(id, by: "failure")
    case .timeout: return leave(id, by: "timeout")
    }
  }

  /// A key of YAML, in quotes where it needs them.
  static func key(_ name: String) -> String {
    let isPlain = name.first?.isLetter == true && name.allSatisfy { $0.isLetter || $0.isNumber || "._-".contains($0) }
    return isPlain ? name : StringLiteral.quoted(name)
  }

  /// Fills the variables of outputs with the values of their names; what the answer leaves out is not known.
  mutating func fill(
    _ id: ActionID, _ values: Answers.Values, of source: AnswerSource, where isMeant: (FlowEffects.Output) -> Bool
  ) throws(Stop) {
    for output in flow[id].effects.outputs where isMeant(output) {
      let name = output.name ?? ""
      let value = values.last { $0.name == name }?.value
      let unknown = Value.unknown(Unknown(.mock, "the output ‘\(name)’ of \(source.title)"))
      try assign(output.target, value ?? unknown, from: source.output(name))
    }
  }

  private mutating func lookUp(_ id: ActionID, _ type: ActionType) throws(Stop) -> Vertex? {
    let table = program.objectName(of: id) ?? ""
    guard type.reads.contains(where: { $0.key == "lookupValue" }) else {
      record(.calls, table)
      throw needed(id, "what the decision table ‘\(table)’ answers", "actions", wayExample(id))
    }
    let key = try value(of: program.property("lookupValue", of: id), as: .string)
    record(.calls, table, key, input: "key")
    if let unknown = key.unknown { throw undecided(unknown) }
    guard let text = key.text else { throw .failure("the key of a table look-up is NOT_SET") }
    guard let answer = answers.table(table) else {
      throw needed(
        id, "the rows of the table ‘\(table)’", "tables", "[ { key: \(StringLiteral.quoted(text)) } ]", name: table)
    }
    guard case .rows(let rows) = answer else {
      try fill(id, [], of: AnswerSource("the table ‘\(table)’", "tables", table)) { $0.ways.contains("failure") }
      return leave(id, by: "failure")
    }
    guard let row = rows.first(where: { $0.contains { $0.name == "key" && $0.value.text == text } }) else {
      return leave(id, by: "notFound")
    }
    try fill(id, row, of: AnswerSource("the row ‘\(text)’ of ‘\(table)’", "tables", table)) {
      $0.ways.contains("found")
    }
    return leave(id, by: "found")
  }

  private mutating func find(_ id: ActionID, _ type: ActionType) throws(Stop) -> Vertex? {
    let isByID = type.reads.contains { $0.key == "findId" }
    let isMany = type.reads.contains { $0.key == "findIds" }
    let code = type.foundType ?? ""
    let key = isMany ? "findIds" : isByID ? "findId" : "findName"
    let wanted = try value(of: program.property(key, of: id), as: isMany ? .collection(.string) : .string)
    record(.calls, type.title, wanted)
    if let unknown = wanted.unknown { throw undecided(unknown) }
    var texts: [String] = []
    if case .collection(let items, of: _) = wanted {
      texts = items.compactMap(\.text)
    } else {
      texts = [wanted.text].compactMap(\.self)
    }
    guard !texts.isEmpty || isMany else { throw .failure("what is looked for is NOT_SET") }
    let element = code.hasSuffix("_coll") ? String(code.dropLast("_coll".count)) : code
    var found: [Value] = []
    for text in texts {
      guard let object = environment.told(text, ofType: element, by: isByID || isMany ? .id : .name) else {
        let list = Inventory.kinds.first { $0.code == element }?.list
        guard let list else {
          throw needed(id, "whether ‘\(text)’ is found", "actions", wayExample(id))
        }
        throw needed(
          id, "the \(list) of the organisation (--inventory)", "objects", "{ \(StringLiteral.quoted(text)): {} }",
          name: list)
      }
      if object.isSet { found.append(object) }
    }
    let way = found.isEmpty ? "notFound" : found.count == texts.count ? "found" : "partiallyFound"
    if way != "notFound" {
      let result = isMany ? Value.collection(found, of: .object(element)) : found[0]
      for output in flow[id].effects.outputs where output.name == "findResult" { try assign(output.target, result) }
    }
    return leave(id, by: way)
  }

  /// Reads or writes attributes of a conversation that is named by its id.
  private mutating func exchange(_ id: ActionID, _ type: ActionType) throws(Stop) -> Vertex? {
    try recordCalls(of: id)
    let wanted = try value(of: program.property("conversationId", of: id), as: .string)
    if let unknown = wanted.unknown { throw undecided(unknown) }
    guard let conversation = scenario.conversation?.id, wanted.text == conversation else {
      throw needed(
        id, "the conversation ‘\(wanted.text ?? "NOT_SET")’, or what comes of ‘\(type.title)’", "actions",
        wayExample(id))
    }
    try apply(flow[id].effects)
    return leave(id, by: type.ways.first?.name)
  }

  private mutating func tellPlace(_ id: ActionID, _ type: ActionType) throws(Stop) -> Vertex? {
    let key = type.reads.first?.key ?? ""
    let value = try value(of: program.property(key, of: id))
    if let unknown = value.unknown { throw undecided(unknown) }
    switch program.property(key, of: id) {
    case .expression(let site) where value.isSet || program.declares(flow[site].text):
      if value.isSet { record(.says, "", value) }
      return leave(id, by: nil)
    case .expression(let site):
      throw needed(id, "the place in the queue (--set \(flow[site].text.oneLine)=…)", "actions", "{ variables: {} }")
    default: throw needed(id, "the place in the queue", "actions", "{ variables: {} }")
    }
  }

  private mutating func evaluateSchedule(_ id: ActionID, _ type: ActionType) throws(Stop) -> Vertex? {
    var names: [String] = []
    for object in type.objects {
      let property = program.property(object.key, of: id)
      if let name = try value(of: property).text { names.append(name) }
    }
    for name in names { record(.calls, name) }
    guard let way = answers.schedule(names, at: program.address(of: id), flow[id].name) else {
      let name = names.first
      throw needed(
        id, "whether ‘\(name ?? flow[id].name ?? "")’ is open", "schedules", "open",
        name: name ?? program.address(of: id))
    }
    let ways = type.ways.map(\.name)
    let other = [
      "open": "active", "closed": "inactive", "active": "open", "inactive": "closed", "emergency": "active",
      "holiday": "inactive",
    ][way]
    guard let taken = ways.contains(way) ? way : other, ways.contains(taken) else {
      throw wrongAnswer(
        "a way of ‘\(program.address(of: id))’, found ‘\(way)’", at: ["mocks", "schedules"] + names.prefix(1))
    }
    return leave(id, by: taken)
  }

  // MARK: Other flows

  mutating func callFlow(_ id: ActionID) throws(Stop) -> Vertex? {
    let name = program.calledName(of: id)
    let given = try recordCalls(of: id)
    let isModule = flow[id].definition?.objects.contains { $0.kind == "flow:commonModule" } ?? false
    if let answer = answers.module(name) { return try comeBack(to: id, name, answer) }
    let types: Set<String> = isModule ? ["commonModule"] : ["botFlow", "digitalBot", "voiceSurvey"]
    if let other = scenario.flows.first(where: { $0.flow.name == name && types.contains($0.flow.type) }) {
      return try enter(other, from: id, given)
    }
    if !isModule, let input = inputs.first, case .intent(let intent, let slots) = input {
      inputs.removeFirst()
      record(.asks, "", .string(intent))
      let values = slots.map { ($0.name.hasPrefix("Slot.") ? $0.name : "Slot.\($0.name)", $0.value) }
      return try comeBack(
        to: id, name, Answers.Module(values: values.map { (name: $0.0, value: $0.1) }, intent: intent))
    }
    let outputs = flow[id].effects.outputs.compactMap(\.name).map { "\(Self.key($0)): …" }.joined(separator: ", ")
    throw needed(
      id, "the flow ‘\(name)’ (--flows), or what it gives back", "modules", outputs.isEmpty ? "{}" : "{ \(outputs) }",
      name: name)
  }

  /// Goes on after a call of a flow that the scenario answers for.
  private mutating func comeBack(to id: ActionID, _ name: String, _ answer: Answers.Module) throws(Stop) -> Vertex? {
    for output in flow[id].effects.outputs {
      switch output.name {
      case "intent":
        try assign(
          output.target, answer.intent.map { .string($0) } ?? .notSet,
          from: AnswerSource("the intent of ‘\(name)’", "modules", name, "intent"))
      case "exitReason":
        let source = AnswerSource("the exit reason of ‘\(name)’", "modules", name, "exit-reason")
        try assign(output.target, .string(answer.exitReason ?? "TriggeredByFlow"), from: source)
      default:
        try fill(id, answer.values, of: AnswerSource("‘\(name)’", "modules", name)) { $0.target == output.target }
      }
    }
    return leave(id, by: nil)
  }

  /// Begins to run another flow.
  private mutating func enter(
    _ other: FlowProgram, from id: ActionID, _ given: Answers.Values
  ) throws(Stop) -> Vertex? {
    guard let start = other.start else {
      throw .end(ended(.undecided, needs: "the container that ‘\(other.flow.name ?? "")’ begins in"))
    }
    outers.append(
      Outer(
        program: program, number: number, depth: depth, caller: id, environment: environment, frames: frames,
        loops: loops,
        menus: menus, container: container))
    if let place = flows.firstIndex(where: { $0 === other }) {
      number = place
    } else {
      number = flows.count
      flows.append(other)
    }
    program = other
    let (now, language) = (environment.now, other.flow.type == "commonModule" ? self.language : nil)
    environment = Self.environment(scenario)
    environment.now = now
    (frames, loops, menus, container) = ([], [], [], nil)
    if let language { speakIn(language) }
    try declare(nil)
    try bindGiven()
    for (name, value) in given {
      give(name, value)
      record(.variable, name, value)
    }
    return .entry(start)
  }

  /// Goes on in the flow that called this one.
  mutating func comeBackFromFlow(reason: String) throws(Stop) -> Vertex? {
    guard let outer = outers.popLast() else { return .exit(.left) }
    let inner = environment.base.variables
    restore(outer)
    let id = outer.caller
    if !flow[id].effects.outputs.isEmpty { add(step(comingBackTo: id)) }
    for output in flow[id].effects.outputs {
      switch output.name {
      case "intent": try assign(output.target, inner["session.activeintent"]?.value ?? .notSet)
      case "exitReason": try assign(output.target, .string(reason))
      default: try assign(output.target, output.name.flatMap { inner[$0.lowercased()]?.value } ?? .notSet)
      }
    }
    return leave(id, by: nil)
  }

  /// Makes a flow the one that runs again.
  mutating func restore(_ outer: Outer) {
    let (now, language) = (environment.now, flow.type == "commonModule" ? self.language : nil)
    program = outer.program
    number = outer.number
    environment = outer.environment
    environment.now = now
    frames = outer.frames
    loops = outer.loops
    menus = outer.menus
    container = outer.container
    if let language { speakIn(language) }
  }

  // MARK: Transfers

  mutating func transfer(_ id: ActionID, _ type: ActionType) throws(Stop) -> Vertex? {
    try speak(id) { $0 == Self.transferAudio }
    if program.doer(of: id)?.need == .input {
      switch try takeInput("the extension that the caller enters", "4711") {
      case .keys(let text), .says(let text), .intent(let text, _):
        for output in flow[id].effects.outputs where output.name == "extensionVariable" {
          try assign(output.target, .string(text))
        }
        record(.transfers, text)
      case .noInput: return try refused(id, type, by: "timeout")
      case .noMatch: return try refused(id, type, by: "failure")
      }
    }
    guard let isTaken = answers.transfer(id, in: program), !isTaken else { return try taken(id, type) }
    try leaveUnknown(program.filled(by: id, on: "failure"), of: id)
    return try refused(id, type, by: "failure")
  }

  /// What is said before anybody knows whether a transfer comes about.
  private static let transferAudio = "preTransferAudio"

  /// The interaction goes where a transfer leads.
  private mutating func taken(_ id: ActionID, _ type: ActionType) throws(Stop) -> Vertex? {
    try speak(id) { $0 != Self.transferAudio }
    let target = try target(of: id, type)
    if let target { record(.transfers, target.name) }
    if !type.isMenuChoice { steps[steps.count - 1].way = "success" }
    var end = ended(.transfer)
    end.target = target
    throw .end(end)
  }

  /// A transfer fails, and the flow goes on.
  private mutating func refused(_ id: ActionID, _ type: ActionType, by way: String) throws(Stop) -> Vertex? {
    if flow.type == "secureCall" { throw .end(ended(.disconnect)) }
    try speak("failureTransferAudio", of: id)
    if type.isMenuChoice {
      steps[steps.count - 1].way = way
      return .entry(flow[id].container)
    }
    return leave(id, by: way)
  }

  /// What an action hands the interaction to: the kind of object and its name.
  mutating func target(of id: ActionID, _ type: ActionType) throws(Stop) -> (kind: String, name: String)? {
    let doer = program.doer(of: id) ?? type
    for object in doer.objects {
      let property = program.property(object.key, of: id)
      switch property {
      case .absent: continue
      default: break
      }
      let code = doer.reads.first { $0.key == object.key }.map { ExpressionType(code: $0.type) } ?? .any
      let value = try value(of: property, as: code)
      let kind = object.kind.hasPrefix("flow") ? "flow" : object.kind
      if let unknown = value.unknown { return (kind, "UNKNOWN: \(unknown.message)") }
      guard let text = value.text else { throw .failure("the target of ‘\(program.address(of: id))’ is NOT_SET") }
      return (kind, text)
    }
    return nil
  }
}

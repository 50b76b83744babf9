import Conversations
import Documents
import Expressions
import Flows
import SourceText

/// Menus, what callers enter, and bots.
extension Run {
  private var properties: FlowProperties { program.properties }

  /// The next of what the caller or customer does.
  ///
  /// - Parameters:
  ///   - what: what it is, as the end of a sentence.
  ///   - example: an answer, as a file of mocks has it.
  mutating func takeInput(_ what: String = "what the caller presses or says", _ example: String = "1") throws(Stop)
    -> Answers.Input
  {
    guard let input = inputs.popFirst() else {
      var end = ended(.mockNeeded, needs: what)
      end.missing = RunRecord.Missing(kind: FlowTestMocksKey.inputs.rawValue, name: nil, example: example)
      throw .end(end)
    }
    switch input {
    case .keys(let text), .says(let text), .intent(let text, _): record(.asks, "", .string(text))
    case .noInput: record(.asks, "no-input")
    case .noMatch: record(.asks, "no-match")
    }
    return input
  }

  // MARK: Menus

  /// Plays a menu until something is chosen.
  mutating func play(_ id: ContainerID) throws(Stop) -> Vertex? {
    if menus.last != id { menus.append(id) }
    for _ in 0...properties.repeatCount(of: id) {
      try count()
      add(RunRecord.Step(flow: number, container: id, action: nil, depth: depth))
      if let value = try spoken(properties.audio(of: id)) { record(.says, "", value) }
      let input = try takeInput()
      if let choice = chosen(by: input, in: id) {
        steps[steps.count - 1].way = program.name(ofChoice: choice)
        return .action(choice)
      }
      if case .noInput = input {
        steps[steps.count - 1].way = "no-input"
      } else {
        steps[steps.count - 1].way = "no-match"
      }
    }
    if let choice = flow[id].defaultAction { return .action(choice) }
    throw .end(ended(.disconnect, isListDone: true))
  }

  /// The choice of a menu that an input makes: one of its own, else one of another menu that counts everywhere.
  private func chosen(by input: Answers.Input, in id: ContainerID) -> ActionID? {
    let own = flow[id].actions
    let others = program.menus.lazy.filter { $0 != id }.flatMap { flow[$0].actions }
    func said(_ text: String) -> ActionID? {
      let text = text.lowercased()
      return own.first { program.spokenTerms[$0]?.terms.contains(text) ?? false }
        ?? others.first { program.spokenTerms[$0].map { $0.areGlobal && $0.terms.contains(text) } ?? false }
    }
    switch input {
    case .keys(let keys):
      return own.first { flow[$0].menuKey?.name == keys }
        ?? others.first { flow[$0].menuKey.map { $0.isGlobal && $0.name == keys } ?? false } ?? said(keys)
    case .says(let text), .intent(let text, _): return said(text)
    case .noInput, .noMatch: return nil
    }
  }

  mutating func returnToMenu(_ id: ActionID, _ type: ActionType) throws(Stop) -> Vertex? {
    if type.course == .returnsToMenu, menus.count > 1, let last = menus.last {
      // Back from the menu that is played, or from the task of one of its choices, which is played again.
      let isInMenu = flow[id].container == last
      if isInMenu { menus.removeLast() }
    }
    guard let menu = menus.last else {
      throw .end(ended(.undecided, needs: "the menu that was played before, of which there is none"))
    }
    forget()
    return .entry(menu)
  }

  // MARK: What a caller enters

  mutating func collect(_ id: ActionID, _ type: ActionType) throws(Stop) -> Vertex? {
    try speak(id)
    let ways = Set(type.ways.map(\.name))
    if !flow[id].effects.outputs.isEmpty || type.fills.contains(where: { $0.key == "inputData" }) {
      return try collectDigits(id, type, ways)
    }
    switch try takeInput("what the caller does, no-input for silence", "no-input") {
    case .noInput: return leave(id, by: ways.contains("noInput") ? "noInput" : "success")
    case .noMatch: return leave(id, by: ways.contains("failure") ? "failure" : "timeout")
    case .keys, .says, .intent: return leave(id, by: ways.contains("voicemail") ? "voicemail" : "timeout")
    }
  }

  private mutating func collectDigits(_ id: ActionID, _ type: ActionType, _ ways: Set<String>) throws(Stop) -> Vertex? {
    let input = try takeInput("what the caller enters")
    guard case .keys(let text) = input, type.fills.contains(where: { $0.key == "inputData" }) else {
      let isFailure = ways.contains("failure")
      return leave(id, by: isFailure ? "failure" : type.ways.last?.name)
    }
    let takesStar = try isTrue("acceptJustStar", of: id)
    let takesPound = try isTrue("acceptJustPound", of: id)
    let isAlone = text == "*" && takesStar || text == "#" && takesPound
    let exact = try number("digits.exact", of: id)
    let lower = try number("digits.range.min", of: id)
    let upper = try number("digits.range.max", of: id)
    let least = exact ?? lower ?? 1
    let most = exact ?? upper ?? Int.max
    // A number of keys that is not fixed ends with a key.
    let end = exact == nil ? program.word("digits.range.terminatingDtmf", of: id).flatMap(\.last) ?? "#" : nil
    var digits = ""
    var rest = text[...]
    while digits.count < most, let key = rest.first, key != end || isAlone {
      digits.append(rest.removeFirst())
    }
    let isEnded = rest.first == end && end != nil
    if isEnded { rest.removeFirst() }
    guard isAlone || digits.count >= least && digits.allSatisfy({ $0.isNumber }) else {
      return leave(id, by: "failure")
    }
    var keepsEnd = false
    for key in ["includeTerminatingDtmfInResultData", "digits.range.includeTerminatingDtmfInResultData"] where isEnded {
      let isWanted = try isTrue(key, of: id)
      keepsEnd = keepsEnd || isWanted
    }
    if keepsEnd, let end { digits.append(end) }
    // Surplus digits go to what asks next.
    if !rest.isEmpty { inputs.insert(.keys(String(rest)), at: inputs.startIndex) }
    for output in flow[id].effects.outputs where output.ways.contains("success") || output.ways.isEmpty {
      try assign(output.target, .string(digits))
    }
    return leave(id, by: "success")
  }

  private mutating func number(_ key: String, of id: ActionID) throws(Stop) -> Int? {
    guard case .integer(let number) = try value(of: program.property(key, of: id), as: .integer) else { return nil }
    return Int(clamping: number)
  }

  // MARK: Bots

  /// Asks until something is understood, or too often nothing was.
  mutating func converse(_ id: ActionID, _ type: ActionType) throws(Stop) -> Vertex? {
    let slot = program.slot(of: id)
    if let slot, environment.base.variables[slot.lowercased()]?.value.isSet == true {
      let note = "‘\(slot)’ is filled already, so that ‘\(program.address(of: id))’ does not ask"
      if !notes.contains(note) { notes.append(note) }
      return leave(id, by: program.ways(of: id).count > 1 ? "default" : nil)
    }
    try speak(id)
    var silences = 0
    var misses = 0
    while true {
      let input = try takeInput("what the customer answers", example(for: id, type))
      switch input {
      case .noInput: silences += 1
      case .noMatch: misses += 1
      default:
        if let vertex = try understand(input, id, type) { return vertex }
        misses += 1
      }
      if silences >= properties.limit("noInputsMax") { return try giveUp(id, type, "maxNoInputs") }
      if misses >= properties.limit("noMatchesMax") { return try giveUp(id, type, "maxNoMatches") }
      var isSilence = false
      if case .noInput = input { isSilence = true }
      if let value = try spoken(properties.apology(forSilence: isSilence)) { record(.says, "", value) }
      try speak(isSilence ? "noInput" : "noMatch", of: id)
    }
  }

  private func example(for id: ActionID, _ type: ActionType) -> String {
    let ways = program.ways(of: id)
    if type.ways.contains(where: { $0.name == "intent" }) {
      guard let intent = properties.authoredWays(of: id).first(where: \.isOn)?.name ?? properties.intents.first else {
        return "no-match"
      }
      return "{ intent: \(StringLiteral.quoted(intent)) }"
    }
    if ways.contains("yes") { return "yes" }
    if type.ways.contains(where: { $0.name == "choice" }), let first = ways.first { return first }
    return "…"
  }

  /// Goes on by what an answer means; nil where it means nothing here.
  private mutating func understand(_ input: Answers.Input, _ id: ActionID, _ type: ActionType) throws(Stop) -> Vertex? {
    let names = Set(type.ways.map(\.name))
    switch input {
    case .noInput, .noMatch: return nil
    case .intent(let intent, let slots):
      if names.contains("intent") { try check(intent, id) }
      try recognise(intent, slots)
      for output in flow[id].effects.outputs where output.name == "detectedIntent" {
        try assign(output.target, .string(intent))
      }
      if let slot = program.slot(of: id) {
        let isFilled = environment.base.variables[slot.lowercased()]?.value.isSet == true
        return isFilled ? leave(id, by: program.ways(of: id).count > 1 ? "default" : nil) : nil
      }
      guard names.contains("intent") else { return nil }
      let way = properties.authoredWays(of: id).first { $0.name == intent }
      return way?.isOn == false ? try failToUnderstand() : leave(id, by: way?.name)
    case .keys(let text), .says(let text):
      if names.contains("yes") { return Self.answer(text).map { leave(id, by: $0 ? "yes" : "no") } }
      if let slot = program.slot(of: id) { return try fillSlot(slot, text, id) }
      if names.contains("choice") { return try choose(text, id) }
      if names.contains("intent") {
        let title = properties.authoredWays(of: id).first { $0.name.lowercased() == text.lowercased() }
        guard let intent = title.map({ ($0.name, []) }) ?? properties.intent(for: text) else {
          throw needed(
            id, "the intent that ‘\(text)’ is recognised as: give it in place of the text", "actions",
            "{ way: \(Self.key(program.ways(of: id).first ?? "…")) }")
        }
        let slots = intent.1.map { (name: $0.name, value: Value.string($0.text)) }
        return try understand(.intent(intent.0, slots: slots), id, type)
      }
      for output in flow[id].effects.outputs
      where output.ways.contains("default") || output.name == "surveyQuestionResult" {
        try assign(output.target, .string(text), from: AnswerSource("the answer ‘\(text)’", "inputs"))
      }
      if names.contains("success") { return leave(id, by: "success") }
      return leave(id, by: names.contains("default") ? "default" : nil)
    }
  }

  /// Refuses an intent that the bot cannot recognise, as far as the flow tells which it can.
  private func check(_ intent: String, _ id: ActionID) throws(Stop) {
    let own = properties.authoredWays(of: id).map(\.name)
    let known = own + properties.intents.filter { !own.contains($0) }
    guard !own.isEmpty, !known.contains(intent) else { return }
    let near = suggestion(nearestNames(to: intent, among: known))
    throw wrongAnswer(
      "an intent of ‘\(program.address(of: id))’, found ‘\(intent)’\(near)", at: ["mocks", "inputs"])
  }

  /// Makes an intent the active one, and fills the slots that were found with it.
  mutating func recognise(_ intent: String, _ slots: Answers.Values) throws(Stop) {
    give("Session.ActiveIntent", .string(intent))
    for (name, value) in slots {
      let slot = name.hasPrefix("Slot.") ? name : "Slot.\(name)"
      guard let read = converted(value, to: program.type(of: slot, in: nil)) else {
        throw wrongAnswer("\(program.type(of: slot, in: nil).nameWithArticle) for ‘\(slot)’", at: ["mocks", "inputs"])
      }
      bind(slot, read)
      record(.variable, slot, read)
    }
  }

  /// Fills the slot that is asked for; nil where the answer does not fit, or is refused.
  private mutating func fillSlot(_ slot: String, _ text: String, _ id: ActionID) throws(Stop) -> Vertex? {
    guard let value = converted(.string(text), to: program.type(of: slot, in: nil)) else { return nil }
    let before = environment.base.variables[slot.lowercased()]
    bind(slot, value)
    for output in flow[id].effects.outputs
    where output.name == "askResult" && flow[output.target].text.lowercased() != slot.lowercased() {
      try assign(output.target, value)
    }
    switch program.property("customValidation", of: id) {
    case .absent, .unset: break
    case let condition:
      let isFit = try self.value(of: condition, as: .boolean)
      note(condition, isFit)
      if let unknown = isFit.unknown { throw undecided(unknown) }
      guard case .boolean(true) = isFit else {
        bind(slot, before?.value ?? .notSet)
        return nil
      }
    }
    if program.word("confirmationMode", of: id) == "always" {
      try speak("confirmationQuestion", of: id)
      let isConfirmed =
        switch try takeInput("whether the customer confirms the answer", "yes") {
        case .keys(let text), .says(let text), .intent(let text, _): Self.answer(text) ?? false
        case .noInput, .noMatch: false
        }
      guard isConfirmed else {
        bind(slot, before?.value ?? .notSet)
        return nil
      }
    }
    record(.variable, slot, value)
    return leave(id, by: program.ways(of: id).count > 1 ? "default" : nil)
  }

  /// Takes the choice of a bot's menu that has a title, or a place counted from 1.
  private mutating func choose(_ text: String, _ id: ActionID) throws(Stop) -> Vertex? {
    let ways = properties.authoredWays(of: id)
    let way =
      ways.first { properties.titles(of: $0).contains { $0.lowercased() == text.lowercased() } }
      ?? Int(text).flatMap { ways.indices.contains($0 - 1) ? ways[$0 - 1] : nil }
    guard let way else { return nil }
    for output in flow[id].effects.outputs where output.name == "selection" {
      try assign(output.target, .string(way.name))
    }
    return leave(id, by: way.name)
  }

  /// Goes on where nothing was understood: by the action's own way, else by the flow's handling of it.
  private mutating func giveUp(_ id: ActionID, _ type: ActionType, _ way: String) throws(Stop) -> Vertex? {
    let ways = program.ways(of: id)
    // Silence has a way of its own where the table has one; what fits nothing is no intent else.
    let others = way == "maxNoInputs" && type.ways.contains { $0.name == way } ? [] : ["noIntent", "failure"]
    if let own = ([way] + others).first(where: { ways.contains($0) }) { return leave(id, by: own) }
    return try failToUnderstand()
  }

  /// Goes on as the flow says where nothing was understood.
  private mutating func failToUnderstand() throws(Stop) -> Vertex? {
    let handling = properties.handling(of: .recognitionFailure)
    if let handling, let value = try spoken(handling.speech) { record(.says, "", value) }
    steps[steps.count - 1].way = "recognition failure"
    switch handling?.target {
    case .disconnect?: throw .end(ended(.disconnect))
    case .container(let id)?:
      forget()
      return .entry(id)
    case .queue?, .endsWorkflow?, .exits?, nil:
      guard !outers.isEmpty else { throw .end(ended(.exit)) }
      return try comeBackFromFlow(reason: "RecognitionFailure")
    }
  }

  /// A bot waits for anything that its customer may write.
  mutating func waitForInput(_ id: ActionID, _ type: ActionType) throws(Stop) -> Vertex? {
    try speak(id)
    guard !inputs.isEmpty else {
      var end = ended(.waits, needs: "what the customer writes")
      end.missing = RunRecord.Missing(kind: FlowTestMocksKey.inputs.rawValue, name: nil, example: "{ intent: … }")
      throw .end(end)
    }
    let input = try takeInput("what the customer writes", "{ intent: … }")
    var intent: String?
    switch input {
    case .intent(let name, let slots):
      try recognise(name, slots)
      intent = name
    case .keys(let text), .says(let text):
      let known = properties.intent(for: text)
      intent = known?.name ?? text
      try recognise(intent ?? "", known?.slots.map { (name: $0.name, value: .string($0.text)) } ?? [])
    case .noInput, .noMatch: return .action(id)
    }
    if let intent, let container = properties.container(ofIntent: intent) {
      give("Session.ActiveIntent", .string(intent))
      forget()
      return .entry(container)
    }
    throw needed(
      id, "what the bot does with ‘\(intent ?? "")’, which no intent of its settings tells", "actions", "{ way: … }")
  }

  static func answer(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "yes", "true", "1", "ja", "sí", "si", "oui": true
    case "no", "false", "2", "nein", "non": false
    default: nil
    }
  }
}

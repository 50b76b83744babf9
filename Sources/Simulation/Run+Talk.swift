import Conversations
import Documents
import Expressions
import Flows
import SourceText

/// Menus, what callers enter, and bots.
extension Run {
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
    for _ in 0...program.properties.repeatCount(of: id) {
      try count()
      add(RunRecord.Step(flow: number, container: id, action: nil, depth: depth))
      if let value = try spoken(program.properties.audio(of: id)) { record(.says, "", value) }
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
    let exact = try number("digits.exact", of: id)
    let lower = try number("digits.range.min", of: id)
    let upper = try number("digits.range.max", of: id)
    let least = exact ?? lower ?? 1
    let most = exact ?? upper ?? Int.max
    var digits = Substring(text)
    if digits.count > 1, most != least, digits.hasSuffix("#") { digits = digits.dropLast() }
    let takesStar = try isTrue("acceptJustStar", of: id)
    let takesPound = try isTrue("acceptJustPound", of: id)
    guard
      text == "*" && takesStar || text == "#" && takesPound
        || digits.count >= least && digits.allSatisfy({ $0.isNumber })
    else {
      return leave(id, by: "failure")
    }
    // Surplus digits go to what asks next.
    if digits.count > most { inputs.insert(.keys(String(digits.dropFirst(most))), at: inputs.startIndex) }
    for output in flow[id].effects.outputs where output.ways.contains("success") || output.ways.isEmpty {
      try assign(output.target, .string(String(digits.prefix(most))))
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
      if silences >= program.properties.limit("noInputsMax") { return try giveUp(id, type, "maxNoInputs") }
      if misses >= program.properties.limit("noMatchesMax") { return try giveUp(id, type, "maxNoMatches") }
      var isSilence = false
      if case .noInput = input { isSilence = true }
      try speak(isSilence ? "noInput" : "noMatch", of: id)
    }
  }

  private func example(for id: ActionID, _ type: ActionType) -> String {
    let ways = program.ways(of: id)
    if type.ways.contains(where: { $0.name == "intent" }) {
      let intents = flow[id].branches.filter { $0.name == "intent" }.compactMap(\.title)
      return "{ intent: \(StringLiteral.quoted(intents.first ?? "…")) }"
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
      return names.contains("intent") ? leave(id, by: program.branch(named: intent, of: id) == nil ? nil : intent) : nil
    case .keys(let text), .says(let text):
      if names.contains("yes") { return Self.answer(text).map { leave(id, by: $0 ? "yes" : "no") } }
      if let slot = program.slot(of: id) { return try fillSlot(slot, text, id) }
      if names.contains("choice") { return try choose(text, id) }
      if names.contains("intent") {
        let titles = flow[id].branches.filter { $0.name == "intent" }.compactMap(\.title)
        guard
          let intent = titles.first(where: { $0.lowercased() == text.lowercased() })
            ?? program.properties.intent(for: text)
        else {
          throw needed(
            id, "the intent that ‘\(text)’ is recognised as: give it in place of the text", "actions",
            "{ way: \(firstIntent(id)) }")
        }
        return try understand(.intent(intent, slots: []), id, type)
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
    let own = flow[id].branches.filter { $0.name == "intent" }.compactMap(\.title)
    let known = own + program.properties.intents
    guard !own.isEmpty, !known.contains(intent) else { return }
    let near = suggestion(nearestNames(to: intent, among: known))
    throw wrongAnswer(
      "an intent of ‘\(program.address(of: id))’, found ‘\(intent)’\(near)", at: ["mocks", "inputs"])
  }

  private func firstIntent(_ id: ActionID) -> String { flow[id].branches.compactMap(\.title).first ?? "…" }

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
      if case .keys(let text) = try takeInput("whether the customer confirms the answer", "yes"),
        Self.answer(text) != true
      {
        bind(slot, before?.value ?? .notSet)
        return nil
      }
    }
    record(.variable, slot, value)
    return leave(id, by: program.ways(of: id).count > 1 ? "default" : nil)
  }

  /// Takes the choice of a bot's menu that has a title, or a place counted from 1.
  private mutating func choose(_ text: String, _ id: ActionID) throws(Stop) -> Vertex? {
    let authored = flow[id].branches.indices.filter {
      !["maxNoInputs", "maxNoMatches"].contains(flow[id].branches[$0].name)
    }
    let branch =
      authored.first { index in
        let titles = program.properties.titles(of: flow[id].branches[index]) + [program.name(ofBranch: index, of: id)]
        return titles.contains { $0.lowercased() == text.lowercased() }
      } ?? Int(text).flatMap { authored.indices.contains($0 - 1) ? authored[$0 - 1] : nil }
    guard let branch else { return nil }
    let name = program.name(ofBranch: branch, of: id)
    for output in flow[id].effects.outputs where output.name == "selection" { try assign(output.target, .string(name)) }
    steps[steps.count - 1].way = name
    return program.target(ofBranch: branch, of: id)
  }

  /// Goes on where nothing was understood: by the action's own way, else by the flow's handling of it.
  private mutating func giveUp(_ id: ActionID, _ type: ActionType, _ way: String) throws(Stop) -> Vertex? {
    let names = type.ways.map(\.name)
    let own =
      names.contains(way) ? way : names.contains("noIntent") ? "noIntent" : names.contains("failure") ? "failure" : nil
    if let own, !program.properties.isOff(own, of: id) { return leave(id, by: own) }
    if way == "maxNoMatches", names.contains("noIntent"), !program.properties.isOff("noIntent", of: id) {
      return leave(id, by: "noIntent")
    }
    let handling = program.properties.handling(of: .recognitionFailure)
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
    case .keys(let text), .says(let text): intent = program.properties.intent(for: text) ?? text
    case .noInput, .noMatch: return .action(id)
    }
    if let intent, let container = program.properties.container(ofIntent: intent) {
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

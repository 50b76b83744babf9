import Documents
import Expressions
import Flows
import JSON
import SourceText

/// Another scenario, of which something is hoped.
struct Alternative {
  let draft: Draft
  /// The way that it is to take; nil where it is only to get further.
  let way: Coverage.Way?
}

/// Finds scenarios in which a run goes on in another way at one of its steps.
struct Alternatives {
  let trace: Trace
  let solver: Solver
  /// The literals of the flow.
  let literals: Literals
  private var program: FlowProgram { trace.program }
  private var flow: Flow { program.flow }

  init(_ trace: Trace, plans: PlanCache, literals: Literals) {
    self.trace = trace
    solver = Solver(trace: trace, plans: plans)
    self.literals = literals
  }

  // MARK: What the flow decides

  /// What takes another way at a step at which the flow decides itself.
  ///
  /// - Parameters:
  ///   - isWanted: whether a way is worth while.
  ///   - isHard: whether what is solved for a way did not lead there, so that values are guessed too.
  func decisions(
    at index: Int, _ isWanted: (Coverage.Way) -> Bool, isHard: (Coverage.Way) -> Bool = { _ in false }
  ) -> (solved: [Alternative], guessed: [Alternative]) {
    let step = trace.record.steps[index]
    guard let id = step.action, !step.isReturn else { return ([], []) }
    var solved: [Alternative] = []
    var guessed: [Alternative] = []
    for goal in goals(of: id) {
      let way = Coverage.Way(container: step.container, action: id, name: goal.way)
      guard step.way != goal.way, isWanted(way) else { continue }
      let solutions = self.solutions(of: goal, at: index).filter { !$0.isEmpty }
      solved += solutions.map { Alternative(draft: trace.draft.changed(by: $0), way: way) }
      guard solutions.isEmpty || isHard(way) else { continue }
      guessed += guesses(for: goal.sites, at: index).map { Alternative(draft: trace.draft.changed(by: $0), way: way) }
    }
    return (solved, guessed)
  }

  /// A way, and what has to be true or false for it.
  private struct Goal {
    enum Wish {
      case truth(FlowValue, Bool)
      case same(FlowValue, as: FlowValue, Bool)
      case count(FlowValue, Int64)
    }

    let way: String
    var wishes: [Wish]
    /// What the way depends on.
    var sites: [FlowValue]
  }

  private func goals(of id: ActionID) -> [Goal] {
    let action = flow[id]
    guard let type = action.definition else { return [] }
    let decision = action.decision
    switch type.decidedBy {
    case .condition:
      guard let condition = decision?.conditions.first else { return [] }
      return [true, false].map { Goal(way: $0 ? "yes" : "no", wishes: [.truth(condition, $0)], sites: [condition]) }
    case .cases:
      guard let decision else { return [] }
      func wish(_ condition: FlowValue, _ isMet: Bool) -> Goal.Wish {
        if case .absent = decision.subject { return .truth(condition, isMet) }
        return .same(decision.subject, as: condition, isMet)
      }
      let sites = [decision.subject] + decision.conditions
      var goals = decision.conditions.enumerated().map { place, condition in
        // The case itself comes first: it mostly keeps those before it from holding.
        Goal(
          way: "case \(place + 1)",
          wishes: [wish(condition, true)] + decision.conditions[..<place].map { wish($0, false) }, sites: sites)
      }
      goals.append(Goal(way: "default", wishes: decision.conditions.map { wish($0, false) }, sites: sites))
      return goals
    case .count:
      guard let count = decision?.count else { return [] }
      return [
        Goal(way: ActionType.loopBody, wishes: [.count(count, 1)], sites: [count]),
        Goal(way: "done", wishes: [.count(count, 0)], sites: [count]),
      ]
    case nil:
      guard type.course == .loops, type.need == nil else { return [] }
      return program.properties.untilCases(of: id).enumerated().map { place, item in
        Goal(way: "case \(place + 1)", wishes: [.truth(item.condition, true)], sites: [item.condition])
      }
    }
  }

  private func solutions(of goal: Goal, at index: Int) -> Solver.Solutions {
    var all: Solver.Solutions = [[]]
    for (number, wish) in goal.wishes.prefix(12).enumerated() {
      let some = solutions(of: wish, at: index)
      // That a further case does not hold is mostly so already.
      guard !some.isEmpty else { if number == 0 { return [] } else { continue } }
      all = Array(
        all.flatMap { first in some.map { first + $0.filter { patch in !first.contains { $0.path == patch.path } } } }
          .prefix(12))
    }
    var seen: Set<[Patch]> = []
    return all.filter { seen.insert($0).inserted }
  }

  private func solutions(of wish: Goal.Wish, at index: Int) -> Solver.Solutions {
    switch wish {
    case .truth(let condition, let isMet):
      guard let place = solver.place(of: condition, at: index) else { return [] }
      return solver.truth(isMet, of: place.tree.root, in: place)
    case .count(let count, let number):
      guard let place = solver.place(of: count, at: index) else { return [] }
      return solver.make(place.tree.root, [], .integer(number), in: place)
    case .same(let subject, let condition, let isMet):
      var solutions: Solver.Solutions = []
      let other = value(of: condition, at: index)
      if let place = solver.place(of: subject, at: index), let other, other.isSet {
        if isMet {
          solutions += solver.make(place.tree.root, [], other, in: place)
        } else if solver.value(of: place.tree.root, in: place).map({ $0.isSet && !$0.isSame(as: other) }) ?? false {
          return [[]]
        } else {
          solutions += [Value.string("other"), .integer(9_999), .notSet].flatMap {
            solver.make(place.tree.root, [], $0, in: place)
          }
        }
      }
      let subject = value(of: subject, at: index)
      if isMet, let place = solver.place(of: condition, at: index), let subject, subject.isSet {
        solutions += solver.make(place.tree.root, [], subject, in: place)
      }
      return solutions
    }
  }

  private func value(of value: FlowValue, at index: Int) -> Value? {
    if let place = solver.place(of: value, at: index) { return solver.value(of: place.tree.root, in: place) }
    switch value {
    case .literal(let node): return node.text.map { .string($0) }
    case .other(let node):
      guard case .literal(let node) = program.properties.value(node) else { return nil }
      return node.text.map { .string($0) }
    default: return nil
    }
  }

  /// Values for what some expressions depend on: the literals that stand in the flow, and none.
  private func guesses(for values: [FlowValue], at index: Int) -> Solver.Solutions {
    var guesses: Solver.Solutions = []
    var seen: Set<Draft.Path> = []
    var dependsOnClock = false
    for value in values {
      guard let place = solver.place(of: value, at: index) else { continue }
      for (path, type) in solver.answers(behind: place.tree.root, in: place) where seen.insert(path).inserted {
        guard seen.count <= 4 else { break }
        guesses += literals.values(of: type, isText: path.first == .key("attributes") || path.first == .key("inputs"))
          .map { [Patch(path: path, value: $0)] }
        guesses.append([Patch(path: path, value: nil)])
      }
      // The clock is mostly asked where a variable of the condition is assigned.
      dependsOnClock = literals.usesClock
    }
    if dependsOnClock { guesses += Literals.moments.map { [Patch(path: [.key("now")], value: .string($0))] } }
    return guesses
  }

  // MARK: What an action lacks

  /// What lets a run get over a step that fails, or that hangs on a value that is not known.
  func repairs(at index: Int) -> [Alternative] {
    let step = trace.record.steps[index]
    guard let id = step.action, let scope = trace.scopeOfStep[index] else { return [] }
    var drafts: [Draft] = []
    var patches: [Patch] = []
    var paths: [(path: Draft.Path, type: ExpressionType)] = []
    for site in flow.sites where site.action == id && site.kind != .target && site.kind != .binding {
      let tree = site.tree
      guard tree.isValid else { continue }
      let place = Solver.Place(tree: tree, scope: scope)
      if let solution = solver.anything(tree.root, [], in: place).first {
        for patch in solution where !patches.contains(where: { $0.path == patch.path }) { patches.append(patch) }
      }
      for (path, type) in solver.answers(behind: tree.root, in: place) where !paths.contains(where: { $0.path == path })
      {
        paths.append((path, type))
      }
    }
    // All that may be lacking together comes first, since each alone may get a run no further.
    let lacking = missingObject(at: index)
    if !patches.isEmpty || !lacking.isEmpty { drafts.append(trace.draft.changed(by: patches + lacking)) }
    if !lacking.isEmpty, !patches.isEmpty {
      drafts += [trace.draft.changed(by: patches), trace.draft.changed(by: lacking)]
    }
    for patch in patches.prefix(6) { drafts.append(trace.draft.changed(by: [patch])) }
    for (path, type) in paths.prefix(6) {
      let samples: [JSONValue] = [
        .sample(of: type), "1", "+13175550100", "2026-03-02T10:00:00Z", "{}", "[]", .object([]), .array([]),
      ]
      for value in samples {
        drafts.append(trace.draft.changed(by: [Patch(path: path, value: value)]))
      }
    }
    return drafts.map { Alternative(draft: $0, way: nil) }
  }

  /// The member of an object without which a run did not get on.
  private func missingObject(at index: Int) -> [Patch] {
    guard index == trace.record.steps.count - 1, let (list, member) = trace.record.end.missingMember else { return [] }
    return [Patch(path: [.key("objects"), .key(list), .key(member.object), .key(member.name)], value: "1")]
  }

  // MARK: What the world decides

  /// What else the world may answer at a step; the first is what mostly is answered.
  func answers(at index: Int) -> [Alternative] {
    let step = trace.record.steps[index]
    guard trace.scopeOfStep[index] != nil, !step.isReturn else { return [] }
    guard let id = step.action else { return menu(step, index) }
    let isOpen = index == trace.record.steps.count - 1
    if isOpen, trace.record.end.kind == .mockNeeded, trace.record.end.missing?.kind == FlowTestMocksKey.actions.rawValue
    {
      return ways(id, step, index)
    }
    if trace.draft[[.key("actions")]] != nil, trace.draft[[.key("actions"), .key(program.address(of: id))]] != nil {
      return ways(id, step, index)
    }
    switch program.demand(of: id) {
    case .dataAction: return dataAction(id, step, index)
    case .table: return table(id, step)
    case .schedule: return schedule(id, step)
    case .transfer: return transfer(id, step, index)
    case .inputs, .bot:
      let inputs = inputs(id, step, index)
      let reached = Set(inputs.compactMap { $0.way?.name })
      // What nobody can say, such as that an article answered, is laid down for the action itself.
      return inputs + ways(id, step, index).filter { $0.way.map { !reached.contains($0.name) } ?? false }
    case .module: return module(id, step, index)
    case .object: return object(id, step)
    case .other, nil: return []
    }
  }

  private func alternative(_ path: Draft.Path, _ value: JSONValue?, _ way: String?, _ step: RunRecord.Step)
    -> Alternative
  {
    Alternative(
      draft: trace.draft.changed(by: [Patch(path: path, value: value)]),
      way: way.map { Coverage.Way(container: step.container, action: step.action, name: $0) })
  }

  private func ways(_ id: ActionID, _ step: RunRecord.Step, _ index: Int) -> [Alternative] {
    let path = (program.answerPath(of: id) ?? [.key("actions"), .key(program.address(of: id))])
    let place: Draft.Path = [.key("actions"), path[1], .index(path[0] == .key("actions") ? trace.turns[index] : 0)]
    let ways = program.ways(of: id)
    return (ways.isEmpty ? ["success"] : ways).map { way in
      let variables = program.filled(by: id, on: way).map { target in
        let name = flow[target].variableName
        return JSONMember(key: name, value: JSONValue.sample(of: program.type(of: name, in: flow[id].container)))
      }
      let answer: JSONValue =
        variables.isEmpty ? .string(way) : ["way": .string(way), "variables": .object(variables)]
      return alternative(place, answer, ways.isEmpty ? nil : way, step)
    }
  }

  private func dataAction(_ id: ActionID, _ step: RunRecord.Step, _ index: Int) -> [Alternative] {
    guard let series = program.answerPath(of: id) else { return [] }
    let path = series + [.index(trace.turns[index])]
    return ["success", "failure", "timeout"].filter { $0 == "success" || program.ways(of: id).contains($0) }.map {
      way in
      let kind: FlowEffects.OutputKind = way == "failure" ? .dataActionFailure : .dataActionSuccess
      let outputs = samples(of: flow[id].effects.outputs.filter { way != "timeout" && $0.kind == kind }, id)
      return alternative(path, outputs.members.isEmpty ? .string(way) : [way: outputs], way, step)
    }
  }

  /// Plain values for outputs; those of JSON are left to what asks for their members.
  private func samples(of outputs: [FlowEffects.Output], _ id: ActionID) -> JSONValue {
    var values = JSONValue.object([])
    for output in outputs {
      guard let name = output.name else { continue }
      values[name] = JSONValue.sample(of: program.type(of: flow[output.target].text, in: flow[id].container))
    }
    return values
  }

  private func table(_ id: ActionID, _ step: RunRecord.Step) -> [Alternative] {
    guard let path = program.answerPath(of: id), let key = step.effects.first(where: { $0.kind == .calls })?.value?.text
    else { return [] }
    let row = samples(of: flow[id].effects.outputs.filter { $0.ways.contains("found") }, id)
    let isFailing = trace.draft[path]?.text != nil
    let found =
      isFailing
      ? alternative(path, .object([JSONMember(key: key, value: row)]), "found", step)
      : alternative(path + [.key(key)], row, "found", step)
    var others = [Alternative]()
    var without = trace.draft
    without[path] = .object(isFailing ? [] : (trace.draft[path]?.members ?? []).filter { $0.key != key })
    others.append(
      Alternative(draft: without, way: Coverage.Way(container: step.container, action: id, name: "notFound")))
    others.append(alternative(path, "failure", "failure", step))
    return [found] + others
  }

  private func schedule(_ id: ActionID, _ step: RunRecord.Step) -> [Alternative] {
    let name = step.effects.first { $0.kind == .calls }?.name ?? program.address(of: id)
    return (flow[id].definition?.ways ?? []).map {
      alternative([.key("schedules"), .key(name)], [.string($0.name)], $0.name, step)
    }
  }

  private func transfer(_ id: ActionID, _ step: RunRecord.Step, _ index: Int) -> [Alternative] {
    guard let series = program.answerPath(of: id), program.ways(of: id).contains("failure") else { return [] }
    let before = (0..<trace.turns[index]).map { trace.draft[series]?.items.dropFirst($0).first ?? "success" }
    return [alternative(series, .array(before + ["failure"]), "failure", step)]
  }

  private func module(_ id: ActionID, _ step: RunRecord.Step, _ index: Int) -> [Alternative] {
    guard let series = program.answerPath(of: id) else { return [] }
    let outputs = flow[id].effects.outputs.filter { !["intent", "exitReason"].contains($0.name) }
    return [alternative(series + [.index(trace.turns[index])], samples(of: outputs, id), nil, step)]
  }

  private func object(_ id: ActionID, _ step: RunRecord.Step) -> [Alternative] {
    guard let type = flow[id].definition?.foundType,
      let wanted = step.effects.first(where: { $0.kind == .calls })?.value
    else { return [] }
    let code = type.hasSuffix("_coll") ? String(type.dropLast("_coll".count)) : type
    guard let list = Inventory.kinds.first(where: { $0.code == code })?.list else { return ways(id, step, 0) }
    var names: [String] = []
    if case .collection(let items, of: _) = wanted {
      names = items.compactMap(\.text)
    } else {
      names = [wanted.text].compactMap(\.self)
    }
    let path: Draft.Path = [.key("objects"), .key(list)]
    let known = trace.draft[path]?.members.filter { !names.contains($0.key) } ?? []
    let all = names.map { JSONMember(key: $0, value: .object([])) }
    var alternatives = [alternative(path, .object(known + all), "found", step)]
    alternatives.append(alternative(path, .object(known), "notFound", step))
    if all.count > 1 { alternatives.append(alternative(path, .object(known + [all[0]]), "partiallyFound", step)) }
    return alternatives
  }

  // MARK: What callers and customers do

  private func alternative(_ inputs: [JSONValue], _ way: String?, _ step: RunRecord.Step, _ index: Int) -> Alternative {
    let before = trace.draft.inputs.prefix(trace.inputsBefore[index])
    return alternative([.key("inputs")], .array(before + inputs), way, step)
  }

  private func menu(_ step: RunRecord.Step, _ index: Int) -> [Alternative] {
    let id = step.container
    var alternatives = flow[id].actions.compactMap { choice -> Alternative? in
      guard let word = flow[choice].menuKey?.name ?? program.spokenTerms[choice]?.terms.sorted().first else {
        return nil
      }
      let input: JSONValue = flow[choice].menuKey == nil ? ["says": .string(word)] : .string(word)
      return alternative([input], program.name(ofChoice: choice), step, index)
    }
    let times = program.properties.repeatCount(of: id) + 1
    for silence in ["no-input", "no-match"] {
      let all = Array(repeating: JSONValue.string(silence), count: times)
      // A choice after it, or none until the end.
      alternatives.append(alternative(all, silence, step, index))
      alternatives.append(alternative([.string(silence)], silence, step, index))
    }
    return alternatives
  }

  private func inputs(_ id: ActionID, _ step: RunRecord.Step, _ index: Int) -> [Alternative] {
    guard let type = flow[id].definition else { return [] }
    let ways = program.ways(of: id)
    let names = Set(type.ways.map(\.name))
    var alternatives: [Alternative] = []
    func add(_ inputs: [JSONValue], _ way: String? = nil) {
      alternatives.append(alternative(inputs, way.flatMap { ways.contains($0) ? $0 : nil }, step, index))
    }
    if type.need == .bot {
      let authored = flow[id].branches.indices.map { program.name(ofBranch: $0, of: id) }
        .filter { name in ways.contains(name) && !type.ways.contains { $0.name == name && $0.kind != .authored } }
      if names.contains("yes") {
        add(["yes"], "yes")
        add(["no"], "no")
      } else if let slot = program.slot(of: id) {
        let type = program.type(of: slot, in: nil)
        for value in [JSONValue.sample(of: type)] + literals.values(of: type, isText: true).prefix(6) {
          add([.string(value.plainText)], "default")
          add([.string(value.plainText), "yes"], "default")
        }
      } else if names.contains("intent") {
        for name in authored { add([["intent": .string(name)]], name) }
        if authored.isEmpty { add([["intent": "other"]]) }
      } else if names.contains("choice") {
        for name in authored { add([.string(name)], name) }
      } else {
        add(["1"], names.contains("success") ? "success" : "default")
      }
      add(Array(repeating: "no-input", count: program.properties.limit("noInputsMax")), "maxNoInputs")
      add(
        Array(repeating: "no-match", count: program.properties.limit("noMatchesMax")),
        names.contains("maxNoMatches") ? "maxNoMatches" : "noIntent")
      return alternatives
    }
    if type.course == .loops {
      add(["yes"], ActionType.loopBody)
      add(["no"], "done")
      return alternatives
    }
    if type.fills.contains(where: { $0.key == "inputData" }) {
      let count = ["digits.exact", "digits.range.min"].compactMap { digits($0, of: id, at: index) }.first ?? 1
      add([.string(String(repeating: "1", count: max(1, min(count, 50))))], "success")
    } else if type.course == .transfers {
      add(["4711"], "success")
    }
    add(["no-input"], ["noInput", "timeout", "failure"].first { names.contains($0) && ways.contains($0) } ?? "success")
    add(["no-match"], names.contains("failure") ? "failure" : "timeout")
    add(["1"], names.contains("voicemail") ? "voicemail" : "timeout")
    return alternatives
  }

  private func digits(_ key: String, of id: ActionID, at index: Int) -> Int? {
    guard case .integer(let number)? = value(of: program.property(key, of: id), at: index)?.read(as: .integer) else {
      return nil
    }
    return Int(clamping: number)
  }
}

/// The values that stand in a flow's expressions, which its conditions mostly are about.
struct Literals {
  private let texts: [String]
  private let numbers: [String]
  /// Whether the flow asks for the time.
  let usesClock: Bool

  /// Moments of which a flow may make a difference: an hour of business, the evening, the night, a Saturday, the end of a
  /// year.
  static let moments = [
    "2026-03-02T10:00:00Z", "2026-03-02T20:00:00Z", "2026-03-03T03:00:00Z", "2026-03-07T10:00:00Z",
    "2026-12-31T23:30:00Z", "2026-07-15T13:00:00Z",
  ]

  init(of flow: Flow) {
    var texts: [String] = []
    var numbers: [String] = []
    var seen: Set<String> = []
    var usesClock = false
    for site in flow.sites where site.kind == .expression {
      let tree = site.tree
      for id in tree.ids {
        let text = tree.text(tree[id].range)
        switch tree[id].kind {
        case .string: if seen.insert(text).inserted { texts.append(tree.stringValue(of: id)) }
        case .integer, .decimal: if seen.insert(text).inserted { numbers.append(text) }
        case .call: usesClock = usesClock || tree.function(of: id)?.isPure == false
        default: break
        }
      }
    }
    self.texts = Array(texts.filter { !$0.isEmpty && $0.utf8.count <= 80 }.prefix(24))
    self.numbers = Array(numbers.prefix(12))
    self.usesClock = usesClock
  }

  /// Values that something of a type may have.
  func values(of type: ExpressionType, isText: Bool) -> [JSONValue] {
    switch type {
    case .boolean where !isText: return [true, false]
    case .integer, .decimal:
      let all = numbers.flatMap { text in [text] + (Int64(text).map { [String($0 + 1), String($0 - 1)] } ?? []) }
      return (all + ["0", "1"]).map { isText ? .string($0) : .number($0) }
    case .string, .any: return (texts + numbers + ["other", "1"]).map { .string($0) }
    default: return [JSONValue.sample(of: type)]
    }
  }
}

extension JSONValue {
  /// The value as a person would type it.
  fileprivate var plainText: String {
    switch self {
    case .string(let text), .number(let text): text
    case .boolean(let flag): flag ? "true" : "false"
    case .null, .array, .object: String(decoding: bytes, as: UTF8.self)
    }
  }
}

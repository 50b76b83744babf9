public import Documents
package import Expressions
import JSON
public import SourceText

extension Answers {
  /// Reads what stands below `mocks:` in a test file, or in a file of its own.
  ///
  /// - Parameters:
  ///   - contracts: those of data actions, which answers are held against.
  ///   - check: how, where the file does not say.
  /// - Returns: the answers as far as they could be understood, and what is wrong, in order of place.
  public static func read(
    _ node: Node, contracts: DataActionContracts = DataActionContracts(), check: ContractCheck = .strict
  ) -> (answers: Answers, problems: [Diagnostic]) {
    var reader = AnswersReader(contracts: contracts, check: check)
    reader.read(node["mocks"] ?? node)
    return (reader.answers, reader.section.problems.sorted { $0.range < $1.range })
  }

  static let scheduleWords = ["open", "closed", "holiday", "emergency", "active", "inactive"]
  static let transferWords = ["success", "failure"]
  static let dataActionWords = ["success", "failure", "timeout"]
  static let objectLists = Inventory.kinds.map(\.list)
}

/// Takes the answers of the world out of a file.
private struct AnswersReader {
  let contracts: DataActionContracts
  var check: ContractCheck
  var section = SettingsSection()
  var answers = Answers()

  init(contracts: DataActionContracts, check: ContractCheck) {
    self.contracts = contracts
    self.check = check
  }

  mutating func read(_ node: Node) {
    let members = section.members(of: node, "‘mocks’", as: FlowTestMocksKey.self)
    // It counts for what stands above it too.
    if let word = members.first(where: { $0.key == .check })?.value { check = contractCheck(word) ?? check }
    for (key, value) in members {
      let name = key.rawValue
      switch key {
      case .check: break
      case .dataActions: answers.dataActions = series(of: value, name) { $0.dataAction($1, of: $2) }
      case .tables: tables(value)
      case .schedules:
        answers.schedules = series(of: value, name) { reader, node, _ in
          reader.word(node, among: Answers.scheduleWords)
        }
      case .inputs: answers.inputs = inputs(value)
      case .transfers:
        answers.transfers = series(of: value, name) { reader, node, _ in
          reader.word(node, among: Answers.transferWords).map { $0 == "success" }
        }
      case .modules: answers.modules = series(of: value, name) { reader, node, _ in reader.module(node) }
      case .actions: answers.actions = series(of: value, name) { reader, node, _ in reader.action(node) }
      case .objects: objects(value)
      }
    }
  }

  private mutating func contractCheck(_ node: Node) -> ContractCheck? {
    word(node, among: ContractCheck.names).flatMap { ContractCheck(rawValue: $0) }
  }

  /// Answers by names: one for every time, or a list of one a time.
  private mutating func series<Answer: Sendable>(
    of node: Node, _ key: String, _ read: (inout AnswersReader, Node, String) -> Answer?
  ) -> [String: Answers.Series<Answer>] {
    var all: [String: Answers.Series<Answer>] = [:]
    for entry in section.entries(of: node, "‘\(key)’") {
      let items = entry.value.kind == .sequence ? entry.value.items : [entry.value]
      var answers: [Answer] = []
      for item in items { if let answer = read(&self, item, entry.key) { answers.append(answer) } }
      all[entry.key] = Answers.Series(answers)
    }
    return all
  }

  private mutating func dataAction(_ node: Node, of name: String) -> Answers.DataAction? {
    if node.kind == .scalar {
      switch word(node, among: Answers.dataActionWords) {
      case "success"?: return .success([])
      case "failure"?: return .failure([])
      case "timeout"?: return .timeout
      default: return nil
      }
    }
    let members = section.members(of: node, "the answer of a data action", as: FlowTestDataActionKey.self)
    var check = check
    if let word = members.first(where: { $0.key == .check })?.value { check = contractCheck(word) ?? check }
    let answers = members.filter { $0.key != .check }
    if answers.count != 1 {
      section.report(
        "expected ‘success’ or ‘failure’, found \(answers.isEmpty ? "neither" : "both")", at: node)
    }
    guard let first = answers.first, let values = values(first.value, "the outputs") else { return nil }
    guard first.key == .success else { return .failure(values) }
    contracts.check(first.value, of: name, check, &section)
    return .success(values)
  }

  private mutating func module(_ node: Node) -> Answers.Module? {
    guard let values = values(node, "the outputs") else { return nil }
    var module = Answers.Module()
    for (name, value) in values {
      switch name {
      case "intent": module.intent = value.text
      case "exit-reason": module.exitReason = value.text
      default: module.values.append((name, value))
      }
    }
    return module
  }

  private mutating func objects(_ node: Node) {
    for (list, value) in section.members(of: node, "‘objects’", keys: Answers.objectLists) {
      guard let code = Inventory.kinds.first(where: { $0.list == list })?.code else { continue }
      answers.objects[code] = answers.objects[code] ?? [:]
      for entry in section.entries(of: value, "‘\(list)’") {
        guard let json = entry.value.plainValue.asJSON, json.kind == .object || entry.value.isBlank else {
          section.report(
            "expected the members of ‘\(entry.key.clipped)’, found \(entry.value.described)", at: entry.value)
          continue
        }
        let object = json.kind == .object ? GenesysObject(json, code, name: entry.key) : .named(entry.key, code)
        answers.objects[code]?[entry.key] = object
        // An object is found by its id too.
        if let id = json["id"]?.string { answers.objects[code]?[id] = object }
      }
    }
  }

  private mutating func tables(_ node: Node) {
    for entry in section.entries(of: node, "‘tables’") {
      if entry.value.kind == .scalar {
        guard word(entry.value, among: ["failure"]) != nil else { continue }
        answers.tables[entry.key] = Answers.Series([.failure])
        continue
      }
      if entry.value.kind == .mapping {
        var calls: [Answers.Table] = []
        for (_, list) in section.members(of: entry.value, "the table", as: FlowTestTableKey.self) {
          for item in section.items(of: list, "‘calls’") {
            if item.kind == .scalar {
              if word(item, among: ["failure"]) != nil { calls.append(.failure) }
            } else if let rows = rows(item) {
              calls.append(.rows(rows))
            }
          }
        }
        answers.tables[entry.key] = Answers.Series(calls)
      } else if let rows = rows(entry.value) {
        answers.tables[entry.key] = Answers.Series([.rows(rows)])
      }
    }
  }

  private mutating func rows(_ node: Node) -> [Answers.Values]? {
    var rows: [Answers.Values] = []
    for item in section.items(of: node, "the rows of a table") {
      guard let row = values(item, "a row") else { continue }
      if !row.contains(where: { $0.name == "key" }) { section.report("expected ‘key’ in the row", at: item) }
      rows.append(row)
    }
    return rows
  }

  mutating func inputs(_ node: Node) -> [Answers.Input] {
    var inputs: [Answers.Input] = []
    for item in section.items(of: node, "‘inputs’") {
      if let input = input(item) { inputs.append(input) }
    }
    return inputs
  }

  private mutating func input(_ node: Node) -> Answers.Input? {
    if let text = node.text {
      switch text {
      case "no-input": return .noInput
      case "no-match": return .noMatch
      default: return section.text(node, "what the caller presses or says").map { .keys($0) }
      }
    }
    var intent: String?
    var slots: Answers.Values = []
    let members = section.members(of: node, "the input", as: FlowTestInputKey.self)
    for (key, value) in members {
      switch key {
      case .says: return section.text(value, "what is said").map { .says($0) }
      case .intent: intent = section.text(value, "the name of an intent")
      case .slots: slots = values(value, "‘slots’") ?? []
      }
    }
    if !members.contains(where: { $0.key != .slots }) { section.report("expected ‘says’ or ‘intent’", at: node) }
    return intent.map { .intent($0, slots: slots) }
  }

  private mutating func action(_ node: Node) -> Answers.Action? {
    if let way = node.text { return Answers.Action(way: way) }
    var answer = Answers.Action()
    for (key, value) in section.members(of: node, "the answer of an action", as: FlowTestActionKey.self) {
      if key == .way {
        answer.way = section.text(value, "the name of a way")
        continue
      }
      for entry in section.entries(of: value, "‘variables’") {
        guard let text = section.text(entry.value, "an expression") else { continue }
        let tree = SyntaxTree(parsing: text)
        if let problem = tree.diagnostics.first(where: { $0.severity == .error }) {
          section.report("\(problem.message), in ‘\(text.oneLine)’", at: entry.value)
        } else {
          answer.variables.append((entry.key, Plan(tree)))
        }
      }
    }
    return answer
  }

  // MARK: Values

  private mutating func word(_ node: Node, among words: [String]) -> String? {
    if let text = node.text, words.contains(text) { return text }
    let near = node.text.map { suggestion(nearestNames(to: $0, among: words)) } ?? ""
    let all = words.map { "‘\($0)’" }.joined(separator: ", ")
    section.report("expected \(words.count > 1 ? "one of " : "")\(all), found \(node.described)\(near)", at: node)
    return nil
  }

  private mutating func values(_ node: Node, _ what: String) -> Answers.Values? {
    if node.isBlank { return [] }
    guard node.kind == .mapping else {
      section.report("expected \(what) to be a mapping, found \(node.described)", at: node)
      return nil
    }
    return section.entries(of: node, what).map { ($0.key, $0.value.plainValue) }
  }
}

extension Node {
  /// The value as YAML and JSON mean it: a plain number, Boolean or null is one, lists and mappings are JSON.
  package var plainValue: Value {
    guard let json = try? JSONDocument(parsing: Array(plainJSON.utf8)).root else { return .notSet }
    return Value(json)
  }
}

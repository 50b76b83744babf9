public import Documents
package import Expressions
import JSON
public import SourceText

extension Answers {
  /// Reads what stands below `mocks:` in a test file, or in a file of its own.
  ///
  /// - Returns: the answers as far as they could be understood, and what is wrong, in order of place.
  public static func read(_ node: Node) -> (answers: Answers, problems: [Diagnostic]) {
    var reader = AnswersReader()
    reader.read(node["mocks"] ?? node)
    return (reader.answers, reader.section.problems.sorted { $0.range < $1.range })
  }
}

/// Takes the answers of the world out of a file.
private struct AnswersReader {
  var section = SettingsSection()
  var answers = Answers()

  mutating func read(_ node: Node) {
    let keys = ["data-actions", "tables", "schedules", "inputs", "transfers", "modules", "actions", "objects"]
    for (key, value) in section.members(of: node, "‘mocks’", keys: keys) {
      switch key {
      case "data-actions": answers.dataActions = series(of: value, key) { $0.dataAction($1) }
      case "tables": tables(value)
      case "schedules": answers.schedules = series(of: value, key) { $0.word($1, among: Self.schedules) }
      case "inputs": answers.inputs = inputs(value)
      case "transfers":
        answers.transfers = series(of: value, key) {
          $0.word($1, among: ["success", "failure"]).map { $0 == "success" }
        }
      case "modules": answers.modules = series(of: value, key) { $0.module($1) }
      case "objects": objects(value)
      default: answers.actions = series(of: value, key) { $0.action($1) }
      }
    }
  }

  private static let schedules = ["open", "closed", "holiday", "emergency", "active", "inactive"]

  /// Answers by names: one for every time, or a list of one a time.
  private mutating func series<Answer: Sendable>(
    of node: Node, _ key: String, _ read: (inout AnswersReader, Node) -> Answer?
  ) -> [String: Answers.Series<Answer>] {
    var all: [String: Answers.Series<Answer>] = [:]
    for entry in section.entries(of: node, "‘\(key)’") {
      let items = entry.value.kind == .sequence ? entry.value.items : [entry.value]
      var answers: [Answer] = []
      for item in items { if let answer = read(&self, item) { answers.append(answer) } }
      all[entry.key] = Answers.Series(answers)
    }
    return all
  }

  private mutating func dataAction(_ node: Node) -> Answers.DataAction? {
    if node.kind == .scalar {
      switch word(node, among: ["success", "failure", "timeout"]) {
      case "success"?: return .success([])
      case "failure"?: return .failure([])
      case "timeout"?: return .timeout
      default: return nil
      }
    }
    let members = section.members(of: node, "the answer of a data action", keys: ["success", "failure"])
    guard let first = members.first, let values = values(first.value, "the outputs") else { return nil }
    if members.count > 1 { section.report("expected ‘success’ or ‘failure’, found both", at: node) }
    return first.key == "success" ? .success(values) : .failure(values)
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
    let lists = Inventory.kinds.map(\.list)
    for (list, value) in section.members(of: node, "‘objects’", keys: lists) {
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
        for (_, list) in section.members(of: entry.value, "the table", keys: ["calls"]) {
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
    for (key, value) in section.members(of: node, "the input", keys: ["says", "intent", "slots"]) {
      switch key {
      case "says": return section.text(value, "what is said").map { .says($0) }
      case "intent": intent = section.text(value, "the name of an intent")
      default: slots = values(value, "‘slots’") ?? []
      }
    }
    return intent.map { .intent($0, slots: slots) }
  }

  private mutating func action(_ node: Node) -> Answers.Action? {
    if let way = node.text { return Answers.Action(way: way) }
    var answer = Answers.Action()
    for (key, value) in section.members(of: node, "the answer of an action", keys: ["way", "variables"]) {
      if key == "way" {
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

  /// The value as JSON text.
  package var plainJSON: String {
    var writer = JSONWriter()
    write(to: &writer)
    return writer.text
  }

  /// Documents nest no deeper than their limit, which is far below what this takes.
  private func write(to writer: inout JSONWriter) {
    switch kind {
    case .mapping:
      writer.beginObject()
      for (key, value) in entries {
        writer.key(key.text ?? "")
        value.write(to: &writer)
      }
      writer.endObject()
    case .sequence:
      writer.beginArray()
      for item in items { item.write(to: &writer) }
      writer.endArray()
    case .scalar:
      let text = text ?? ""
      let isPlain = style == .plain || style == .jsonOther
      if isPlain, isBlank || style == .jsonOther && text == "null" {
        writer.null()
      } else if isPlain, ["true", "false"].contains(text) || Self.isNumber(text) {
        writer.number(text)
      } else {
        writer.string(text)
      }
    }
  }

  private static func isNumber(_ text: String) -> Bool {
    guard let first = text.utf8.first, first == 0x2D || (0x30...0x39).contains(first) else { return false }
    return (try? JSONDocument(parsing: Array(text.utf8)).root.kind == .number) ?? false
  }
}

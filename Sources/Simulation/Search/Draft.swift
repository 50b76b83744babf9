import Documents
import Expressions
import JSON
import SourceText

/// What a run begins with and what the world answers, while both are being looked for.
///
/// All of it stands in one value, so that whatever a flow reads is a path into it: `attributes/tier`, `variables/Flow.x`,
/// `data-actions/Get_Order/[0]/success/state`, `inputs/[2]`. Answers of one thing are a list of one a call, variables are
/// plain values and the rows of a table stand by their keys; a test file has them as a person would write them.
struct Draft: Hashable {
  /// A step of a path.
  enum Step: Hashable {
    case key(String)
    case index(Int)
    /// Into the text of JSON.
    case parsed
  }

  typealias Path = [Step]

  private(set) var root: JSONValue = .object([])

  /// What stands at a path; nil where nothing does.
  subscript(_ path: Path) -> JSONValue? {
    get { path.reduce(root as JSONValue?) { $0?[$1] } }
    set { root.set(newValue, at: path[...]) }
  }

  /// With other values at some paths; nil for one takes away what stands there.
  func changed(by patches: [Patch]) -> Draft {
    var draft = self
    for patch in patches { draft[patch.path] = patch.value }
    return draft
  }

  /// What the caller does, as far as it is laid down.
  var inputs: [JSONValue] { root.items("inputs") }

  /// With an answer of success after each series that ends with a failure, so that what is tried again comes about.
  var recovering: Draft {
    var draft = self
    for kind in ["data-actions", "transfers"] {
      for series in root[kind]?.members ?? [] {
        guard let last = series.value.items.last, last.text != "success", last["success"] == nil else { continue }
        let success = series.value.items.last { $0["success"] != nil } ?? "success"
        draft[[.key(kind), .key(series.key), .index(series.value.items.count)]] = success
      }
    }
    return draft
  }

  // MARK: As a test has it

  private static let givenKeys = ["attributes", "variables", "now", "seed"]

  /// What stands below `given`.
  var given: JSONValue {
    var given = root.picking(Self.givenKeys)
    if let variables = given["variables"] { given["variables"] = Self.expressions(variables) }
    return given
  }

  /// What stands below `mocks`.
  var mocks: JSONValue {
    var mocks = JSONValue.object(root.members.filter { !Self.givenKeys.contains($0.key) })
    for kind in ["data-actions", "schedules", "transfers", "modules", "actions"] {
      guard let series = mocks[kind] else { continue }
      mocks[kind] = .object(series.members.map { JSONMember(key: $0.key, value: Self.short($0.value)) })
    }
    if let actions = mocks["actions"] {
      mocks["actions"] = .object(
        actions.members.map { action in
          guard action.value.isArray else { return JSONMember(key: action.key, value: Self.expressed(action.value)) }
          return JSONMember(key: action.key, value: .array(action.value.items.map(Self.expressed)))
        })
    }
    if let tables = mocks["tables"] {
      mocks["tables"] = .object(
        tables.members.map { table in
          guard table.value.isObject else { return table }
          let rows = table.value.members.map { row in
            JSONValue.object([JSONMember(key: "key", value: .string(row.key))] + row.value.members)
          }
          return JSONMember(key: table.key, value: .array(rows))
        })
    }
    return mocks
  }

  /// The answer of an action with expressions in place of the values of variables.
  private static func expressed(_ answer: JSONValue) -> JSONValue {
    guard let variables = answer["variables"] else { return answer }
    var answer = answer
    answer["variables"] = expressions(variables)
    return answer
  }

  private static func expressions(_ variables: JSONValue) -> JSONValue {
    .object(variables.members.map { JSONMember(key: $0.key, value: .string(expression($0.value))) })
  }

  /// The list of answers without those at its end that the one before them gives as well.
  private static func short(_ series: JSONValue) -> JSONValue {
    var items = series.items
    while items.count > 1, items.last == items[items.count - 2] { items.removeLast() }
    return items.count == 1 ? items[0] : .array(items)
  }

  private static func expression(_ value: JSONValue) -> String {
    switch value {
    case .null: "NOT_SET"
    case .boolean(let flag): flag ? "true" : "false"
    case .number(let text): text
    case .string(let text): StringLiteral.quoted(text)
    case .array, .object: "JsonParse(\(StringLiteral.quoted(String(decoding: value.bytes, as: UTF8.self))))"
    }
  }

  /// The test that it makes, as a file would; nil where no file could.
  func test(named name: String = "a test", expect: JSONValue = .object([])) -> FlowTest? {
    let whole: JSONValue = [
      "flow": "flow",
      "tests": [["name": .string(name), "given": given, "mocks": mocks, "expect": expect]],
    ]
    guard let file = try? SourceFile(name: "", contents: whole.bytes),
      let reading = try? DocumentReader.read(file: file, as: .json), let document = reading.documents.first
    else { return nil }
    return FlowTestFile.read(document.root).file?.tests.first
  }
}

/// A value that is put at a path of a draft.
struct Patch: Hashable {
  let path: Draft.Path
  /// Nil takes away what stands there.
  let value: JSONValue?
}

extension JSONValue {
  /// The most items that a path may add to a list.
  private static let mostItems = 200

  fileprivate subscript(_ step: Draft.Step) -> JSONValue? {
    switch step {
    case .key(let key): self[key]
    case .index(let index): items.indices.contains(index) ? items[index] : nil
    case .parsed: text.flatMap { JSONValue(parsing: Array($0.utf8)) }
    }
  }

  fileprivate mutating func set(_ value: JSONValue?, at path: ArraySlice<Draft.Step>) {
    guard let first = path.first else {
      self = value ?? .null
      return
    }
    let rest = path.dropFirst()
    switch first {
    case .key(let key):
      if !isObject {
        if value == nil { return }
        self = .object([])
      }
      if rest.isEmpty {
        self[key] = value
      } else {
        var member = self[key] ?? .null
        member.set(value, at: rest)
        self[key] = member
      }
    case .index(let index):
      guard index >= 0, index < Self.mostItems else { return }
      var items = items
      // The last answer of a series is given again and again.
      while items.count <= index { items.append(items.last ?? .null) }
      items[index].set(value, at: rest)
      self = .array(items)
    case .parsed:
      var inner = self[.parsed] ?? .object([])
      inner.set(value, at: rest)
      self = .string(String(decoding: inner.bytes, as: UTF8.self))
    }
  }
}

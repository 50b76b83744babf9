import Conversations
public import Documents
public import Expressions
import JSON
public import SourceText

/// A file of tests for a flow: what a run begins with, what the world answers, and what is then expected.
public struct FlowTestFile: Sendable {
  /// The flow, as the file names it.
  public let flow: String
  /// Other files and folders of flows that it calls.
  public let flows: [String]
  /// The tests; one of several rows stands here once for each.
  public let tests: [FlowTest]

  /// The keys of a file.
  package static let keys = FlowTestFileKey.allCases.map(\.rawValue)

  /// Whether a document is one: it has `flow` and `tests`.
  public static func isOne(_ root: Node) -> Bool { root["flow"] != nil && root["tests"] != nil }

  /// The version of the format, as a file names it.
  static let version = "test/1"

  /// Reads a file.
  ///
  /// - Parameter contracts: those of data actions, which answers are held against.
  /// - Returns: what it says, nil where something is wrong; and what that is, in order of place.
  public static func read(
    _ root: Node, contracts: DataActionContracts = DataActionContracts()
  ) -> (file: FlowTestFile?, problems: [Diagnostic]) {
    var reader = FlowTestReader(contracts: contracts)
    let file = reader.read(root)
    let problems = reader.section.problems.sorted { $0.range < $1.range }
    return (problems.isEmpty ? file : nil, problems)
  }
}

/// One test of a flow.
public struct FlowTest: Sendable {
  /// What the run begins with.
  public struct Given: Sendable {
    /// The file of a conversation, as the test names it.
    public var conversation: String?
    /// Attributes of the customer; nil for one that is not set.
    public var attributes: [String: String?] = [:]
    /// Variables, inputs and built-ins with the expressions of their values.
    public var variables: [(name: String, plan: Plan)] = []
    /// The time, in milliseconds since 1970; nil where it is not known.
    public var now: Int64?
    /// Where random numbers begin.
    public var seed: UInt64 = 0
    /// The language that the flow begins in.
    public var language: String?
  }

  /// The name; that of a row has its values put in.
  public let name: String
  /// Where it stands in its file, in bytes.
  public let offset: Int
  /// The row of `each` that it is made of, counted from 0; nil where it has none.
  public let row: Int?
  /// What the run begins with.
  public let given: Given
  /// What the world answers.
  public let answers: Answers
  /// What is expected.
  public let expectations: [Expectation]

  /// What it runs with, but for the conversation and the other flows, which are files.
  public var scenario: Scenario {
    var scenario = Scenario()
    scenario.attributes = given.attributes
    scenario.variables = given.variables
    scenario.answers = answers
    scenario.now = given.now
    scenario.seed = given.seed
    scenario.language = given.language
    return scenario
  }

  /// Something that is expected of a run.
  public struct Expectation: Sendable {
    /// The key of the file: `ends`, `visits`…
    public let key: String
    /// Where it stands in the file, in bytes.
    public let offset: Int
    let check: Check
  }

  enum Check: Sendable {
    case ends(String)
    case transfersTo(String?)
    case visits([String])
    case neverVisits([String])
    case attributes(Answers.Values)
    case variables(Answers.Values)
    case says([String])
    case calls([(name: String, inputs: Answers.Values)])
  }
}

/// Takes tests out of a file.
private struct FlowTestReader {
  let contracts: DataActionContracts
  /// How answers are held against them, where a test does not say.
  var contractCheck = ContractCheck.strict
  var section = SettingsSection()

  init(contracts: DataActionContracts) { self.contracts = contracts }

  mutating func read(_ root: Node) -> FlowTestFile? {
    var members: [FlowTestFileKey: Node] = [:]
    for (key, value) in section.members(of: root, "the test file", as: FlowTestFileKey.self) { members[key] = value }
    if let version = members[.plumb], version.text != FlowTestFile.version {
      section.report("expected ‘\(FlowTestFile.version)’, found \(version.described)", at: version)
    }
    guard let named = members[.flow], let flow = section.text(named, "the file of a flow") else { return nil }
    var flows: [String] = []
    if let list = members[.flows] {
      for item in list.kind == .sequence ? list.items : [list] {
        if let path = section.text(item, "a file or folder of flows") { flows.append(path) }
      }
    }
    check(given: members[.given], mocks: members[.mocks], expect: nil)
    contractCheck =
      members[.mocks]?[FlowTestMocksKey.check.rawValue]?.text.flatMap { ContractCheck(rawValue: $0) } ?? contractCheck
    var tests: [FlowTest] = []
    for item in members[.tests].map({ section.items(of: $0, "‘tests’") }) ?? [] {
      tests += read(test: item, given: members[.given], mocks: members[.mocks])
    }
    return FlowTestFile(flow: flow, flows: flows, tests: tests)
  }

  private mutating func read(test node: Node, given: Node?, mocks: Node?) -> [FlowTest] {
    var members: [FlowTestTestKey: Node] = [:]
    for (key, value) in section.members(of: node, "a test", as: FlowTestTestKey.self) { members[key] = value }
    guard let named = members[.name], let name = section.text(named, "the name of the test") else {
      if members[.name] == nil { section.report("expected ‘name’ in the test", at: node) }
      return []
    }
    let rows = members[.each].map { section.items(of: $0, "‘each’") }
    if rows == nil { check(given: members[.given], mocks: members[.mocks], expect: members[.expect]) }
    let offsets = Dictionary(
      (members[.expect]?.entries ?? []).map { ($0.key.text ?? "", Int($0.key.range.start)) }, uniquingKeysWith: { $1 })
    // The same for all rows, but for what is put in.
    let mergedGiven = Self.merged(given.map { json($0) } ?? .object([]), members[.given].map { json($0) }, depth: 2)
    let mergedMocks = Self.merged(mocks.map { json($0) } ?? .object([]), members[.mocks].map { json($0) }, depth: 2)
    let expect = members[.expect].map { json($0) } ?? .object([])
    var tests: [FlowTest] = []
    for (number, row) in (rows?.map(Optional.some) ?? [nil]).enumerated() {
      var values: [(String, JSONValue)] = []
      if let row {
        for entry in section.entries(of: row, "a row of ‘each’") { values.append((entry.key, json(entry.value))) }
      }
      func filled(_ value: JSONValue) -> JSONValue { Self.filled(value, with: values) }
      var inner = FlowTestReader(contracts: contracts)
      let readGiven = inner.given(filled(mergedGiven).node)
      let (answers, problems) = Answers.read(filled(mergedMocks).node, contracts: contracts, check: contractCheck)
      let expectations = inner.expectations(filled(expect).node, offsets: offsets)
      // Without rows all that is wrong was told at its own place.
      if let row {
        for problem in inner.section.problems + problems {
          section.report("\(problem.message), in a row of ‘each’", at: row)
        }
      }
      let title = filled(.string(name)).text ?? name
      tests.append(
        FlowTest(
          name: title, offset: Int(node.range.start), row: row == nil ? nil : number, given: readGiven,
          answers: answers, expectations: expectations))
    }
    return tests
  }

  /// Tells what is wrong in parts of a file, at their places.
  private mutating func check(given: Node?, mocks: Node?, expect: Node?) {
    if let given { _ = self.given(given) }
    if let mocks {
      for problem in Answers.read(mocks, contracts: contracts, check: contractCheck).problems {
        section.report(problem)
      }
    }
    if let expect { _ = expectations(expect, offsets: [:]) }
  }

  // MARK: Merging

  private func json(_ node: Node) -> JSONValue {
    node.isBlank ? .null : JSONValue(parsing: Array(node.plainJSON.utf8)) ?? .null
  }

  /// A value with those of another over it, key by key.
  private static func merged(_ base: JSONValue, _ other: JSONValue?, depth: Int) -> JSONValue {
    guard let other else { return base }
    guard depth > 0, base.isObject, other.isObject else { return other }
    var result = base
    for member in other.members {
      result[member.key] = merged(result[member.key] ?? .null, member.value, depth: depth - 1)
    }
    return result
  }

  /// A value with those of a row put in where `{name}` stands; where nothing else stands the value itself.
  private static func filled(_ value: JSONValue, with row: [(String, JSONValue)]) -> JSONValue {
    if row.isEmpty { return value }
    switch value {
    case .string(let text):
      if let whole = row.first(where: { text == "{\($0.0)}" }) { return whole.1 }
      return .string(filled(text, with: row))
    case .array(let items): return .array(items.map { filled($0, with: row) })
    case .object(let members):
      return .object(
        members.map { JSONMember(key: filled($0.key, with: row), value: filled($0.value, with: row)) })
    case .null, .boolean, .number: return value
    }
  }

  private static func filled(_ text: String, with row: [(String, JSONValue)]) -> String {
    // Most texts have no place for a value.
    guard text.utf8.contains(UInt8(ascii: "{")) else { return text }
    return row.reduce(text) { $0.replacing("{\($1.0)}", with: Self.text($1.1)) }
  }

  private static func text(_ value: JSONValue) -> String {
    switch value {
    case .string(let text), .number(let text): text
    case .boolean(let flag): flag ? "true" : "false"
    case .null: "NOT_SET"
    case .array, .object:
      {
        var writer = JSONWriter()
        writer.value(value)
        return writer.text
      }()
    }
  }

  // MARK: Parts

  mutating func given(_ node: Node) -> FlowTest.Given {
    var given = FlowTest.Given()
    for (key, value) in section.members(of: node, "‘given’", as: FlowTestGivenKey.self) {
      switch key {
      case .conversation: given.conversation = section.text(value, "the file of a conversation")
      case .attributes:
        for entry in section.entries(of: value, "‘attributes’") {
          guard entry.value.kind == .scalar else {
            section.report("expected the text of an attribute, found \(entry.value.described)", at: entry.value)
            continue
          }
          given.attributes[entry.key] = .some(isNull(entry.value) ? nil : entry.value.text)
        }
      case .variables, .inputs:
        for entry in section.entries(of: value, "‘\(key.rawValue)’") {
          if let plan = expression(entry.value) { given.variables.append((entry.key, plan)) }
        }
      case .now:
        guard let text = value.text, let moment = Timestamp(parsing: text) else {
          section.report("expected a date and time such as 2026-03-02T10:00:00Z, found \(value.described)", at: value)
          continue
        }
        given.now = moment.milliseconds
      case .seed:
        guard let number = value.text.flatMap({ UInt64($0) }) else {
          section.report("expected a number, found \(value.described)", at: value)
          continue
        }
        given.seed = number
      case .language: given.language = section.text(value, "a language")
      }
    }
    return given
  }

  private func isNull(_ node: Node) -> Bool { node.isBlank || node.style == .jsonOther && node.text == "null" }

  private mutating func expression(_ node: Node) -> Plan? {
    guard let text = section.text(node, "an expression") else { return nil }
    let tree = SyntaxTree(parsing: text)
    if let problem = tree.diagnostics.first(where: { $0.severity == .error }) {
      section.report("\(problem.message), in ‘\(text.oneLine)’", at: node)
      return nil
    }
    return Plan(tree)
  }

  mutating func expectations(_ node: Node, offsets: [String: Int]) -> [FlowTest.Expectation] {
    var expectations: [FlowTest.Expectation] = []
    for (key, value) in section.members(of: node, "‘expect’", as: FlowTestExpectKey.self) {
      let name = key.rawValue
      let check: FlowTest.Check?
      switch key {
      case .ends: check = section.text(value, "how the run ends").map { .ends($0) }
      case .transfersTo:
        check = isNull(value) ? .transfersTo(nil) : section.text(value, "a target").map { .transfersTo($0) }
      case .visits: check = .visits(texts(value, name))
      case .neverVisits: check = .neverVisits(texts(value, name))
      case .says:
        let parts = texts(value, name)
        for part in parts {
          guard let pattern = FlowTest.pattern(part) else { continue }
          if (try? Regex(pattern)) == nil { section.report("‘\(part.clipped)’ is no regular expression", at: value) }
        }
        check = .says(parts)
      case .attributes: check = .attributes(values(value, name))
      case .variables: check = .variables(values(value, name))
      case .calls: check = .calls(calls(value))
      }
      if let check {
        expectations.append(
          FlowTest.Expectation(key: name, offset: offsets[name] ?? Int(value.range.start), check: check))
      }
    }
    return expectations
  }

  private mutating func texts(_ node: Node, _ key: String) -> [String] {
    var texts: [String] = []
    for item in node.kind == .scalar ? [node] : section.items(of: node, "‘\(key)’") {
      if let text = section.text(item, "a text") { texts.append(text) }
    }
    return texts
  }

  private mutating func values(_ node: Node, _ key: String) -> Answers.Values {
    section.entries(of: node, "‘\(key)’").map { ($0.key, isNull($0.value) ? .notSet : $0.value.plainValue) }
  }

  private mutating func calls(_ node: Node) -> [(name: String, inputs: Answers.Values)] {
    var calls: [(name: String, inputs: Answers.Values)] = []
    for item in section.items(of: node, "‘calls’") {
      if let name = item.text {
        calls.append((name, []))
      } else {
        for entry in section.entries(of: item, "a call") { calls.append((entry.key, values(entry.value, "calls"))) }
      }
    }
    return calls
  }
}

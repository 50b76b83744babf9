import Documents
import JSON
import SourceText

/// The keys of one kind of mapping in a test file, in the order in which messages and the schema name them.
///
/// What the reader knows, what a message takes for the nearest name and what the schema says all come from here.
protocol FlowTestKey: RawRepresentable, CaseIterable, Sendable where RawValue == String, AllCases == [Self] {
  /// What may stand under the key.
  var schema: JSONValue { get }
  /// What is to be known of it, in one sentence.
  var summary: String? { get }
  /// Whether the mapping has to have it.
  var isRequired: Bool { get }
}

extension FlowTestKey {
  var summary: String? { nil }
  var isRequired: Bool { false }

  /// The schema of a mapping that has these keys and no others.
  static var schema: JSONValue {
    let required = allCases.filter(\.isRequired).map(\.rawValue)
    return [
      "type": "object", "additionalProperties": false, "required": required.isEmpty ? nil : .strings(required),
      "properties": .object(
        allCases.map { key in
          let summary = key.summary.map { [JSONMember(key: "description", value: .string($0))] } ?? []
          return JSONMember(key: key.rawValue, value: .object(summary + key.schema.members))
        }),
    ]
  }
}

extension SettingsSection {
  /// The values of a mapping's known keys; reports every other one with the nearest names.
  mutating func members<Key: FlowTestKey>(
    of node: Node, _ what: String, as _: Key.Type
  ) -> [(key: Key, value: Node)] {
    members(of: node, what, keys: Key.allCases.map(\.rawValue)).compactMap { name, value in
      Key(rawValue: name).map { ($0, value) }
    }
  }
}

/// The keys of a test file.
enum FlowTestFileKey: String, FlowTestKey {
  case schemaName = "$schema"
  case plumb, flow, flows, given, mocks, tests

  var isRequired: Bool { self == .flow || self == .tests }

  var schema: JSONValue {
    switch self {
    case .schemaName, .flow: ["type": "string"]
    case .plumb: ["const": .string(FlowTestFile.version)]
    case .flows: FlowTestSchema.textOrTexts
    case .given: ["$ref": "#/$defs/given"]
    case .mocks: ["$ref": "#/$defs/mocks"]
    case .tests: ["type": "array", "items": ["$ref": "#/$defs/test"]]
    }
  }

  var summary: String? {
    switch self {
    case .schemaName: nil
    case .plumb: "The version of the format."
    case .flow: "The file of the flow, from this file."
    case .flows: "Files and folders of modules and bots that it calls, beside those of its own folder."
    case .given: "What each test begins with."
    case .mocks: "What the world answers in each test."
    case .tests: "The tests."
    }
  }
}

/// The keys of a test.
enum FlowTestTestKey: String, FlowTestKey {
  case name, given, mocks, expect, each

  var isRequired: Bool { self == .name }

  var schema: JSONValue {
    switch self {
    case .name: ["type": "string"]
    case .given: ["$ref": "#/$defs/given"]
    case .mocks: ["$ref": "#/$defs/mocks"]
    case .expect: ["$ref": "#/$defs/expect"]
    case .each: ["type": "array", "items": ["type": "object"]]
    }
  }

  var summary: String? {
    switch self {
    case .name: "What it is about; {name} of a row is put in."
    case .given: "Over those of the file, key by key."
    case .mocks: "Over those of the file, key by key."
    case .expect: "What is compared; nothing else is."
    case .each: "One test a row; {name} is put in where it stands."
    }
  }
}

/// The keys of what a run begins with.
enum FlowTestGivenKey: String, FlowTestKey {
  case conversation, attributes, variables, inputs, now, language, seed

  var schema: JSONValue {
    switch self {
    case .conversation, .now, .language: ["type": "string"]
    case .attributes, .variables, .inputs:
      ["type": "object", "additionalProperties": ["type": ["string", "number", "boolean", "null"]]]
    case .seed: ["type": ["integer", "string"]]
    }
  }

  var summary: String? {
    switch self {
    case .conversation: "A file with a conversation, from this file."
    case .attributes: "Attributes of the customer; null: not set."
    case .variables: "Variables and built-ins, with the expressions of their values."
    case .inputs: "The flow's own inputs, with expressions."
    case .now: "The time, as 2026-11-02T09:00:00Z."
    case .language: "The language that the flow begins in."
    case .seed: "Where random numbers begin."
    }
  }
}

/// The keys of what the world answers.
enum FlowTestMocksKey: String, FlowTestKey {
  case dataActions = "data-actions"
  case check, tables, schedules, inputs, transfers, modules, actions, objects

  var schema: JSONValue {
    switch self {
    case .dataActions: FlowTestSchema.answers(["$ref": "#/$defs/data-action"])
    case .check: ["enum": .strings(ContractCheck.names)]
    case .tables:
      [
        "type": "object",
        "additionalProperties": [
          "anyOf": [["enum": ["failure"]], ["$ref": "#/$defs/rows"], FlowTestTableKey.schema]
        ],
      ]
    case .schedules: FlowTestSchema.answers(["enum": .strings(Answers.scheduleWords)])
    case .inputs: ["type": "array", "items": ["$ref": "#/$defs/input"]]
    case .transfers: FlowTestSchema.answers(["enum": .strings(Answers.transferWords)])
    case .modules: FlowTestSchema.answers(["type": ["object", "null"]])
    case .actions: FlowTestSchema.answers(["$ref": "#/$defs/action"])
    case .objects:
      [
        "type": "object", "additionalProperties": false,
        "properties": .object(
          Answers.objectLists.map {
            JSONMember(key: $0, value: ["type": "object", "additionalProperties": ["type": ["object", "null"]]])
          }),
      ]
    }
  }

  var summary: String? {
    switch self {
    case .dataActions: "By name, or Category/Name: what comes of it, or a list of one a time."
    case .check: "How outputs of data actions are held against their contracts."
    case .tables: "Rows of data tables by the table's name; a key that is not there is not found."
    case .schedules: "By the name of the schedule or group, or by place."
    case .inputs: "What the caller or customer does, in the order in which the flow asks."
    case .transfers: "By action; else transfers succeed."
    case .modules: "Outputs of modules, bots and other flows that are not at hand, by name."
    case .actions: "What any action does, by place, name or type; wins over all others."
    case .objects: "Objects of the organisation by their names, with their members."
    }
  }
}

/// The keys of what comes of a data action.
enum FlowTestDataActionKey: String, FlowTestKey {
  case success, failure, check

  var schema: JSONValue {
    switch self {
    case .success, .failure: ["type": "object"]
    case .check: ["enum": .strings(ContractCheck.names)]
    }
  }

  var summary: String? {
    switch self {
    case .success: "It succeeds, with these outputs."
    case .failure: "It fails, with these outputs."
    case .check: "How the outputs are held against the contract."
    }
  }
}

/// The keys of a table that answers differently each time.
enum FlowTestTableKey: String, FlowTestKey {
  case calls

  var isRequired: Bool { true }

  var schema: JSONValue {
    ["type": "array", "items": ["anyOf": [["enum": ["failure"]], ["$ref": "#/$defs/rows"]]]]
  }

  var summary: String? { "What it holds at each look-up." }
}

/// The keys of what a caller or customer says.
enum FlowTestInputKey: String, FlowTestKey {
  case says, intent, slots

  var schema: JSONValue { self == .slots ? ["type": "object"] : ["type": "string"] }

  var summary: String? {
    switch self {
    case .says: "What is said."
    case .intent: "The intent that is recognised."
    case .slots: "The slots that are filled with it."
    }
  }
}

/// The keys of what an action does.
enum FlowTestActionKey: String, FlowTestKey {
  case way, variables

  var schema: JSONValue {
    self == .way
      ? ["type": "string"]
      : ["type": "object", "additionalProperties": ["type": ["string", "number", "boolean"]]]
  }

  var summary: String? {
    self == .way ? "The way that it takes." : "The variables that it fills, with the expressions of their values."
  }
}

/// The keys of what is expected.
enum FlowTestExpectKey: String, FlowTestKey {
  case ends
  case transfersTo = "transfers-to"
  case visits
  case neverVisits = "never-visits"
  case attributes, variables, says, calls

  var schema: JSONValue {
    switch self {
    case .ends: ["type": "string"]
    case .transfersTo: ["type": ["string", "null"]]
    case .visits, .neverVisits, .says: FlowTestSchema.textOrTexts
    case .attributes: ["type": "object", "additionalProperties": ["type": ["string", "number", "boolean", "null"]]]
    case .variables: ["type": "object"]
    case .calls: ["type": "array", "items": ["anyOf": [["type": "string"], ["type": "object"]]]]
    }
  }

  var summary: String? {
    switch self {
    case .ends: "disconnect, transfer, exit, error, 'error: text', limit; a type; an action."
    case .transfersTo: "The name of what the interaction is handed to; null: it is handed to nobody."
    case .visits: "Actions, ways, menus that are run, in this order, others between them."
    case .neverVisits: "Actions, ways, menus that are not run."
    case .attributes: "Attributes at the end; null: not set."
    case .variables: "Variables at the end; null: not set."
    case .says: "Parts of what is said or written, or /patterns/, in this order."
    case .calls: "Data actions, tables, flows that are called, in this order, with inputs."
    }
  }
}

/// The JSON Schema of test files, for editors.
public enum FlowTestSchema {
  /// The schema as JSON text.
  public static var text: String {
    var writer = JSONWriter(pretty: true)
    var schema: JSONValue = [
      "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Tests of a flow for plumb test",
    ]
    for member in FlowTestFileKey.schema.members { schema[member.key] = member.value }
    schema["$defs"] = definitions
    writer.value(schema)
    return writer.text + "\n"
  }

  private static var definitions: JSONValue {
    [
      "given": FlowTestGivenKey.schema, "mocks": FlowTestMocksKey.schema,
      "data-action": ["anyOf": [["enum": .strings(Answers.dataActionWords)], FlowTestDataActionKey.schema]],
      "rows": ["type": "array", "items": ["type": "object", "required": ["key"]]],
      "input": [
        "anyOf": [
          ["type": ["string", "number", "boolean"], "description": "Keys or a text; no-input, no-match."],
          FlowTestInputKey.schema,
        ]
      ],
      "action": ["anyOf": [["type": "string", "description": "The way."], FlowTestActionKey.schema]],
      "expect": FlowTestExpectKey.schema, "test": FlowTestTestKey.schema,
    ]
  }

  /// One text, or a list of texts.
  static let textOrTexts: JSONValue = ["anyOf": [["type": "string"], ["type": "array", "items": ["type": "string"]]]]

  /// By names: one answer for every time, or a list of one a time.
  static func answers(_ answer: JSONValue) -> JSONValue {
    [
      "type": "object",
      "additionalProperties": ["anyOf": [answer, ["type": "array", "items": answer]]],
    ]
  }
}

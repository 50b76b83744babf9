import Documents
import JSON
import Simulation
import SourceText
import TestSupport
import Testing

/// The schemas in `grammar` hold for what the commands print.
struct SchemaTests {
  @Test(arguments: [
    ("lint", "lint --fail-on never --format json samples/lint samples/no-such"),
    ("eval", "eval --format json participant.attributes.crm_case_id samples/conversations/call-on-agent.json"),
    ("eval", "eval --format json conversation.id samples/conversations/tutorial.json"),
    ("eval", "eval --format json 'IsSet(FindQueue(\"Support\"))'"),
    ("why", "why --format json --key crm_case_id samples/conversations/call-on-agent.json"),
    ("why", "why --format json --key tier samples/conversations/tutorial.json"),
    ("expressions", "parse --format json 'Flow.a + 1'"),
    ("actions", "actions --format json"), ("rules", "rules --format json"),
    ("rules", "rules common-module-io-mismatch --format json"),
    ("run", "flow run --format json samples/flows/order-tracking.yaml --attribute custom_order_id=ORD-1"),
    ("test-results", "test samples/tests --format json --coverage"),
    ("run", "flow run --format json samples/flows/delivery-bot.yaml --input Delivery --input Monday"),
  ])
  func documentsHold(schema: String, line: String) throws {
    let checker = try SchemaChecker(schema)
    let document = try JSONDocument(parsing: Array(CommandRun(typed: line).output.utf8))
    #expect(checker.problems(of: document.root) == [])
  }

  @Test(arguments: ["delivery-bot.json", "order-tracking.yaml"])
  func sampleTestFilesHold(name: String) throws {
    let checker = try SchemaChecker("test")
    let file = try SourceFile(name: name, contents: Repository.bytes("samples/tests/\(name)"))
    let root = try #require(try DocumentReader.read(file: file, as: .yaml).documents.first?.root)
    #expect(checker.problems(of: try JSONDocument(parsing: Array(root.plainJSON.utf8)).root) == [])
  }

  @Test func schemaOfTestFilesIsCurrent() throws {
    let difference = try Golden.difference(of: FlowTestSchema.text, from: "grammar/test.schema.json")
    #expect(difference == nil, "\(difference ?? "")")
  }

  @Test func sampleInventoryHolds() throws {
    let checker = try SchemaChecker("inventory")
    let document = try JSONDocument(parsing: Repository.bytes("samples/config/inventory.json"))
    #expect(checker.problems(of: document.root) == [])
  }

  @Test func linesHold() throws {
    let checker = try SchemaChecker("expressions")
    let lines = CommandRun(typed: "expressions --format jsonl samples/flows").output.split(separator: "\n")
    #expect(lines.count > 40)
    for line in lines {
      #expect(checker.problems(of: try JSONDocument(parsing: Array(line.utf8)).root) == [])
    }
  }

  @Test func whatDoesNotHoldIsFound() throws {
    let checker = try SchemaChecker("lint")
    let document = try JSONDocument(parsing: Array(#"{"version":2,"tool":{"name":"plumb"},"findings":{},"x":1}"#.utf8))
    #expect(
      checker.problems(of: document.root) == [
        "/: ‘unreadable’ is missing", "/: ‘summary’ is missing", "/version: another value",
        "/tool: ‘version’ is missing", "/findings: another type", "/x: not allowed",
      ])
  }
}

/// Holds documents against the part of JSON Schema that the schemas use.
struct SchemaChecker {
  private let root: JSONNode

  init(_ name: String) throws {
    root = try JSONDocument(parsing: Repository.bytes("grammar/\(name).schema.json")).root
  }

  func problems(of value: JSONNode) -> [String] {
    problems(of: value, by: root, at: "")
  }

  private func problems(of value: JSONNode, by schema: JSONNode, at path: String) -> [String] {
    let place = path.isEmpty ? "/" : path
    if let reference = schema["$ref"]?.string, let name = reference.split(separator: "/").last {
      guard let target = root["$defs"]?[String(name)] else { return ["\(place): no definition \(reference)"] }
      return problems(of: value, by: target, at: path)
    }
    if let choices = schema["anyOf"] {
      let isMet = choices.items.contains { self.problems(of: value, by: $0, at: path).isEmpty }
      return isMet ? [] : ["\(place): none of the choices"]
    }
    if let type = schema["type"] {
      let types = type.string.map { [$0] } ?? type.items.compactMap(\.string)
      guard types.contains(where: { isType($0, value) }) else { return ["\(place): another type"] }
    }
    if let wanted = schema["const"], !isSame(wanted, value) { return ["\(place): another value"] }
    if let wanted = schema["enum"], !wanted.items.contains(where: { isSame($0, value) }) {
      return ["\(place): another value"]
    }
    var found: [String] = []
    if value.kind == .object {
      for key in schema["required"]?.items.compactMap(\.string) ?? [] where value[key] == nil {
        found.append("\(place): ‘\(key)’ is missing")
      }
      for member in value.members {
        let key = member.key.string ?? ""
        if let property = schema["properties"]?[key] {
          found += problems(of: member.value, by: property, at: "\(path)/\(key)")
        } else if schema["additionalProperties"]?.boolean == false {
          found.append("\(path)/\(key): not allowed")
        }
      }
    }
    if value.kind == .array, let items = schema["items"] {
      for item in value.items { found += problems(of: item, by: items, at: "\(path)/*") }
    }
    return found
  }

  private func isSame(_ left: JSONNode, _ right: JSONNode) -> Bool {
    left.kind == right.kind && left.string == right.string && left.numberText == right.numberText
      && left.boolean == right.boolean
  }

  private func isType(_ name: String, _ value: JSONNode) -> Bool {
    switch name {
    case "object": value.kind == .object
    case "array": value.kind == .array
    case "string": value.kind == .string
    case "boolean": value.kind == .boolean
    case "null": value.isNull
    case "integer": value.numberText.map { $0.allSatisfy { $0.isNumber || $0 == "-" } } ?? false
    default: value.kind == .number
    }
  }
}

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
    ("diff", "flow diff --format json samples/flows/order-tracking.json samples/diff/order-tracking.yaml"),
    ("diff", "flow diff --format json samples/flows samples/diff"),
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

  @Test(arguments: [
    ("eval-columns", "eval -e tier=participant.attributes.tier --columns --format jsonl"),
    ("why", "why --key tier --format json"),
  ])
  func linesOfBatchesHold(schema: String, line: String) throws {
    let checker = try SchemaChecker(schema)
    let run = CommandRun(typed: line + " --ndjson samples/conversations/readings/many.ndjson")
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == 5 && run.status == 3)
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

import JSON
import TestSupport
import Testing

/// `plumb why --simulate` runs the flow on the conversation's data.
@Suite("plumb why --simulate")
struct WhySimulateTests {
  private static let conversation = """
    {"id": "c1", "participants": [{"id": "p1", "purpose": "customer", "attributes": {"tier": "gold"}, "calls": [{"state": "connected"}]}]}
    """

  private func fixture() throws -> RunFixture {
    try RunFixture([
      "conv.json": Self.conversation,
      "late.yaml": "{ inputs: [ 1 ], data-actions: { Get Order: { success: { order.days: 9 } } } }",
      "failed.yaml": "{ inputs: [ 1 ], data-actions: { Get Order: failure } }",
    ])
  }

  private func run(_ rest: String) throws -> JSONNode {
    let run = try fixture().run("why \(rest) @conv.json --flow @flow.yaml --simulate --format json")
    #expect(run.status == 1)
    let root = try JSONDocument(parsing: Array(run.output.utf8)).root
    #expect(try SchemaChecker("why").problems(of: root) == [])
    return try #require(root["results"]?[0]?["run"])
  }

  @Test func tellsWhereTheRunSetsTheKey() throws {
    let run = try run("--key seen --mocks @late.yaml")
    #expect(run["setAt"]?["container"]?.string == "T" && run["setAt"]?["action"]?.string == "Mark")
    #expect(run["missedAt"]?.items.count == 0)
    #expect(run["end"]?["kind"]?.string == "transfer")
  }

  @Test func tellsWhereItPassesBy() throws {
    let missed = try run("--key failed --mocks @late.yaml")
    #expect(missed["setAt"]?.isNull == true)
    #expect(missed["missedAt"]?[0]?["action"]?.string == "T › Fail")
    #expect(missed["missedAt"]?[0]?["way"]?.string == "T › Look up/failure")
    #expect(missed["missedAt"]?[0]?["because"]?.string == "‘T › Look up’ went ‘success’")
    #expect(try run("--key failed --mocks @failed.yaml")["setAt"]?["action"]?.string == "Fail")
  }

  @Test func theAnswerStandsWithoutWhatTheRunLacks() throws {
    let run = try fixture().run("why --key failed @conv.json --flow @flow.yaml --simulate")
    #expect(run.status == 1)
    #expect(
      run.errors == """
        plumb: the run of ‘Small’ needs what the caller enters
        mocks:
          inputs: [ "1" ]

        """)
    #expect(run.output.hasPrefix("failed: missing (RC-19, likely)"))
    #expect(
      run.output.hasSuffix(
        """
          a run of the flow does not set it
          not at ‘T › Fail’: the run was over before: mock-needed at ‘T › Ask’
          the run ends: mock-needed: needs what the caller enters

        """), "\(run.output)")
    let markdown = try fixture().run("why --key seen @conv.json --flow @flow.yaml --simulate --format markdown")
    #expect(markdown.output.contains("* a run of the flow sets it at ‘Mark’ in ‘T’\n"))
  }

  @Test(arguments: [
    "why --key k @conv.json --simulate", "why --key k --flow @flow.yaml --simulate",
    "why --key k @conv.json --flow @flow.yaml --mocks @late.yaml",
    "why --key k --ndjson @conv.json --flow @flow.yaml --simulate",
    "why --key k @conv.json --flow @conv.json --simulate",
  ])
  func whatDoesNotGoTogetherIsTold(line: String) throws {
    #expect([2, 3].contains(try fixture().run(line).status))
  }
}

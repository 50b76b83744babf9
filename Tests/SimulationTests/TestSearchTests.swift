import Documents
import Expressions
import Flows
import JSON
import Simulation
import SourceText
import TestSupport
import Testing

/// Tests that are found for flows.
struct TestSearchTests {
  /// The ways of the samples that no answer leads to.
  private static let samples: [(file: String, missed: [String])] = [
    ("order-tracking.yaml", []), ("order-tracking.json", []), ("order-tracking.xml", []),
    ("order-tracking.i3InboundMessage", []), ("delivery-bot.yaml", []),
  ]

  @Test(arguments: samples)
  func takesEveryWayOfASample(_ sample: (file: String, missed: [String])) throws {
    let contents = try Repository.bytes("samples/flows/\(sample.file)")
    let flow = try #require(try FlowFile.read(name: sample.file, contents: contents).flows.first)
    try check(FlowProgram(flow), missed: sample.missed)
  }

  /// What a condition wants is found on both sides, wherever its operands come from.
  @Test(arguments: [
    #"Flow.s == "gold""#, #"Flow.s != "gold""#, #""gold" == Flow.s"#, "Flow.n > 3", "3 >= Flow.n", "Flow.n <= -2",
    "Flow.d < 1.5", "Flow.b", "!Flow.b", "IsSet(Flow.s)", "IsNotSetOrEmpty(Flow.s)",
    "!IsNotSetOrEmpty(Flow.s)", #"Contains(Flow.s, "vip")"#, #"StartsWith(Flow.s, "+49")"#, #"EndsWith(Flow.s, "9")"#,
    "Length(Flow.s) == 4", "IsSet(Flow.s) and Length(Flow.s) > 2", #"IsSet(Flow.s) and ToInt(Flow.s) > 41"#,
    #"Lower(Flow.s) == "yes""#, #"Trim(Flow.s) == "yes""#, #"Flow.s == "a" or Flow.s == "b""#,
    #"Flow.s == "a" and Flow.n == 2"#, #"!(Flow.s == "a" and Flow.n == 2)"#, "Flow.n + 1 == 10", "Flow.n * 2 > 9",
    "Count(Flow.list) > 2", "IsEmpty(Flow.list)", #"If(Flow.b, Flow.n > 1, Flow.s == "x")"#,
    #"(Flow.b ? Flow.s : "none") == "some""#, #"Append("A-", Flow.s) == "A-17""#, #""A-" + Flow.s == "A-17""#,
    #"IsSet(Flow.s) and Substring(Flow.s, 0, 2) == "49""#, "Flow.s == Flow.t", "Flow.n == NOT_SET",
    #"IsSet(Flow.s) and Contains(Flow.s, "T|") and GetAt(Split(Flow.s, "|"), 2) == "x""#,
    #"IsSet(Flow.s) and ToDateTime(Flow.s) > ToDateTime("2026-01-01T00:00:00Z")"#, #"ToString(Flow.n) == "7""#,
    #"IsSet(Flow.json) and GetJsonObjectProperty(Flow.json, "state") == "open""#,
    #"IsSet(Flow.json) and Flow.json.order.state == "open""#,
    #"IsSet(Flow.s) and JsonParse(Flow.s).state == "open""#, #"Call.Ani == "tel:+13175550100""#,
  ])
  func findsBothSides(_ condition: String) throws {
    let inputs = [
      "string": ["s", "t"], "integer": ["n"], "decimal": ["d"], "boolean": ["b"], "json": ["json"],
      "stringCollection": ["list"],
    ].sorted { $0.key < $1.key }.flatMap { kind, names in
      names.map { "    - \(kind)Variable: { name: Flow.\($0), initialValue: { noValue: true }, isInput: true }" }
    }
    try check(
      try program(
        variables: inputs,
        """
        - decision:
            name: Which?
            condition: { exp: \(quoted(condition)) }
        """))
  }

  /// What stands between a decision and what a caller, the customer's data or the world gave does not matter.
  @Test(arguments: [
    (
      "an attribute through two variables",
      """
      - getParticipantData: { name: Read, attributes: [ { attribute: { name: { lit: tier }, variable: Flow.raw } } ] }
      - updateData: { name: Tidy, statements: [ { string: { variable: Flow.s, value: { exp: "If(IsSet(Flow.raw), Lower(Trim(Flow.raw)), \\"\\")" } } } ] }
      - decision: { name: Gold?, condition: { exp: Flow.s == "gold" } }
      """
    ),
    (
      "the answer of a data action, and what it is without one",
      """
      - callData:
          name: Ask
          timeout: { lit: { minutes: 1 } }
          category: { C: { dataAction: { Get: { inputs: {}, successOutputs: { n: { var: Flow.n } } } } } }
          outputs:
            success:
              actions:
                - switch: { name: How many?, evaluate: { firstTrue: { default: { actions: [] }, cases: [ { case: { value: { exp: Flow.n > 10 }, actions: [] } }, { case: { value: { exp: Flow.n < 0 }, actions: [] } } ] } } }
      """
    ),
    (
      "digits that are none of those that are asked for",
      """
      - collectInput: { name: Ask, inputData: { var: Flow.s }, digits: { exact: { lit: 1 } } }
      - decision: { name: One?, condition: { exp: Flow.s == "1" } }
      - decision: { name: Two?, condition: { exp: Flow.s == "2" } }
      """
    ),
    (
      "a counter that other ways raise",
      """
      - decision: { name: A?, condition: { exp: Call.CalledAddress == "a" }, outputs: { "yes": { actions: [ { updateData: { name: One, statements: [ { integer: { variable: Flow.n, value: { lit: 1 } } } ] } } ] }, "no": { actions: [ { updateData: { name: None, statements: [ { integer: { variable: Flow.n, value: { lit: 0 } } } ] } } ] } } }
      - decision: { name: Both?, condition: { exp: Flow.n == 1 } }
      """
    ),
  ])
  func goesBackToWhereValuesComeFrom(_ what: String, _ actions: String) throws {
    let variables = ["raw", "s"].map { "    - stringVariable: { name: Flow.\($0), initialValue: { noValue: true } }" }
    try check(
      try program(
        variables: variables + ["    - integerVariable: { name: Flow.n, initialValue: { noValue: true } }"], actions))
  }

  @Test func tellsWhatCannotBeReached() throws {
    let program = try program(
      variables: ["    - stringVariable: { name: Flow.s, initialValue: { lit: a } }"],
      """
      - decision: { name: Never?, condition: { exp: Flow.s == "b" } }
      - decision: { name: Always?, condition: { exp: 1 == 1 } }
      """)
    var search = TestSearch(program)
    search.search()
    #expect(
      search.missed.map { "\($0.address): \($0.reason)" } == [
        "T › Never?/yes: no values were found for which ‘Flow.s == \"b\"’ comes out so",
        "T › Always?/no: ‘1 == 1’ always has the same value",
      ])
  }

  @Test func tellsOfRunsThatEndBadly() throws {
    let program = try program(
      variables: ["    - stringVariable: { name: Flow.s, initialValue: { noValue: true }, isInput: true }"],
      """
      - decision: { name: Long?, condition: { exp: Length(Flow.s) > 3 } }
      """)
    let exploration = TestSearch.explore(program, count: 20)
    #expect(exploration.findings.map(\.kind) == [.error, .silence])
  }

  /// Holds the tests of a flow against the flow: each passes, and together they take all ways but some.
  private func check(_ program: FlowProgram, missed: [String] = []) throws {
    var search = TestSearch(program)
    search.search()
    #expect(search.missed.map(\.address) == missed, "\(search.missed.map(\.reason))")
    var coverage = Coverage(program)
    let file: JSONValue = ["flow": "flow.yaml", "tests": .array(search.tests.map(\.json))]
    let source = try SourceFile(name: "tests.json", contents: file.bytes)
    let root = try #require(try DocumentReader.read(file: source, as: .json).documents.first).root
    let (read, problems) = FlowTestFile.read(root)
    #expect(problems.isEmpty)
    for test in try #require(read).tests {
      let result = test.result(of: program.run(test.scenario)) { $0.text ?? "" }
      #expect(result.status == .passed, "\(test.name): \(result.failures)")
      coverage.add(result.record)
    }
    #expect(coverage.notTaken.count == missed.count)
  }

  private func quoted(_ text: String) -> String {
    var writer = JSONWriter()
    writer.string(text)
    return writer.text
  }

  private func program(variables: [String], _ actions: String) throws -> FlowProgram {
    let text = """
      inboundCall:
        name: F
        startUpRef: "/inboundCall/tasks/task[T_1]"
        variables:
      \(variables.joined(separator: "\n"))
        tasks:
          - task:
              name: T
              refId: T_1
              actions:
      \(actions.split(separator: "\n", omittingEmptySubsequences: false).map { "          \($0)" }.joined(separator: "\n"))
      """
    return FlowProgram(try #require(try FlowFile.read(name: "flow.yaml", contents: Array(text.utf8)).flows.first))
  }
}

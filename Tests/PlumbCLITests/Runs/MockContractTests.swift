import TestSupport
import Testing

/// Answers of data actions are held against the contracts of their exports.
@Suite("contracts of mocks")
struct MockContractTests {
  private static let place = "get-order.custom.json"

  @Test func mistakesAreToldAtTheirPlaces() throws {
    let fixture = try RunFixture([
      Self.place: RunFixture.contract,
      "tests.yaml": """
      flow: flow.yaml
      mocks:
        data-actions:
          Get Order: { success: { order: { day: 1 }, tags: [ a ] } }
      tests:
        - name: types
          mocks: { data-actions: { Shop/Get Order: [ { success: { order.days: "9" } }, { success: { order: { days: 1.5 }, tags: [ 1 ] } } ] } }
        - name: "{n} rows"
          mocks: { data-actions: { Get Order: { success: { order.days: "{n}" } } } }
          each: [ { n: 1 }, { n: one } ]
        - name: looser
          mocks: { check: present, data-actions: { Get Order: { success: { other: 1, order.days: one } } } }
        - name: not looked at
          mocks: { data-actions: { Get Order: { success: { other: 1, order.days: one }, check: none } } }
      """,
    ])
    let run = fixture.run("test @tests.yaml")
    #expect(run.status == 2)
    #expect(
      run.errors == """
        Error: tests.yaml:4:38: the data action ‘Get Order’ gives no output ‘order.day’; did you mean ‘order.days’?
        tests.yaml:7:73: the data action ‘Shop/Get Order’ gives ‘order.days’ as Integer, found ‘9’
        tests.yaml:7:110: the data action ‘Shop/Get Order’ gives ‘order.days’ as Integer, found ‘1.5’
        tests.yaml:7:123: the data action ‘Shop/Get Order’ gives ‘tags’ as String Collection, found a list
        tests.yaml:10:23: the data action ‘Get Order’ gives ‘order.days’ as Integer, found ‘one’, in a row of ‘each’
        tests.yaml:12:92: the data action ‘Get Order’ gives ‘order.days’ as Integer, found ‘one’
          See 'plumb help test' for more information.

        """)
  }

  @Test func contractsLieElsewhereToo() throws {
    let fixture = try RunFixture([
      "actions/" + Self.place: RunFixture.contract, "flows/flow.yaml": RunFixture.flow,
      "mocks.yaml": "data-actions: { Get Order: { success: { days: 1 } } }",
      "tests.yaml":
        "flow: flows/flow.yaml\nmocks: { data-actions: { Get Order: { success: { days: 1 } } } }\ntests: [ { name: a } ]",
    ])
    let line = "flow run @flows/flow.yaml --mocks @mocks.yaml --input no-input"
    #expect(fixture.run(line).status == 0)
    #expect(fixture.run("test @tests.yaml").status == 1)
    let message = "the data action ‘Get Order’ gives no output ‘days’"
    let run = fixture.run(line + " --contracts @actions")
    #expect(run.status == 2 && run.errors.contains("mocks.yaml:1:41: \(message)"), "\(run.errors)")
    let test = fixture.run("test @tests.yaml --contracts @actions")
    #expect(test.status == 2 && test.errors.contains("tests.yaml:2:50: \(message)"), "\(test.errors)")
    // Where two exports of one name differ, neither is taken for it.
    try fixture.folder.write(
      Array(RunFixture.contract.replacing("\"days\"", with: "\"late\"").utf8), to: "actions/b.json")
    #expect(fixture.run("test @tests.yaml --contracts @actions").status == 1)
  }

  @Test func whatIsNoCheckIsTold() throws {
    let fixture = try RunFixture([
      "tests.yaml":
        "flow: flow.yaml\nmocks: { check: strickt, data-actions: { A: { check: none }, B: { sucess: {} } } }\ntests: []"
    ])
    let errors = fixture.run("test @tests.yaml").errors
    #expect(
      errors.contains("2:17: expected one of ‘strict’, ‘present’, ‘none’, found ‘strickt’; did you mean ‘strict’?"))
    #expect(errors.contains("expected ‘success’ or ‘failure’, found neither"))
    #expect(errors.contains("the answer of a data action has no key ‘sucess’; did you mean ‘success’?"))
  }
}

import TestSupport
import Testing

/// Mistakes in what a person wrote for runs: each is told with its place, and nothing hangs or crashes.
@Suite("bad input of runs")
struct BadInputTests {
  /// A key of a test file with a letter doubled, and what is told of it.
  @Test(arguments: [
    ("{ floww: f.yaml, flow: f.yaml, tests: [] }", "1:3: the test file has no key ‘floww’; did you mean ‘flow’"),
    (
      "{ flow: f.yaml, given: { atributes: {} }, tests: [] }",
      "1:26: ‘given’ has no key ‘atributes’; did you mean ‘attributes’?"
    ),
    ("{ flow: f.yaml, mocks: { inptus: [] }, tests: [] }", "1:26: ‘mocks’ has no key ‘inptus’; did you mean ‘inputs’?"),
    (
      "{ flow: f.yaml, mocks: { inputs: [ { say: x } ] }, tests: [] }",
      "1:38: the input has no key ‘say’; did you mean ‘says’?"
    ),
    (
      "{ flow: f.yaml, mocks: { tables: { T: { cals: [] } } }, tests: [] }",
      "1:41: the table has no key ‘cals’; did you mean ‘calls’?"
    ),
    (
      "{ flow: f.yaml, mocks: { actions: { A: { wy: x } } }, tests: [] }",
      "1:42: the answer of an action has no key ‘wy’; did you mean ‘way’?"
    ),
    (
      "{ flow: f.yaml, mocks: { objects: { queue: {} } }, tests: [] }",
      "1:37: ‘objects’ has no key ‘queue’; did you mean ‘queues’?"
    ),
    (
      "{ flow: f.yaml, tests: [ { name: a, expects: {} } ] }",
      "1:37: a test has no key ‘expects’; did you mean ‘expect’?"
    ),
    (
      "{ flow: f.yaml, tests: [ { name: a, expect: { visit: [] } } ] }",
      "1:47: ‘expect’ has no key ‘visit’; did you mean ‘visits’?"
    ),
    (
      "{ flow: f.yaml, tests: [ { name: a, expect: { zzz: [] } } ] }",
      "1:47: ‘expect’ has no key ‘zzz’; known are ‘ends’, ‘transfers-to’"
    ),
    ("{ plumb: test/2, flow: f.yaml, tests: [] }", "1:10: expected ‘test/1’, found ‘test/2’"),
    ("{ flow: f.yaml, tests: [ { name: a, name: b } ] }", "1:37: ‘name’ stands twice"),
    ("{ flow: f.yaml, tests: a }", "1:24: expected ‘tests’ to be a list, found ‘a’"),
    ("flow: f.yaml\ntests: [ { name: a\n", "expected"),
  ])
  func mistakesInTestFiles(text: String, message: String) throws {
    let fixture = try RunFixture(["tests.yaml": text])
    let run = fixture.run("test @tests.yaml")
    #expect(run.status == 2)
    #expect(run.errors.contains("tests.yaml:") && run.errors.contains(message), "\(run.errors)")
    // Each is told once.
    #expect(run.errors.ranges(of: message).count == 1, "\(run.errors)")
  }

  /// Answers that are fit for no variable of the flow.
  @Test(arguments: [
    (
      "data-actions: { Get Order: { success: { order.days: many } } }",
      "1:53: expected an Integer for the output ‘order.days’ of the data action ‘Get Order’, which goes to ‘Flow.days’"
    ),
    (
      "actions: { Look up: { variables: { Flow.days: '\"x\"' } } }",
      "expected an Integer for ‘Flow.days’, at ‘T › Look up’"
    ),
    ("actions: { Look up: sideways }", "expected a way of ‘T › Look up’, found ‘sideways’"),
  ])
  func answersOfAnotherType(mocks: String, message: String) throws {
    let fixture = try RunFixture([
      "mocks.yaml": mocks,
      "tests.yaml": "flow: flow.yaml\nmocks:\n  inputs: [ 1 ]\n  \(mocks)\ntests: [ { name: a }, { name: b } ]",
    ])
    let run = fixture.run("flow run @flow.yaml --input 1 --mocks @mocks.yaml")
    #expect(run.status == 2)
    #expect(run.errors.contains("mocks.yaml:1:") && run.errors.contains(message), "\(run.errors)")
    let test = fixture.run("test @tests.yaml")
    #expect(test.status == 2)
    #expect(test.errors.contains("tests.yaml:4:"), "\(test.errors)")
  }

  @Test func aVariableOfAnotherType() throws {
    let fixture = try RunFixture([
      "tests.yaml": "flow: flow.yaml\ntests:\n  - name: a\n    given: { variables: { Flow.days: '\"x\"' } }"
    ])
    let run = fixture.run("test @tests.yaml")
    #expect(run.status == 2)
    #expect(run.errors.contains("tests.yaml:4:38: expected an Integer for ‘Flow.days’"), "\(run.errors)")
  }

  /// Answers that nothing asks for may be misspelt.
  @Test func answersThatNothingAsksFor() throws {
    let fixture = try RunFixture([
      "mocks.yaml": "{ inputs: [ no-input ], data-actions: { Get Ordr: failure } }",
      "tests.yaml": """
      flow: flow.yaml
      mocks: { data-actions: { Get Order: failure, Get Ordr: timeout } }
      tests: [ { name: first, mocks: { inputs: [ no-input ] } }, { name: second, mocks: { inputs: [ 1 ] } } ]
      """,
    ])
    #expect(
      fixture.run("flow run @flow.yaml --mocks @mocks.yaml").output.hasSuffix(
        "note: nothing asked for data-actions: Get Ordr\n"))
    #expect(fixture.run("test @tests.yaml").errors == "plumb: tests.yaml: nothing asked for data-actions: Get Ordr\n")
    #expect(fixture.run("test @tests.yaml --filter first").errors == "")
  }

  @Test func flowsThatCannotBeRun() throws {
    let fixture = try RunFixture([
      "broken.yaml": "inboundCall:\n  name: [ x\n", "empty.yaml": "inboundCall: {}", "text.yaml": "a: 1",
      "tests.yaml": "flow: broken.yaml\ntests: [ { name: a } ]",
      "other.yaml": "flow: flow.yaml\ntests: [ { name: b, mocks: { inputs: [ no-input ] } } ]",
    ])
    for name in ["broken.yaml", "text.yaml", "none.yaml"] {
      let run = fixture.run("flow run @\(name)")
      #expect(run.status == 3 && run.errors.contains("\(name):"), "\(run.errors)")
    }
    #expect(fixture.run("flow run @empty.yaml").status == 3)
    // The other tests run.
    let run = fixture.run("test @tests.yaml @other.yaml")
    #expect(run.status == 3)
    #expect(run.output == "1 test: 1 passed, 0 failed, 0 could not end\n")
    #expect(run.errors.contains("broken.yaml: "))
  }

  /// A task that calls itself, alone and inside a loop, comes to the limit of actions.
  @Test(arguments: [
    "callTask: { name: Again, targetTaskRef: \"/inboundCall/tasks/task[T_1]\" }",
    "loop: { name: L, loopCount: { lit: 9 }, outputs: { loop: { actions: [ { callTask: { name: Again, targetTaskRef: \"/inboundCall/tasks/task[T_1]\" } } ] } } }",
  ])
  func aTaskThatCallsItself(action: String) throws {
    let flow = """
      inboundCall:
        name: Round
        startUpRef: "/inboundCall/tasks/task[T_1]"
        tasks:
          - task:
              name: T
              refId: T_1
              actions:
                - \(action)
      """
    let fixture = try RunFixture(["flow.yaml": flow, "tests.yaml": "flow: flow.yaml\ntests: [ { name: a } ]"])
    let run = fixture.run("flow run @flow.yaml")
    #expect(run.status == 1)
    #expect(run.output.contains("end: limit: the run has 10000 actions, which is the most that Genesys Cloud runs"))
    #expect(fixture.run("test @tests.yaml").status == 1)
  }
}

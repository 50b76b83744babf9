import JSON
import TestSupport
import Testing

/// `plumb test` and `plumb flow run` as a person meets them.
@Suite("plumb test")
struct TestCommandTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func write(_ name: String, _ text: String) throws -> String {
    try folder.write(Array(text.utf8), to: name)
    return folder.path(name)
  }

  private func flow(_ actions: String, name: String = "flow.yaml") throws -> String {
    try write(
      name,
      """
      inboundCall:
        name: Small
        startUpRef: "/inboundCall/tasks/task[T_1]"
        variables:
          - stringVariable: { name: Flow.s, initialValue: { noValue: true } }
        tasks:
          - task:
              name: T
              refId: T_1
              actions:
      \(actions)
      """)
  }

  private static let small = """
                - setParticipantData: { name: Mark, attributes: [ { attribute: { name: { lit: seen }, value: { lit: "yes" } } } ] }
                - collectInput: { name: Ask, inputData: { var: Flow.s }, digits: { exact: { lit: 1 } }, outputs: { failure: { actions: [ { disconnect: { name: Silent } } ] } } }
                - transferToAcd: { name: On, targetQueue: { lit: { name: Help } } }
    """

  private static let tests = """
    flow: flow.yaml
    tests:
      - name: holds
        mocks: { inputs: [ 1 ] }
        expect: { ends: On, transfers-to: Help, attributes: { seen: "yes" }, variables: { Flow.s: "1" } }
      - name: does not hold
        mocks: { inputs: [ no-input ] }
        expect:
          ends: transfer
          attributes: { seen: no }
          visits: [ Mark, On ]
      - name: cannot end
        expect: { ends: transfer }
    """

  @Test func failuresAreShown() throws {
    _ = try flow(Self.small)
    let tests = try write("tests.yaml", Self.tests)
    let run = CommandRun(["test", tests])
    #expect(run.status == 1)
    let text = run.output.replacing(folder.path + "/", with: "")
    #expect(
      text == """
        tests.yaml:6: FAILED: does not hold
          ends: expected ‘transfer’, found disconnect at ‘T › Silent’ (line 9)
          attributes: expected seen = "no", found seen = "yes" (line 10)
          visits: expected ‘On’ after ‘Mark’, found it does not run (line 11)
          the steps:
            task ‘T’
              setParticipantData ‘Mark’
                  sets the attribute seen: "yes"
              collectInput ‘Ask’ → failure
                  hears no-input
              disconnect ‘Silent’
          end: disconnect
        tests.yaml:12: ERROR: cannot end
          run: expected an end, found mock-needed: needs what the caller enters
          mocks:
            inputs: [ "1" ]
          the steps:
            task ‘T’
              setParticipantData ‘Mark’
                  sets the attribute seen: "yes"
              collectInput ‘Ask’
          end: mock-needed: needs what the caller enters
        3 tests: 1 passed, 1 failed, 1 could not end

        """)
  }

  @Test func reportsOfAllFormats() throws {
    _ = try flow(Self.small)
    let tests = try write("tests.yaml", Self.tests)
    let outputs = ["json", "junit", "tap", "github", "markdown"].flatMap {
      ["--output", "\($0)=\(folder.path)/out.\($0)"]
    }
    let run = CommandRun(["test", tests, "--coverage"] + outputs)
    #expect(run.status == 1)
    func text(_ name: String) throws -> String {
      String(decoding: try folder.bytes(name), as: UTF8.self).replacing(folder.path + "/", with: "")
    }
    let junit = try text("out.junit")
    #expect(junit.contains("<testsuites name=\"plumb\" tests=\"3\" failures=\"1\" errors=\"1\" time=\"0\">"))
    #expect(junit.contains(">tests.yaml:9: ends: expected ‘transfer’"))
    #expect(junit.contains("<error type=\"run\""))
    let tap = try text("out.tap").split(separator: "\n").filter { !$0.hasPrefix(" ") }
    #expect(
      tap == [
        "TAP version 13", "1..3", "ok 1 - tests.yaml:3: holds", "not ok 2 - tests.yaml:6: does not hold",
        "not ok 3 - tests.yaml:12: cannot end",
      ])
    #expect(try text("out.github").contains("::error file=tests.yaml,line=9,title=does not hold::ends: expected"))
    #expect(try text("out.markdown").contains("| tests.yaml:6: does not hold | ends: expected"))
    let json = try JSONDocument(parsing: Array(try text("out.json").utf8)).root
    #expect(json["summary"]?["errors"]?.numberText == "1")
    #expect(try SchemaChecker("test-results").problems(of: json) == [])
  }

  @Test func coverageIsWritten() throws {
    _ = try flow(Self.small)
    let tests = try write("tests.yaml", Self.tests)
    let files = ["json", "lcov", "cobertura"].flatMap { ["--coverage-output", "\($0)=\(folder.path)/cov.\($0)"] }
    let run = CommandRun(["test", tests, "--coverage", "--fail-under", "90"] + files)
    #expect(run.status == 1)
    #expect(run.output.contains("flow.yaml: 4 of 4 actions, 3 of 4 ways (75.0 %)"))
    #expect(run.errors.contains("75.0 % of the ways were taken, --fail-under asks for 90.0 %"))
    let json = try JSONDocument(parsing: folder.bytes("cov.json")).root
    #expect(try SchemaChecker("coverage").problems(of: json) == [])
    #expect(json["flows"]?[0]?["notTaken"]?[0]?["way"]?.string == "failure")
    let lcov = String(decoding: try folder.bytes("cov.lcov"), as: UTF8.self)
    #expect(lcov.contains("FNDA:3,T\n") && lcov.contains("BRF:4\nBRH:3\n") && lcov.hasSuffix("end_of_record\n"))
    #expect(
      String(decoding: try folder.bytes("cov.cobertura"), as: UTF8.self).contains("condition-coverage=\"50% (1/2)\""))
  }

  @Test func theSameBytesWhateverRunsAtOnce() throws {
    _ = try flow(Self.small)
    let rows = (0..<40).map { "      - { n: \($0 % 10) }\n" }.joined()
    let tests = try write(
      "tests.yaml",
      """
      flow: flow.yaml
      tests:
        - name: row {n}
          mocks: { inputs: [ "{n}" ] }
          expect: { variables: { Flow.s: "7" } }
          each:
      \(rows)
      """)
    let one = CommandRun(["test", tests, "--jobs", "1", "--format", "json"])
    let many = CommandRun(["test", tests, "--jobs", "8", "--format", "json"])
    #expect(one.output == many.output)
    #expect(one.status == 1)
    let first = CommandRun(["test", tests, "--fail-fast", "--jobs", "4"])
    #expect(first.output.hasSuffix("1 test: 0 passed, 1 failed, 0 could not end\n"))
  }

  @Test(arguments: [
    ("flow: f.yaml\ntests: [ { nam: x } ]", "2:12: a test has no key ‘nam’; did you mean ‘name’?"),
    ("flow: f.yaml\ntest: []\ntests: []", "2:1: the test file has no key ‘test’; did you mean ‘tests’?"),
    (
      "flow: f.yaml\ntests: [ { name: x, expect: { end: exit } } ]",
      "2:31: ‘expect’ has no key ‘end’; did you mean ‘ends’?"
    ),
    ("flow: f.yaml\ntests: [ { name: x, given: { now: noon } } ]", "2:35: expected a date and time"),
    ("flow: f.yaml\ntests: [ { name: x, mocks: { schedules: { S: opn } } } ]", "2:46: expected one of ‘open’"),
    ("flow: f.yaml\ntests: [ { name: x, given: { variables: { Flow.s: \"1 +\" } } } ]", "2:51: expected"),
    ("flow: f.yaml\ntests: [ { name: x, expect: { says: \"/(/\" } } ]", "2:37: ‘/(/’ is no regular expression"),
  ])
  func mistakesAreToldWithTheirPlace(text: String, message: String) throws {
    let tests = try write("tests.yaml", text)
    let run = CommandRun(["test", tests])
    #expect(run.status == 2)
    #expect(run.errors.contains("tests.yaml:" + message), "\(run.errors)")
  }

  @Test func filesThatCannotBeReadAreTold() throws {
    let tests = try write("tests.yaml", "flow: none.yaml\ntests: [ { name: x } ]")
    let run = CommandRun(["test", tests])
    #expect(run.status == 3)
    #expect(run.errors.contains("none.yaml: "))
    #expect(CommandRun(["test", folder.path, "--filter", "nobody"]).status == 2)
    #expect(CommandRun(["test", folder.path, "--filter", "nobody", "--allow-empty"]).status == 0)
    let wrong = try flow(Self.small)
    let mocks = try write("mocks.yaml", "actions: { Ask: { way: sideways } }")
    let way = CommandRun(["flow", "run", wrong, "--mocks", mocks])
    #expect(way.status == 2)
    #expect(way.errors.contains("expected a way of ‘T › Ask’, found ‘sideways’"))
  }

  @Test func aDamagedTestFileInAFolderIsTold() throws {
    _ = try write("tests.yaml", "flow: flow.yaml\ntests:\n  - name: [ x\n")
    _ = try write("other.yaml", "a: [ x\n")
    let run = CommandRun(["test", folder.path])
    #expect(run.status == 2)
    #expect(run.errors.contains("tests.yaml:") && !run.errors.contains("other.yaml"))
  }

  @Test func aRunIsSavedAsATest() throws {
    let flow = try flow(Self.small)
    let saved = folder.path("saved/run.yaml")
    _ = try write("saved/mocks.yaml", "transfers: { On: success }")
    let run = CommandRun([
      "flow", "run", flow, "--input", "4", "--attribute", "a=b=c", "--mocks", folder.path("saved/mocks.yaml"),
      "--save-test", saved,
    ])
    #expect(run.status == 0)
    let text = String(decoding: try folder.bytes("saved/run.yaml"), as: UTF8.self)
    #expect(text.contains(#""flow":"../flow.yaml""#) && text.contains(#""seen":"yes""#))
    #expect(CommandRun(["test", saved]).output == "1 test: 1 passed, 0 failed, 0 could not end\n")
  }

  // MARK: Tests that are found

  @Test func testsAreFound() throws {
    let flow = try flow(Self.small)
    let target = folder.path("found/flow.test.yaml")
    let run = CommandRun(["test", "--init", flow, "--to", target])
    #expect(run.status == 0 && run.output.isEmpty)
    #expect(run.errors.contains("flow.yaml: 3 tests take 4 of 4 ways"), "\(run.errors)")
    #expect(CommandRun(["test", target, "--fail-under", "100"]).status == 0)
    // A change of the flow makes one fail.
    _ = try write("flow.yaml", try text("flow.yaml").replacing("yes", with: "no"))
    #expect(CommandRun(["test", target]).status == 1)
  }

  @Test func noFileIsReplacedUnasked() throws {
    let flow = try flow(Self.small)
    let target = try write("mine.yaml", "mine")
    let run = CommandRun(["test", "--init", flow, "--to", target])
    #expect(run.status == 2)
    #expect(run.errors.contains("mine.yaml’ is there already; --force replaces it"))
    #expect(try text("mine.yaml") == "mine")
    #expect(CommandRun(["test", "--init", flow, "--to", target, "--force"]).status == 0)
    #expect(try text("mine.yaml").contains("flow: flow.yaml"))
  }

  @Test func severalFlowsHaveAFileEach() throws {
    for name in ["flow.yaml", "a/flow.yaml"] { _ = try self.flow(Self.small, name: name) }
    #expect(CommandRun(["test", "--init", folder.path]).status == 2)
    #expect(CommandRun(["test", "--init", folder.path, "--to", folder.path("tests")]).status == 0)
    #expect(try text("tests/flow.test.yaml").contains("flow: ../a/flow.yaml"))
    #expect(try text("tests/flow-2.test.yaml").contains("flow: ../flow.yaml"))
    #expect(CommandRun(["test", folder.path("tests")]).status == 0)
  }

  @Test func foundTestsAreTheSameEachTime() throws {
    let flow = try flow(Self.small)
    let first = CommandRun(["test", "--init", flow])
    #expect(first.output.contains("- name: "))
    #expect(CommandRun(["test", "--init", flow]).output == first.output)
  }

  @Test func endsInSilenceAreFound() throws {
    let good = CommandRun(["test", "--explore", "50", Repository.path("samples/flows/order-tracking.yaml")])
    #expect(good.status == 0)
    #expect(good.output.hasSuffix("order-tracking.yaml: 7 ways through, 0 to be looked at\n"), "\(good.output)")
    let bad = try flow(
      "          - decision: { name: Long?, condition: { exp: Length(Call.Ani) > 3 } }", name: "bad.yaml")
    let run = CommandRun(["test", "--explore", "50", bad])
    #expect(run.status == 1)
    #expect(run.output.contains("  error: error: "), "\(run.output)")
    #expect(run.output.contains("  silence: disconnect\n"), "\(run.output)")
    #expect(run.output.contains("Call.Ani"))
  }

  @Test(arguments: [
    (["--init"], "--init wants a flow"), (["--explore", "0", "f.yaml"], "--explore wants a number from 1"),
    (["--init", "--explore", "3", "f.yaml"], "exclude each other"), (["--to", "x", "f.yaml"], "belong to --init"),
  ])
  func wrongOptionsAreTold(_ options: [String], _ message: String) {
    let run = CommandRun(["test"] + options)
    #expect(run.status == 2)
    #expect(run.errors.contains(message))
  }

  private func text(_ name: String) throws -> String { String(decoding: try folder.bytes(name), as: UTF8.self) }

  /// Modules that call one another come to the limit of actions.
  @Test func modulesThatCallOneAnother() throws {
    for (name, other) in [("A", "B"), ("B", "A")] {
      _ = try write(
        "\(name).yaml",
        """
        commonModule:
          name: \(name)
          startUpTaskActions:
            - callCommonModule: { name: Other, commonModule: { \(other): { ver_latestPublished: { inputs: {} } } } }
        """)
    }
    let run = CommandRun(["flow", "run", "\(folder.path)/A.yaml"])
    #expect(run.status == 1)
    #expect(run.output.contains("end: limit"))
  }
}

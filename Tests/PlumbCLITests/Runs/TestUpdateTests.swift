import TestSupport
import Testing

/// `plumb test --update` writes what happened, and nothing else.
@Suite("plumb test --update")
struct TestUpdateTests {
  private static let tests = """
    # Of the shop.
    flow: flow.yaml
    mocks: { data-actions: { Get Order: { success: { order.days: 9 } } } }   # late
    tests:
      - name: late
        mocks: { inputs: [ 1 ] }
        expect:
          ends: disconnect   # soon
          transfers-to: 'Support'
          attributes: { seen: "no", failed: x }
          variables:
            Flow.days: 3     # days
            Flow.s: "2"
          visits:
            # first
            - Mark
            - Silent         # never
            - On
          never-visits: [ On, Silent ]
          says:
            - Welcome
          calls:
            - Get Order: { id: "4" }

      - name: not late
        mocks:
          inputs: [ 1 ]
          data-actions: { Get Order: { success: { order.days: 0 } } }
        expect: { ends: On, transfers-to: Help, never-visits: [ Mark ] }

      - name: "{days} days"
        mocks: { inputs: [ 1 ], data-actions: { Get Order: { success: { order.days: "{days}" } } } }
        expect: { transfers-to: "{queue}", variables: { Flow.s: "5" } }
        each:
          - { days: 9, queue: Other }
          - { days: 4, queue: Help }
    """

  private static let updated = """
    # Of the shop.
    flow: flow.yaml
    mocks: { data-actions: { Get Order: { success: { order.days: 9 } } } }   # late
    tests:
      - name: late
        mocks: { inputs: [ 1 ] }
        expect:
          ends: transfer   # soon
          transfers-to: 'Help'
          attributes: { seen: "yes", failed: null }
          variables:
            Flow.days: 9     # days
            Flow.s: "1"
          visits:
            # first
            - Mark
            - On
          never-visits: [ Silent ]
          says:
            - Press a key
          calls:
            - { Get Order: { id: "1" } }

      - name: not late
        mocks:
          inputs: [ 1 ]
          data-actions: { Get Order: { success: { order.days: 0 } } }
        expect: { ends: disconnect, transfers-to: null, never-visits: [] }

      - name: "{days} days"
        mocks: { inputs: [ 1 ], data-actions: { Get Order: { success: { order.days: "{days}" } } } }
        expect: { transfers-to: "{queue}", variables: { Flow.s: "1" } }
        each:
          - { days: 9, queue: Help }
          - { days: 4, queue: Help }
    """

  @Test func writesTheValuesThatDiffer() throws {
    let fixture = try RunFixture(["tests.yaml": Self.tests])
    let run = fixture.run("test @tests.yaml --update")
    #expect(run.errors == "plumb: tests.yaml: 4 tests updated\n")
    #expect(run.status == 0)
    #expect(try fixture.text("tests.yaml") == Self.updated)
    #expect(fixture.run("test @tests.yaml").output == "4 tests: 4 passed, 0 failed, 0 could not end\n")
    // What holds is not touched.
    #expect(fixture.run("test @tests.yaml --update").errors == "")
    #expect(try fixture.text("tests.yaml") == Self.updated)
  }

  @Test func writesJSONToo() throws {
    let text = """
      {
        "flow": "flow.yaml",
        "tests": [
          {"name": "a", "mocks": {"inputs": ["no-input"]}, "expect": {"ends": "On", "visits": ["Mark", "On"], "attributes": {"seen": "no"}}}
        ]
      }
      """
    let fixture = try RunFixture(["tests.json": text])
    #expect(fixture.run("test @tests.json --update").status == 0)
    #expect(
      try fixture.text("tests.json")
        == text.replacing(#""ends": "On""#, with: #""ends": "T › Silent""#).replacing(
          #"["Mark", "On"]"#, with: #"["Mark"]"#
        ).replacing(#""seen": "no""#, with: #""seen": "yes""#))
  }

  @Test func leavesWhatAPersonHasToDecide() throws {
    let text = """
      flow: flow.yaml
      tests:
        - name: needs an answer
          expect: { ends: On }
        - name: row {n}
          mocks: { inputs: [ "{n}" ], data-actions: { Get Order: failure } }
          expect: { variables: { Flow.s: "7" }, attributes: { failed: "{n}" } }
          each: [ { n: 7 }, { n: 8 } ]
      """
    let fixture = try RunFixture(["tests.yaml": text])
    let run = fixture.run("test @tests.yaml --update")
    #expect(run.status == 1)
    #expect(
      run.errors == """
        plumb: tests.yaml:3: not updated: needs an answer: mock-needed at ‘T › Ask’: needs what the caller enters
        plumb: tests.yaml:5: not updated: row 7: ‘{n}’ of its row is used for more than what is expected
        plumb: tests.yaml:5: not updated: row 8: ‘{n}’ of its row is used for more than what is expected

        """)
    #expect(try fixture.text("tests.yaml") == text)
  }

  @Test func tellsHowLongTestsTookOnlyWhenAsked() throws {
    let fixture = try RunFixture([
      "tests.yaml": "flow: flow.yaml\ntests: [ { name: a, mocks: { inputs: [ no-input ] } } ]"
    ])
    for format in ["text", "json", "junit", "tap"] {
      let plain = fixture.run("test @tests.yaml --format \(format)").output
      #expect(plain == fixture.run("test @tests.yaml --format \(format) --jobs 3").output)
      let timed = fixture.run("test @tests.yaml --timings --format \(format)").output
      let mark = ["text": " ms", "json": "\"seconds\":", "junit": "time=\"0.", "tap": "duration_ms: "][format] ?? ""
      #expect(timed.contains(mark) && !plain.contains(mark), "\(timed)")
    }
  }
}

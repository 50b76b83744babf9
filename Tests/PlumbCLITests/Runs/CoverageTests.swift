import JSON
import TestSupport
import Testing

/// What tests took of a flow: as a page, in pictures, with what no test can take apart.
@Suite("coverage")
struct CoverageTests {
  private static let tests = """
    flow: flow.yaml
    tests:
      - { name: silent, mocks: { inputs: [ no-input ] } }
      - { name: late, mocks: { inputs: [ 1 ], data-actions: { Get Order: { success: { order.days: 9 } } } } }
    """

  @Test func deadWaysAreListedApart() throws {
    let fixture = try RunFixture(["tests.yaml": Self.tests])
    let run = fixture.run("test @tests.yaml --coverage --coverage-output json=@cov.json --fail-under 100")
    #expect(run.status == 1)
    #expect(
      run.output == """
        2 tests: 2 passed, 0 failed, 0 could not end
        flow.yaml: 7 of 9 actions, 5 of 10 ways (50.0 %)
          not taken: T › Look up/failure (flow.yaml:16)
          not taken: T › Look up/timeout (flow.yaml:16)
          not taken: T › Late?/no (flow.yaml:27)
          not taken: T › On/failure (flow.yaml:27)
          not taken: T › Test?/no (flow.yaml:28)
          cannot be taken: T › Test?/yes (flow.yaml:28)
          cannot be reached: T › Never (flow.yaml:28)

        """)
    // It is written although the mark is missed.
    let root = try JSONDocument(parsing: fixture.folder.bytes("cov.json")).root
    #expect(try SchemaChecker("coverage").problems(of: root) == [])
    #expect(root["flows"]?[0]?["runs"]?[2]?["ways"]?["failure"]?.numberText == "1")
  }

  @Test func aPageNeedsNothingBesideItself() throws {
    let flow = RunFixture.flow.replacing("name: Greet", with: "name: '<script>alert(1)</script>'")
    let fixture = try RunFixture(["tests.yaml": Self.tests, "flow.yaml": flow])
    #expect(fixture.run("test @tests.yaml --coverage-output html=@a.html").status == 0)
    #expect(fixture.run("test @tests.yaml --coverage-output html=@b.html --jobs 1").status == 0)
    let page = try fixture.text("a.html")
    #expect(page == (try fixture.text("b.html")))
    #expect(!page.contains("<script") && page.contains("playAudio ‘&lt;script&gt;"))
    #expect(page.contains("<td class=\"dead\">cannot be reached</td>"))
    #expect(page.contains("<span class=\"ran\">failure: 1 ×</span>"))
    #expect(page.contains("<span class=\"missed\">timeout: not taken</span>"))
    #expect(page.contains("<span class=\"dead\">yes: cannot be taken</span>"))
    #expect(!page.contains("http:") && !page.contains("https:"))
  }

  @Test func picturesAreColoured() throws {
    let fixture = try RunFixture(["tests.yaml": Self.tests])
    #expect(fixture.run("test @tests.yaml --coverage-output json=@cov.json").status == 0)
    let mermaid = fixture.run("flow graph @flow.yaml --format mermaid --coverage @cov.json")
    #expect(mermaid.status == 0 && mermaid.errors == "")
    let classes = mermaid.output.split(separator: "\n").filter { $0.hasPrefix("  class ") }
    #expect(classes == ["  class a0,a1,a2,a3,a4,a6,a7 ran", "  class a5,a8 missed", "  class a9 dead"])
    #expect(mermaid.output.contains("linkStyle "))
    let dot = fixture.run("flow graph @flow.yaml --coverage @cov.json").output
    #expect(dot.contains("a5 [label=\"setParticipantData\\nFail\", style=filled, fillcolor=\"#ffdcd7\""))
    #expect(dot.contains("a4 -> a5 [label=\"failure\", color=\"#cf222e\", style=dashed];"))
    let json = fixture.run("flow graph @flow.yaml --format json --coverage @cov.json").output
    #expect(json.contains(#""coverage":"dead""#))
    #expect(!fixture.run("flow graph @flow.yaml --format json").output.contains("coverage"))
  }

  @Test func whatIsNoCoverageIsTold() throws {
    let fixture = try RunFixture(["a.json": "{}", "b.json": #"{"version":1,"flows":[]}"#, "c.json": "{"])
    #expect(fixture.run("flow graph @flow.yaml --coverage @a.json").status == 2)
    #expect(fixture.run("flow graph @flow.yaml --coverage @c.json").status == 2)
    #expect(fixture.run("flow graph @flow.yaml --coverage @none.json").status == 2)
    let run = fixture.run("flow graph @flow.yaml --coverage @b.json")
    #expect(run.status == 0 && run.errors == "plumb: b.json: it has no flow ‘Small’, which is drawn without colours\n")
  }
}

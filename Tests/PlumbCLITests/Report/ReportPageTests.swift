import Foundation
import JSON
import SourceText
import TestSupport
import Testing

/// The page of `plumb report` as it is written.
struct ReportPageTests {
  private static let tests = """
    flow: flow.yaml
    tests:
      - name: late
        mocks: { inputs: [ "7" ], data-actions: { Get Order: { success: { order.days: 5 } } }, transfers: { 'On': success } }
        expect: { ends: transfer }
      - name: another end
        mocks: { inputs: [ "7" ], data-actions: { Get Order: failure } }
        expect: { ends: transfer, attributes: { failed: other value } }
    """

  /// The small flow with tests, what they took, and what was different before.
  private static func fixture() throws -> RunFixture {
    let old = RunFixture.flow.replacing("lit: \"yes\"", with: "lit: \"of old\"").replacing(
      "name: Greet", with: "name: Hi")
    let fixture = try RunFixture(["tests.yaml": tests, "old/flow.yaml": old, "flows/flow.yaml": RunFixture.flow])
    let run = fixture.run("test @tests.yaml --output json=@tests.json --coverage-output json=@coverage.json")
    #expect(run.status == 1)
    return fixture
  }

  private static let line =
    "report @flows --to @a.html --tests @tests.json --coverage @coverage.json --diff @old --title Small"

  @Test func pageIsAsItWas() throws {
    let fixture = try Self.fixture()
    let run = fixture.run(Self.line)
    #expect(run.status == 0 && run.errors == "")
    let page = try fixture.text("a.html").replacing(fixture.folder.path + "/", with: "")
    let body = try #require(page.firstRange(of: "<body>\n"))
    let end = try #require(page.firstRange(of: "<script>"))
    let shown = String(page[body.upperBound..<end.lowerBound])
    let difference = try Golden.difference(of: shown, from: "Tests/PlumbCLITests/Pages/report.html")
    #expect(difference == nil, "\(difference ?? "")")
  }

  @Test func sameFlowsGiveTheSameBytes() throws {
    let fixture = try Self.fixture()
    #expect(fixture.run(Self.line + " --jobs 1").status == 0)
    let first = try fixture.folder.bytes("a.html")
    #expect(fixture.run(Self.line + " --jobs 4").status == 0)
    #expect(try fixture.folder.bytes("a.html") == first)
  }

  @Test func policyNamesStyleAndScriptAndNothingElse() throws {
    let fixture = try Self.fixture()
    #expect(fixture.run(Self.line).status == 0)
    let page = try fixture.text("a.html")
    func hash(_ tag: String) throws -> String {
      let start = try #require(page.firstRange(of: "<\(tag)>"))
      let end = try #require(page.firstRange(of: "</\(tag)>"))
      return base64(SHA256.hash(of: Array(page[start.upperBound..<end.lowerBound].utf8)))
    }
    let policy = """
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-\(try hash("style"))'; \
      script-src 'sha256-\(try hash("script"))'; img-src data:; base-uri 'none'; form-action 'none'">
      """
    #expect(page.contains(policy))
    #expect(page.ranges(of: "<script").count == 1 && page.ranges(of: "<style").count == 1)
    for part in [" style=", " onclick=", "http://", "https://", "@import", "url(h", "fetch("] {
      #expect(!page.contains(part), "\(part)")
    }
  }

  @Test func everyLinkLeadsSomewhere() throws {
    let fixture = try Self.fixture()
    let run = fixture.run(Self.line)
    #expect(try Self.lostLinks(on: fixture.text("a.html")).isEmpty)
    // So do the addresses that are printed.
    let anchors = run.output.matches(of: /html(#[a-z0-9_-]+)/).map { String($0.output.1) }
    #expect(anchors == ["#flow-small"])
    #expect(run.output.hasPrefix("a.html: 1 flow, "))
  }

  /// What links of a page name and is not there, and ids that stand twice.
  static func lostLinks(on page: String) throws -> [String] {
    let ids = page.matches(of: /\sid="([^"]*)"/).map { String($0.output.1) }
    let links = page.matches(of: /href="#([^"]*)"/).map { String($0.output.1) }
    #expect(!links.isEmpty)
    let known = Set(ids)
    return links.filter { !known.contains($0) } + (known.count == ids.count ? [] : ["an id stands twice"])
  }

  @Test func noValueStandsOnThePage() throws {
    let secret = "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJlc2lnbmF0dXJl"
    let old = RunFixture.flow.replacing("lit: \"yes\"", with: "lit: OldValue42")
    let new = RunFixture.flow.replacing("lit: \"yes\"", with: "lit: NewValue42")
      .replacing("name: Greet", with: "name: '\(secret)'")
      .replacing("Append(\"id \", Flow.s)", with: "Append(\"TextValue42\", Flow.s)")
    let fixture = try RunFixture([
      "flows/flow.yaml": new, "old/flow.yaml": old,
      "tests.yaml": Self.tests.replacing("flow: flow.yaml", with: "flow: flows/flow.yaml")
        .replacing("other value", with: "TestValue42"),
    ])
    #expect(fixture.run("test @tests.yaml --output json=@tests.json --coverage-output json=@coverage.json").status == 1)
    #expect(fixture.run(Self.line).status == 0)
    let page = try fixture.text("a.html")
    #expect(page.contains("attribute") && page.contains("another end"))
    for value in ["OldValue42", "NewValue42", "TextValue42", "TestValue42", "eyJzdWIiOiIxMjM0NTY3ODkwIn0"] {
      #expect(!page.contains(value), "\(value)")
    }
  }

  @Test func hostileNamesAreText() throws {
    let name = "</script></style><img src=x onerror=alert(1)>&\\\"'\u{202E}\u{2028}]]>--><b><i>"
    let flow = """
      inboundCall:
        name: "\(name)"
        startUpRef: "/inboundCall/tasks/task[T]"
        tasks:
          - task:
              name: "\(name)"
              refId: T
              actions:
                - setParticipantData: { name: "\(name)", attributes: [ { attribute: { name: { lit: "\(name)" }, value: { lit: x } } } ] }
                - disconnect: { name: "\(name)" }
      """
    let folder = try TemporaryFolder(["a.yaml": flow])
    let run = CommandRun(["report", folder.path("a.yaml"), "--to", folder.path("a.html"), "--title", name])
    #expect(run.status == 0)
    let page = String(decoding: try folder.bytes("a.html"), as: UTF8.self)
    #expect(page.ranges(of: "</script>").count == 1 && page.ranges(of: "</style>").count == 1)
    for part in ["<img", "<b><i>", "\u{202E}", "\u{2028}"] { #expect(!page.contains(part)) }
    #expect(page.contains("&lt;/script&gt;"))
    #expect(try Self.lostLinks(on: page).isEmpty)
    #expect(run.output.utf8.allSatisfy { $0 < 0x80 })
  }
}

import FoundationEssentials
import JSON
import TestSupport
import Testing

import Linting

struct ReportFormatTests {
  /// A flow whose texts would break out of each format, if they could.
  private static let hostile =
    #"a\nb\r::stop-commands::x ]]> <script>alert(1)</script> | `c` %0A \u202E \u0000\u001B[31m [x](http://evil) \uFFFE"#

  private static func flow() -> String {
    headerFlow(name: "\"\(hostile)\"", attribute: "x").replacing(
      "name: Gold customer?", with: "name: \"\(hostile)\""
    ).replacing("attributes.x ==", with: "attributes[\"a|]]><b>::error::\"] ==")
  }

  private func reports(_ format: String) throws -> String {
    let workspace = try Workspace()
    try workspace.write(Self.flow(), to: "a,b:<c>|&%.yaml")
    let run = workspace.run("lint --fail-on never --format \(format) --output \(format)=%/out %")
    #expect(run.status == 0, "\(run.errors)")
    #expect(workspace.text("out") == run.output || format == "text")
    return run.output.replacing(workspace.root.path, with: "ROOT")
  }

  @Test(arguments: LintFormat.allCases.map(\.rawValue))
  func noTextBreaksOut(format: String) throws {
    let output = try reports(format)
    #expect(output.contains("from-attributes"))
    let raw = output.unicodeScalars.filter { $0.value < 0x20 && $0 != "\n" || (0x7F..<0xA0).contains($0.value) }
    #expect(raw.isEmpty)
    let isXML = ["junit", "checkstyle"].contains(format)
    #expect(!output.unicodeScalars.contains { $0 == "\u{202E}" || $0 == "\u{FFFE}" && isXML })
    #expect(!output.split(separator: "\n").contains { $0.hasPrefix("::stop-commands") })
  }

  @Test func githubHasOneCommandALine() throws {
    for line in try reports("github").split(separator: "\n") {
      #expect(line.hasPrefix("::error file=ROOT/a%2Cb%3A<c>|&%25.yaml,line="))
      #expect(line.contains("title=from-attributes::"))
    }
  }

  @Test(arguments: ["junit", "checkstyle"])
  func xmlHasNoMarkupOfTheFlow(format: String) throws {
    let output = try reports(format)
    #expect(!output.contains("<script>") && !output.contains("]]>") && output.contains("&lt;script&gt;"))
    // Tags are balanced: each opening one has its end.
    #expect(output.count { $0 == "<" } == output.count { $0 == ">" })
  }

  @Test func markdownRowsHaveFourCells() throws {
    let rows = try reports("markdown").split(separator: "\n").filter { $0.hasPrefix("| error") }
    #expect(rows.count == 1)
    for row in rows {
      let bars = row.replacing("\\|", with: "").count { $0 == "|" }
      #expect(bars == 5)
      #expect(!row.contains("<") && !row.replacing("\\]", with: "").contains("](") && !row.contains("://"))
    }
  }

  @Test(arguments: ["json", "sarif", "gitlab"])
  func jsonIsRead(format: String) throws {
    _ = try JSONDocument(parsing: Array(reports(format).utf8))
  }

  @Test func sarifHasWhatViewersNeed() throws {
    let run = CommandRun(
      typed: "lint --fail-on never --select from-attributes --format sarif samples/lint/from-attributes/bad.yaml")
    let root = try JSONDocument(parsing: Array(run.output.utf8)).root
    let first = try #require(root["runs"]?[0])
    let rule = try #require(first["tool"]?["driver"]?["rules"]?[0])
    #expect(rule["id"]?.string == "from-attributes" && rule["help"]?["markdown"]?.string?.contains("## Why") == true)
    let results = try #require(first["results"])
    #expect(results.count == 4)
    let fix = try #require(results[0]?["fixes"]?[0]?["artifactChanges"]?[0]?["replacements"]?[0])
    #expect(fix["deletedRegion"]?["startLine"]?.numberText == "44")
    #expect(
      fix["insertedContent"]?["text"]?.string == "conversation.participants.customer.attributes.custom_order_id")
    #expect(results[0]?["partialFingerprints"]?["plumb/v1"]?.string?.utf8.count == 64)
  }

  @Test func suppressedFindingsAreInSARIFOnly() throws {
    let workspace = try Workspace()
    try workspace.write(
      headerFlow().replacing("== \"gold\"", with: "== 1 # plumb: ignore[from-attributes] [why](x)"), to: "a.yaml")
    let run = workspace.run("lint --format sarif --output json=%/a.json --output junit=%/a.xml %/a.yaml")
    #expect(run.status == 0)
    let result = try JSONDocument(parsing: Array(run.output.utf8)).root["runs"]?[0]?["results"]?[0]
    #expect(result?["suppressions"]?[0]?["kind"]?.string == "inSource")
    #expect(result?["suppressions"]?[0]?["justification"]?.string == #"\[why\](x)"#)
    let json = try JSONDocument(parsing: Array((workspace.text("a.json") ?? "").utf8)).root
    #expect(json["findings"]?.count == 0 && json["summary"]?["suppressed"]?.numberText == "1")
    #expect(workspace.text("a.xml")?.contains("skipped=\"1\"") == true)
  }

  @Test func gitlabFingerprintsDifferBetweenFiles() throws {
    let workspace = try Workspace()
    for name in ["a.yaml", "b.yaml"] { try workspace.write(headerFlow(), to: name) }
    let run = workspace.run("lint --format gitlab %")
    let issues = try JSONDocument(parsing: Array(run.output.utf8)).root.items.map { $0["fingerprint"]?.string }
    #expect(issues.count == 2 && Set(issues).count == 2)
  }
}

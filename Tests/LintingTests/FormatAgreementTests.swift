import Flows
import Linting
import SourceText
import TestSupport
import Testing

/// A rule says the same of a flow whatever format it was exported in.
struct FormatAgreementTests {
  private func findings(_ sample: String) throws -> [Finding] {
    let rule = String(sample.prefix { $0 != "/" })
    return linter(only: rule).lint(try Repository.bytes("samples/lint/\(sample)"), named: sample).findings
  }

  private func words(_ finding: Finding, withWeight: Bool = true) -> String {
    let range = finding.expressionRange.map { "\($0.start)..<\($0.end)" } ?? "-"
    let weight = withWeight ? "\(finding.severity) \(finding.certainty) " : ""
    // Only a configuration has numbers for actions.
    var location = finding.location
    location.actionTrackingID = nil
    return "\(weight)\(location) \(range) \(finding.expression ?? "-") \(finding.message)"
  }

  @Test(arguments: ["xml", "json", "i3InboundMessage"])
  func fromAttributesAgree(format: String) throws {
    let yaml = try findings("from-attributes/bad.yaml")
    let other = try findings("from-attributes/bad.\(format)")
    #expect(yaml.count == 4)
    #expect(other.map { words($0) } == yaml.map { words($0) })
    #expect(other.map(\.fingerprint) == yaml.map(\.fingerprint))
    #expect(other.allSatisfy { ($0.range == nil) == (format == "i3InboundMessage") })
    #expect(format == "xml" || other.allSatisfy { $0.fix == nil })
  }

  /// A configuration stores what did not compile, so that a fault in it counts less.
  @Test(arguments: ["json", "i3DigitalBotFlow"])
  func syntaxErrorsAgreeButForTheirWeight(format: String) throws {
    let yaml = try findings("expr-syntax/bad.yaml")
    let other = try findings("expr-syntax/bad.\(format)")
    #expect(yaml.count == 4)
    #expect(other.map { words($0, withWeight: false) } == yaml.map { words($0, withWeight: false) })
    #expect(other.map(\.fingerprint) == yaml.map(\.fingerprint))
    #expect(other.allSatisfy { $0.severity == .warning && $0.certainty == .likely })
  }

  @Test func rangesOfJSONLieInTheText() throws {
    let contents = try Repository.bytes("samples/lint/from-attributes/bad.json")
    let source = try SourceFile(name: "bad.json", contents: contents)
    let texts = linter(only: "from-attributes").lint(contents, named: "bad.json").findings.compactMap {
      $0.range.map { source.text($0) }
    }
    #expect(
      texts == [
        #"conversation.from.attributes[\"custom_order_id\"]"#, "Conversation . From . Attributes . tier",
        #"GetJsonObjectProperty(Flow.header.attributes, \"first name\")"#, "Flow.fetched.from.attributes",
      ])
  }

  @Test func damageOfAnEncodedExportHasNoRange() throws {
    let found = try findings("parse-error/bad.i3InboundFlow")
    #expect(found.map(\.rule) == ["parse-error"])
    #expect(found.allSatisfy { $0.range == nil && $0.message.contains("(byte ") })
  }
}

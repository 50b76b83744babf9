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

  // MARK: Every rule

  /// Rules about how YAML is written, about its comments, about what Archy puts into it, and about what only JSON holds;
  /// `expr-syntax` has a test of its own.
  private static let aboutOneFormat: Set<String> = [
    "duplicate-key", "expr-syntax", "legacy-custom-attributes-location", "parse-error", "substitution-in-key",
    "unresolved-substitution",
    "unused-suppression", "yaml-type-trap",
  ]

  /// What a rule says of its first bad example is said of the same flow in XML, and in JSON with Archy's keys.
  @Test(arguments: RuleCatalogue.rules.map(\.id).filter { !aboutOneFormat.contains($0) })
  func everyRuleAgrees(id: String) throws {
    let example = try #require(RuleCatalogue.rule(named: id)?.bad.first)
    let rendering = try #require(FlowRendering(yaml: example.text))
    func said(_ text: String) -> [String] {
      let files = example.companion.map { [("flow", text), ($0.name, $0.text)] }
      let found = files.map { lint($0, only: id)["flow"] ?? [] } ?? lint(text, only: id, inventory: example.inventory)
      return found.map { words($0) }.sorted()
    }
    let yaml = said(example.text)
    #expect(!yaml.isEmpty)
    #expect(said(rendering.xml) == yaml)
    #expect(said(rendering.json) == yaml)
  }

  // MARK: Archy and configurations

  @Test func aConfigurationIsJudgedAsArchyIs() {
    var options = LintOptions()
    options.preset = .pedantic
    func said(_ text: String, _ name: String) -> [String] {
      Linter(options: options).lint(Array(text.utf8), named: name).findings.map { "\($0.rule) \(words($0))" }.sorted()
    }
    let yaml = said(FaultyFlow.yaml, "faults.yaml")
    let rules = Set(yaml.compactMap { $0.split(separator: " ").first.map(String.init) })
    #expect(rules.isSuperset(of: Self.paired), "\(Self.paired.subtracting(rules))")
    let difference = said(FaultyFlow.json, "faults.json").difference(from: yaml)
    #expect(difference.isEmpty, "\(difference)")
  }

  /// Rules about the flow of control, about variables and about texts that the flow has a fault for.
  private static let paired: Set<String> = [
    "attribute-name-dynamic", "attribute-set-after-end", "call-task-recursion", "concat-not-set", "constant-condition",
    "duplicate-case", "empty-branch", "hardcoded-endpoint", "menu-prompt-mismatch", "not-set-argument",
    "not-set-operand", "pii-in-attribute", "placeholder-text", "self-assignment", "silent-end", "switch-no-default",
    "unbounded-loop", "unguarded-index", "unhandled-outcome", "unreachable-action", "unreferenced-container",
    "variable-unused", "write-never-read",
  ]
}

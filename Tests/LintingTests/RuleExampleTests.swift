import Linting
import SourceText
import TestSupport
import Testing

/// The examples of the rules' pages are what the rules are tested with first.
struct RuleExampleTests {
  static let ids = RuleCatalogue.rules.map(\.id)

  @Test(arguments: ids)
  func badExamplesAreFoundAndGoodOnesAreSilent(id: String) throws {
    let rule = try #require(RuleCatalogue.rule(named: id))
    #expect(!rule.bad.isEmpty && !rule.good.isEmpty)
    for example in rule.bad {
      let found = lint(example, only: id)
      #expect(!found.isEmpty, "\(example.text)")
      if !example.ranges.isEmpty { #expect(found.compactMap(\.range) == example.ranges, "\(example.text)") }
    }
    for example in rule.good {
      #expect(lint(example, only: id).isEmpty, "\(example.text)")
      // What one rule advises is no more than a remark of another.
      #expect(
        lint(example).filter { $0.severity > .info }.map(\.message) == [],
        "\(example.text)")
    }
  }

  /// Genesys' own formats: an encoded one is named for the flow's type.
  static let configurations = [
    ("from-attributes", "json"), ("from-attributes", "i3InboundMessage"), ("parse-error", "json"),
    ("parse-error", "i3InboundFlow"),
  ]

  /// Rules whose samples are flows of their own; those of others are the first examples of their pages.
  static let withOwnSamples = ["expr-syntax", "from-attributes", "parse-error"]

  @Test(arguments: withOwnSamples.flatMap { id in ["yaml", "xml"].map { (id, $0) } } + configurations)
  func samplesAreFoundAndSilent(id: String, format: String) throws {
    let bad = try Repository.bytes("samples/lint/\(id)/bad.\(format)")
    let report = Linter().lint(bad, named: "bad.\(format)")
    #expect(report.unreadable == nil)
    #expect(report.findings.contains { $0.rule == id })
    #expect(report.findings.allSatisfy { $0.rule == id || $0.severity == .info })
    let good = Linter().lint(try Repository.bytes("samples/lint/\(id)/good.\(format)"), named: "good.\(format)")
    #expect(good.unreadable == nil && good.flowCount == 1)
    #expect(good.findings.allSatisfy { $0.severity == .info })
  }

  @Test(arguments: ids.filter { !withOwnSamples.contains($0) })
  func samplesAreTheExamples(id: String) throws {
    let rule = try #require(RuleCatalogue.rule(named: id))
    for (name, example) in [("bad", rule.bad.first), ("good", rule.good.first)] {
      let example = try #require(example)
      let files = ["\(name).\(example.text.hasPrefix("{") ? "json" : "yaml")": example.text]
        .merging(example.companion.map { [$0.name: $0.text] } ?? [:]) { first, _ in first }
      for (file, text) in files {
        #expect(try Golden.difference(of: text + "\n", from: "samples/lint/\(id)/\(file)") == nil)
      }
      #expect(lint(example, only: id).isEmpty == (name == "good"))
    }
  }

  @Test(arguments: ids)
  func pagesAreCurrent(id: String) throws {
    let rule = try #require(RuleCatalogue.rule(named: id))
    let difference = try Golden.difference(of: RulePage.markdown(for: rule), from: "grammar/rules/\(id).md")
    #expect(difference == nil)
  }

  @Test(arguments: [
    "order-tracking.yaml", "order-tracking.xml", "opening-hours.yaml", "delivery-bot.yaml", "delivery-bot.xml",
  ])
  func sampleFlowsAreClean(file: String) throws {
    let report = Linter().lint(try Repository.bytes("samples/flows/\(file)"), named: file)
    #expect(report.unreadable == nil && report.flowCount == 1 && report.expressionCount > 5)
    #expect(report.findings.filter { $0.severity > .info }.map(\.message) == [])
  }

  @Test func catalogueIsSortedAndNamesTheNearestRule() {
    #expect(Self.ids == Self.ids.sorted())
    #expect(Set(Self.ids).count == Self.ids.count)
    #expect(RuleCatalogue.problem(withID: "from-attributes") == nil)
    #expect(RuleCatalogue.problem(withID: "form-attributes")?.contains("‘from-attributes’") == true)
    #expect(RuleCatalogue.problem(withID: "parse-error", switchingOff: true) != nil)
    #expect(RuleCatalogue.problem(withID: "expr-syntax", switchingOff: true) == nil)
  }
}

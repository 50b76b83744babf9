import Attributes
import Flows
import SourceText

struct AttributeCaseVariant: ProjectRule {
  static let metadata = RuleMetadata(
    id: "attribute-case-variant", severity: .warning,
    summary: "Two names of attributes differ in letter case or blanks alone.",
    rationale: """
      Genesys Cloud distinguishes letter case and blanks in the names of attributes: what is set as `Email` is not \
      found as `email`, and the value is unset without an error. Variables and functions are not so, which is why the \
      mistake is common. Agree on one spelling, also with whoever sets the attribute outside of the flow.

      All linted files are compared: flows, the outputs of agents' scripts, and what data actions take from \
      conversations. Where the spellings stand in different files, the one is told of that nothing sets, or that fewer \
      files have.
      """,
    bad: [
      .attributes(.set("lit: Tier"), .get("lit: «tier»")),
      RuleExample.attributes(.get("lit: «tier»")).with(
        "greeting.yaml", RuleExample.attributes(.set("lit: Tier")).text),
    ],
    good: [.attributes(.set("lit: tier"), .get("lit: tier"))])

  func summary(of file: LintedFile) -> AttributeSpellings { AttributeSpellings(names: AttributeNames(file)) }

  func check(_ file: LintedFile, _ context: RuleContext) {
    // The first use of each spelling, by what spellings have in common.
    var uses: [String: [(name: String, use: AttributeUse, flow: LintedFlow)]] = [:]
    for flow in file.flows {
      for use in flow.sharedAttributeUses {
        guard let name = use.publishedName, !name.isEmpty else { continue }
        let key = foldedName(name)
        // Byte for byte, as the service compares.
        guard uses[key]?.contains(where: { $0.name.utf8.elementsEqual(name.utf8) }) != true else { continue }
        uses[key, default: []].append((name, use, flow))
      }
    }
    for spellings in uses.values {
      let first = spellings[0]
      for (name, use, flow) in spellings.dropFirst() {
        context.report(
          certainty: .likely, .variant(name, of: first.name, "which the flow uses too"), about: use, in: flow)
      }
      guard spellings.count == 1 else { continue }
      context.report(
        certainty: .likely, "the attribute ‘\(first.name.oneLine)’ is spelled in another way", about: first.use,
        in: first.flow, claim: first.name)
    }
  }
}

/// Which spellings of the names of attributes the files have.
struct AttributeSpellings: ProjectSummary {
  private(set) var names: AttributeNames

  init(names: AttributeNames) { self.names = names }

  mutating func formUnion(_ other: AttributeSpellings) { names.formUnion(other.names) }

  func verdict(on name: String) -> Verdict {
    let spellings = names.spellings(of: name)
    guard let chief = spellings.min(by: { $0.isChief(before: $1) }), !chief.isExactly(name) else { return .withdrawn }
    let does = chief.writer.map { "which \($0) sets" } ?? "which \(chief.file) reads"
    return .tells(.variant(name, of: chief.name, does))
  }
}

extension String {
  fileprivate static func variant(_ name: String, of other: String, _ use: String) -> String {
    """
    the attribute ‘\(name.oneLine)’ is another one than ‘\(other.oneLine)’, \(use): letter case and blanks count in names
    """
  }
}

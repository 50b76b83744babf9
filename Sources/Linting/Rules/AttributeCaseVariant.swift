import Attributes
import Flows
import SourceText

struct AttributeCaseVariant: FileRule {
  static let metadata = RuleMetadata(
    id: "attribute-case-variant", severity: .warning,
    summary: "Two names of attributes differ in letter case or blanks alone.",
    rationale: """
      Genesys Cloud distinguishes letter case and blanks in the names of attributes: what is set as `Email` is not \
      found as `email`, and the value is unset without an error. Variables and functions are not so, which is why the \
      mistake is common. Agree on one spelling, also with whoever sets the attribute outside of the flow.

      The flows of one file are compared.
      """,
    bad: [.attributes(.set("lit: Tier"), .get("lit: «tier»"))],
    good: [.attributes(.set("lit: tier"), .get("lit: tier"))])

  func check(_ file: LintedFile, _ context: RuleContext) {
    var spellings: [String: String] = [:]
    for flow in file.flows {
      var reported: Set<String> = []
      for use in flow.attributeUses {
        guard let name = use.name, !name.isEmpty, !name.contains("{{") else { continue }
        let first = spellings[foldedName(name), default: name]
        spellings[foldedName(name)] = first
        // Byte for byte, as the service compares.
        guard !first.utf8.elementsEqual(name.utf8), reported.insert(name).inserted else { continue }
        context.report(
          certainty: .likely,
          """
          the attribute ‘\(name.oneLine)’ is another one than ‘\(first.oneLine)’, which the flow uses too: letter case \
          and blanks count in names
          """, about: use, in: flow)
      }
    }
  }
}

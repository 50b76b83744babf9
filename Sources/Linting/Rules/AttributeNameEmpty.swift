import Flows
import SourceText

struct AttributeNameEmpty: FlowRule {
  static let metadata = RuleMetadata(
    id: "attribute-name-empty", severity: .error,
    summary: "An attribute is read or written under an empty name.",
    rationale: """
      Nothing can be stored under an empty name, so the value is lost or never found. A variable or a text was \
      forgotten in the action.
      """,
    bad: [.attributes(.set("lit: \"«»\""))],
    good: [.attributes(.set("lit: tier"))])

  func check(_ flow: LintedFlow, _ context: RuleContext) {
    for use in flow.attributeUses where use.name?.allSatisfy(\.isWhitespace) == true {
      context.report("expected the name of an attribute, found none", about: use, in: flow)
    }
  }
}

import Documents
import Expressions
import Flows
import SourceText

/// Finds attributes without a name.
struct AttributeNameEmpty: FileRule {
  static let metadata = RuleMetadata(
    id: "attribute-name-empty", severity: .error,
    summary: "An attribute is read or written under an empty name.",
    rationale: """
      Nothing can be stored under an empty name, so the value is lost or never found. A variable or a text was \
      forgotten in the action.
      """,
    bad: [
      .actions(
        """
        - setParticipantData:
            name: Participant data
            attributes:
              - attribute:
                  name:
                    lit: "«»"
                  value:
                    lit: gold
        """, declaring: ["Flow.tier": "string"])
    ],
    good: [
      .actions(
        """
        - setParticipantData:
            name: Participant data
            attributes:
              - attribute:
                  name:
                    lit: tier
                  value:
                    lit: gold
        """, declaring: ["Flow.tier": "string"])
    ],
    since: "0.1.0")

  func check(_ file: LintedFile) -> [Finding] {
    file.flows.flatMap { flow in
      flow.attributeUses.compactMap { use in
        let isBlank = use.name?.allSatisfy(\.isWhitespace) ?? false
        return isBlank ? flow.finding(Self.metadata, "expected the name of an attribute, found none", about: use) : nil
      }
    }
  }
}

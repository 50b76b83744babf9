import Documents
import Expressions
import Flows
import SourceText

/// Finds attributes whose names are computed.
struct AttributeNameDynamic: FileRule {
  static let metadata = RuleMetadata(
    id: "attribute-name-dynamic", severity: .info, preset: .strict,
    summary: "The name of an attribute is computed when the flow runs.",
    rationale: """
      Nobody can search for such a name, neither in the flow nor in other flows and scripts, and a part of it that is \
      NOT_SET or in another letter case gives another attribute without an error. Use a fixed name where there is a \
      choice.
      """,
    bad: [
      .actions(
        """
        - setParticipantData:
            name: Participant data
            attributes:
              - attribute:
                  name:
                    exp: «Append("order_", Flow.tier)»
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
                    lit: order_tier
                  value:
                    lit: gold
        """, declaring: ["Flow.tier": "string"])
    ],
    since: "0.1.0")

  func check(_ file: LintedFile) -> [Finding] {
    file.flows.flatMap { flow in
      flow.attributeUses.compactMap { use in
        guard case .expression(let id) = use.nameValue,
          flow[id].site.kind == .expression || flow[id].site.kind == .reference,
          flow[id].tree.isValid, use.name == nil
        else { return nil }
        return flow.finding(
          Self.metadata,
          "the name of the attribute is known only when the flow runs, so that it cannot be searched for",
          about: use)
      }
    }
  }
}

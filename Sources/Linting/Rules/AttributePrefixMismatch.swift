import Documents
import Expressions
import Flows
import SourceText

/// Finds names with the prefix of web chats in flows of other channels.
struct AttributePrefixMismatch: FileRule {
  static let metadata = RuleMetadata(
    id: "attribute-prefix-mismatch", severity: .warning,
    summary: "An attribute is read with the prefix `context.`, which only web chats put before names.",
    rationale: """
      The old web chat stores what a guest enters as `context.<name>`. Web messaging stores custom attributes under \
      their names alone, and so do calls and mails: there `context.email` is always unset. The name was mostly copied \
      from a flow for chats.
      """,
    bad: [
      .actions(
        """
        - getParticipantData:
            name: Participant data
            attributes:
              - attribute:
                  name:
                    lit: «context.tier»
                  variable: Flow.tier
        """, declaring: ["Flow.tier": "string"])
    ],
    good: [
      .actions(
        """
        - getParticipantData:
            name: Participant data
            attributes:
              - attribute:
                  name:
                    lit: tier
                  variable: Flow.tier
        """, declaring: ["Flow.tier": "string"])
    ],
    since: "0.1.0")

  func check(_ file: LintedFile) -> [Finding] {
    file.flows.flatMap { flow -> [Finding] in
      guard Self.flowTypes.contains(flow.flow.type) else { return [] }
      let uses = flow.attributeUses
      let written = Set(uses.filter(\.isWrite).compactMap(\.name))
      return uses.compactMap { use in
        guard !use.isWrite, let name = use.name, name.lowercased().hasPrefix("context."),
          !name.lowercased().hasPrefix("context._genesys"), !name.lowercased().hasPrefix("context.genesys."),
          !written.contains(name)
        else { return nil }
        let bare = String(name.dropFirst("context.".count))
        return flow.finding(
          Self.metadata, certainty: .likely,
          "‘\(name.oneLine)’ has the prefix of web chats; in this kind of flow the attribute is ‘\(bare.oneLine)’",
          about: use)
      }
    }
  }

  /// Flows that never handle a web chat.
  private static let flowTypes: Set<String> = [
    "inboundShortMessage", "inQueueShortMessage", "inboundEmail", "inQueueEmail",
  ]
}

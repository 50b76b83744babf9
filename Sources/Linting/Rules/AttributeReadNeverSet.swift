import Flows
import SourceText

/// Finds attributes that are read although nothing that is linted sets them.
///
/// What other files set is known only when all have been read: the finding names the attribute, and who lints several
/// files withdraws it (``LintReport/withdraw(setBy:)``).
struct AttributeReadNeverSet: FileRule {
  static let metadata = RuleMetadata(
    id: "attribute-read-never-set", severity: .warning, preset: .strict,
    summary: "An attribute is read that no linted flow sets.",
    rationale: """
      Get Participant Data of a name that nothing sets gives NOT_SET on every run, without an error. All linted files \
      are looked at together, so lint the flows of an organisation in one run.

      A messenger, an API call or an agent's script may set the attribute too, which no flow shows. List such names in \
      `plumb.yaml` under `lint: attributes:`. The rule is silent in flows for messages and chats as long as there is no \
      such list, since what a messenger sets is not visible; where a flow sets names that are built at run time; for \
      what Genesys Cloud sets itself; and where a file could not be read whole. `--verbose` tells the reason.
      """,
    bad: [
      .actions(
        """
        - getParticipantData:
            name: Participant data
            attributes:
              - attribute:
                  name:
                    lit: «tier»
                  variable: Flow.tier
        """, in: "inboundCall", declaring: ["Flow.tier": "string"])
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
        - getParticipantData:
            name: Participant data
            attributes:
              - attribute:
                  name:
                    lit: tier
                  variable: Flow.tier
        """, in: "inboundCall", declaring: ["Flow.tier": "string"])
    ],
    since: "0.1.0")

  func check(_ file: LintedFile) -> [Finding] {
    let written = AttributeWriters(file)
    guard written.isComplete else { return [] }
    return file.flows.flatMap { flow -> [Finding] in
      guard !file.knownAttributes.isEmpty || !Self.openTypes.contains(flow.flow.type) else { return [] }
      var reported: Set<String> = []
      return flow.attributeUses.compactMap { use -> Finding? in
        guard !use.isWrite, let name = use.name, !name.isEmpty, !name.contains("{{"),
          !written.names.contains(name), !file.knownAttributes.contains(name), !isSystemName(name),
          reported.insert(name).inserted
        else { return nil }
        var finding = flow.finding(
          Self.metadata, certainty: .possible, "no linted flow sets the attribute ‘\(name.oneLine)’", about: use)
        finding.neverSet = name
        return finding
      }
    }
  }

  /// Flows into which a messenger or a bot's connector may hand attributes.
  private static let openTypes: Set<String> = [
    "inboundShortMessage", "inQueueShortMessage", "inboundChat", "digitalBot", "bot", "botFlow", "digitalBotFlow",
  ]

  /// Whether Genesys Cloud itself writes an attribute of the name.
  private func isSystemName(_ name: String) -> Bool {
    let name = name.lowercased()
    return ["context.", "ivr.", "dialer", "scheduledcallback", "conversationdetails."].contains { name.hasPrefix($0) }
  }
}

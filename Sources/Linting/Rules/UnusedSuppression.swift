import SourceText

struct UnusedSuppression: SuppressionRule {
  static let metadata = RuleMetadata(
    id: "unused-suppression", severity: .warning,
    summary: "A suppression that suppresses nothing, has expired, or cannot be understood.",
    rationale: """
      A suppression outlives the fault it was written for, and then hides the next one in the same place. Delete it \
      when nothing is found there any more; correct it when the rule's name is misspelt or the closing comment is \
      missing.

      Comments (`# plumb: ignore[rule] reason` on a line or the line before it, `ignore-begin[rule]` and `ignore-end`, \
      `ignore-file[rule]`) are for YAML that is kept by hand. An export is written anew each time: entries of \
      `plumb.ignore.yaml` survive that.
      """,
    bad: [
      """
      inboundCall:
        name: Opening hours
        variables:
          - stringVariable: { name: Flow.day } «# plumb: ignore[form-attributes] tier is set by the IVR»
      """
    ],
    good: [
      """
      inboundCall:
        name: Opening hours
        tasks:
          - task:
              name: Start
              actions:
                - decision:
                    name: Gold customer?
                    condition:
                      # plumb: ignore[from-attributes] the header is checked on purpose
                      exp: conversation.from.attributes.tier == "gold"
                - disconnect:
                    name: Hang up
      """
    ], findsLeftovers: true)

  func check(_ faults: [SuppressionFault], _ context: RuleContext) {
    for fault in faults { context.report(fault.message, at: fault.range) }
  }
}

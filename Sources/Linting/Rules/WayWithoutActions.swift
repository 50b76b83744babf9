import Flows
import SourceText

struct WayWithoutActions: FlowRule {
  static let metadata = RuleMetadata(
    id: "way-without-actions", severity: .warning,
    summary: "A list of actions stands directly under a way, without the key `actions`.",
    rationale: """
      Archy takes the actions of a way from `actions`; what stands in its place is refused or left out, so that the way \
      does nothing. Text that was written by a program, or put together by hand, is mostly the cause.
      """,
    bad: [bad],
    good: [
      bad.replacing("«- ", with: "actions:\n                      - ").replacing(
        "      name: Hang up»", with: "          name: Hang up")
    ])

  private static let bad = RuleExample.actions(
    """
    - decision:
        name: Known?
        condition:
          exp: IsSet(Flow.tier)
        outputs:
          "yes":
            «- disconnect:
                name: Hang up»
    """, declaring: ["Flow.tier": "string"])

  func check(_ flow: LintedFlow, _ context: RuleContext) {
    for list in flow.flow.misplacedLists {
      context.report(
        certainty: .likely,
        "expected ‘actions’ under the way ‘\(list.way.oneLine)’, found its actions directly, so that none of them is run",
        at: list.node, in: flow, action: list.action)
    }
  }
}

import Flows
import SourceText

struct MenuWithoutLimit: FlowRule {
  static let metadata = RuleMetadata(
    id: "menu-without-limit", severity: .warning,
    summary: "The default choice of a menu leads back to it, and nothing counts how often.",
    rationale: """
      A menu takes its default choice where the caller makes none. Where that plays the menu again a caller who stays \
      silent, or whose line is dead, goes round until a run has had its 10,000 actions, and holds a line all the time. \
      Count in a variable how often the menu was played, and leave it by a decision; or let the default choice end the \
      call. How often the menu itself repeats its audio is a setting of it and needs no choice.

      Where anything on the way may end the round, a called flow included, nothing is reported.
      """,
    bad: [bad], good: [bad.replacing("«Main Menu»", with: "Main Menu").replacing(again, with: hangUp)])

  private static let again =
    "jumpToMenu:\n                        name: Again\n                        "
    + "targetMenuRef: \"/inboundCall/menus/menu[Main Menu_10]\""
  private static let hangUp = "disconnect:\n                        name: Hang up"

  private static let bad = RuleExample(
    stringLiteral: """
      inboundCall:
        name: Orders
        startUpRef: "/inboundCall/menus/menu[Main Menu_10]"
        menus:
          - menu:
              name: «Main Menu»
              refId: Main Menu_10
              audio:
                tts: For sales press 1
              choices:
                - menuTransferToAcd:
                    name: Sales
                    dtmf: digit_1
                    targetQueue:
                      lit:
                        name: Sales
                - menuTask:
                    name: No choice
                    refId: No choice_12
                    dtmf: digit_9
                    task:
                      actions:
                        - \(again)
              defaultChildMenuRef: "./choices/menuTask[No choice_12]"
      """)

  func check(_ flow: LintedFlow, _ context: RuleContext) {
    guard !flow.flow.isForeign else { return }
    for cycle in flow.endlessCycles(where: .isSilent) {
      let menus = cycle.containers.filter { flow.flow[$0].isMenu }
      guard let menu = menus.first, let choice = flow.flow[menu].defaultAction else { continue }
      let others = menus.dropFirst().compactMap { flow.flow[$0].name }
      let way = others.isEmpty ? "" : " through \(quoted(others))"
      let name = (flow.flow[choice].name ?? flow.flow[choice].type).oneLine
      context.report(
        "the default choice ‘\(name)’ leads back to the menu\(way), and nothing counts how often: a caller who stays "
          + "silent goes round until 10,000 actions have run",
        at: flow.flow[menu].place, in: flow, action: nil, container: menu)
    }
  }
}

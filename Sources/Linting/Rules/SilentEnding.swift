import Flows
import SourceText

struct SilentEnding: FlowRule {
  static let metadata = RuleMetadata(
    id: "silent-end", severity: .warning,
    summary: "A way ends without a transfer or a disconnect, so that the person is dropped.",
    rationale: """
      Where the list of a task is done that nothing called, Genesys Cloud hangs up: nothing is said, and no reason is \
      seen in analytics. Architect's editor writes an end there, so that it mostly is a way that was forgotten, such as \
      the one of a decision that has no actions. End it with a disconnect, a transfer or a jump.

      The list of a task that is called, of a module and of an in-queue flow goes on elsewhere and is passed over, as \
      are bots and workflows. It is a remark where a called flow may have ended the call, in secure call flows, which give \
      the call back, and in the states of chats, e-mails and messages, which are looked at from strict on: what happens \
      there is not documented. A transfer that fails into silence is told of by `unhandled-outcome`.
      """,
    bad: [.actions(open, in: "inboundCall", declaring: ["Flow.tier": "string"])],
    good: [
      .actions(
        open.replacing("«Known?»", with: "Known?") + "\n- disconnect:\n    name: Hang up", in: "inboundCall",
        declaring: ["Flow.tier": "string"])
    ])

  private static let open = """
    - decision:
        name: «Known?»
        condition:
          exp: IsSet(Flow.tier)
        outputs:
          "yes":
            actions:
              - disconnect:
                  name: Known
    """

  func check(_ flow: LintedFlow, _ context: RuleContext) {
    let isOfCalls = flow.flow.isOfCalls
    guard flow.isWhole, isOfCalls || flow.flow.isOfWriting && context.isWanted(in: .strict) else { return }
    let what = isOfCalls ? "the call" : "the interaction"
    for end in flow.silentEnds {
      guard let action = end.action else {
        context.report(
          severity: .info, "the \(flow.flow[end.container].kind) has no actions: \(what) just ends",
          at: flow.flow[end.container].place, in: flow, action: nil, container: end.container)
        continue
      }
      let isUnsure =
        !isOfCalls || flow.flow.mayGoBack || end.isAlsoCalled || flow.flow[action].definition?.course == .callsFlow
      let ways = end.ways.isEmpty ? "" : " on the \(end.ways.count > 1 ? "ways" : "way") \(quoted(end.ways))"
      context.report(
        severity: isUnsure ? .info : nil, certainty: isUnsure ? .possible : .likely,
        "nothing follows\(ways): \(what) just ends, without a transfer or a disconnect",
        at: flow.flow[action].place, in: flow, action: action)
    }
  }
}

/// Words in quotes, as a sentence lists them.
func quoted(_ words: [String]) -> String {
  let words = words.map { "‘\($0.oneLine)’" }
  return words.count > 1 ? words.dropLast().joined(separator: ", ") + " and " + (words.last ?? "") : words.joined()
}

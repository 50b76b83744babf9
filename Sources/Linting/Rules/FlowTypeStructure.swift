import Documents
import Expressions
import Flows
import SourceText

struct FlowTypeStructure: FlowRule, ExpressionRule {
  static let metadata = RuleMetadata(
    id: "flow-structure", severity: .warning,
    summary: "A flow holds what flows of its type cannot have: containers, keys, actions, functions.",
    rationale: """
      Menus belong to flows of calls, states to those of messages, e-mails, chats and to workflows, bots to bots. Actions \
      and functions are not had by all types of flows either. Architect refuses what a type does not have, or passes it \
      over. It is an error where Genesys says so, or where a type has no such container at all; a warning for settings of \
      other types, for audio in flows of text and for messages in flows of calls, and for a key at the top that differs \
      from a known one by a typing error; other unknown keys are remarks from strict on.

      Flows of inbound chat are pointed out: web chat was withdrawn, and web messaging needs an inbound message flow.
      """,
    bad: [bad, .actions(speech, in: "digitalBot")],
    good: [
      bad.replacing(menus, with: ""),
      .actions(speech.replacing(#"«ToAudioTTS»("Hello")"#, with: #"ToCommunication("Hello")"#), in: "digitalBot"),
    ])

  private static let menus = """
      menus:
        - menu:
            name: «Main Menu»
            refId: Main Menu_11

    """

  private static let bad = RuleExample(
    stringLiteral: """
      inboundShortMessage:
        name: Order status
        startUpRef: "/inboundShortMessage/states/state[Start_10]"
      \(menus)  states:
          - state:
              name: Start
              refId: Start_10
              actions:
                - disconnect:
                    name: Done
      """)

  private static let speech = """
    - communicate:
        name: Hello
        communication:
          exp: «ToAudioTTS»("Hello")
    - exitBotFlow:
        name: Done
    """

  func check(_ flow: LintedFlow, _ context: RuleContext) {
    guard !flow.flow.isForeign else { return }
    if flow.flow.isWithdrawn {
      context.report(
        severity: .info, certainty: .likely,
        "Genesys has withdrawn web chat; web messaging needs an inbound message flow, made anew",
        at: flow.flow.node["name"] ?? flow.flow.node, in: flow, action: nil)
    }
    let held = checkContainers(of: flow, context)
    for (key, types) in flow.flow.keysOfOtherTypes {
      context.report(
        certainty: .likely,
        "‘\(key.text ?? "")’ has no meaning in a flow of type ‘\(flow.flow.type)’, only in \(quoted(types))", at: key,
        in: flow, action: nil)
    }
    for key in flow.flow.unknownKeys {
      let near = nearestNames(to: key.text ?? "", among: Flow.knownKeys)
      guard !near.isEmpty || context.isWanted(in: .strict) else { continue }
      context.report(
        severity: near.isEmpty ? .info : nil, certainty: near.isEmpty ? .possible : .likely,
        "expected a key of a flow, found ‘\((key.text ?? "").oneLine)’\(near.isEmpty ? ", which is not known" : suggestion(near))",
        at: key, in: flow, action: nil)
    }
    for index in flow.flow.actions.indices { checkAction(ActionID(index: index), in: flow, held, context) }
  }

  /// Reports the first container of each kind that the flow cannot have, and gives those kinds.
  private func checkContainers(of flow: LintedFlow, _ context: RuleContext) -> Set<String> {
    var kinds: Set<String> = []
    for (index, container) in flow.flow.containers.enumerated() {
      guard let others = flow.flow.lackedContainer(container.kind), kinds.insert(container.kind).inserted else {
        continue
      }
      let instead = others.isEmpty ? "" : ", which has \(others.map { "\($0)s" }.joined(separator: " and "))"
      context.report(
        severity: .error, "a flow of type ‘\(flow.flow.type)’\(instead), cannot have a \(container.kind)",
        at: container.place, in: flow, action: nil, container: ContainerID(index: index))
    }
    return kinds
  }

  private func checkAction(_ id: ActionID, in flow: LintedFlow, _ held: Set<String>, _ context: RuleContext) {
    let action = flow.flow[id]
    guard let type = action.definition else { return }
    let flowType = flow.flow.type
    if type.isWithdrawn {
      context.report(
        certainty: .likely, "‘\(type.name)’ is no longer supported by Genesys", at: action.place, in: flow, action: id)
    } else if type.lackedBy.contains(flowType) {
      context.report(
        severity: .error, "‘\(type.name)’ cannot be used in flows of type ‘\(flowType)’", at: action.place, in: flow,
        action: id)
    } else if let kind = type.container, !held.contains(kind), flow.flow.lackedContainer(kind) != nil,
      // What a bot goes to are states of another name.
      kind != "state" || flow.flow.lackedContainer("bot") != nil
    {
      context.report(
        severity: .error, "‘\(type.name)’ cannot be used in flows of type ‘\(flowType)’, which have no \(kind)s",
        at: action.place, in: flow, action: id)
    } else if flow.flow.isWithoutAudio, type.wait == .caller || type.wait == .playback {
      context.report(
        certainty: .likely, "‘\(type.name)’ needs a call: nothing is heard or spoken in flows of type ‘\(flowType)’",
        at: action.place, in: flow, action: id)
    } else if flow.flow.isOfCalls, type.effects.contains(.message) {
      context.report(
        certainty: .likely, "‘\(type.name)’ writes to a customer: flows of type ‘\(flowType)’ have only calls",
        at: action.place, in: flow, action: id)
    }
  }

  func check(_ expression: FlowExpression, _ context: RuleContext) {
    let flow = expression.flow
    let tree = expression.tree
    guard flow.flow.isWithoutAudio, expression.site.kind == .expression, tree.isValid else { return }
    for id in tree.ids where tree[id].kind == .call {
      guard let function = flow.functions[tree.name(of: id)], function.category == .audio else { continue }
      let isSpeech = flow.flow.lacksSpeech
      context.report(
        severity: isSpeech ? .error : nil, certainty: isSpeech ? .certain : .likely,
        "‘\(function.name)’ cannot be used in flows of type ‘\(flow.flow.type)’: "
          + (isSpeech ? "text to speech is not supported" : "nothing is heard or spoken in them"),
        at: tree[id].nameRange, of: expression)
    }
  }
}

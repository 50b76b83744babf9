import Flows
import SourceText

struct MenuPromptMismatch: FlowRule {
  static let metadata = RuleMetadata(
    id: "menu-prompt-mismatch", severity: .warning,
    summary: "The prompt of a menu names a key that has no choice or another one, or leaves one out.",
    rationale: """
      A caller who presses a key that the prompt names and the menu does not have hears the prompt again; where a \
      sentence gives a choice the key of another one (“for redeem press 3”, and ‘Redeem’ is on 2), callers end where they \
      did not want to go. A choice the \
      key of which is not said is found by nobody. Two choices on one key cannot be published.

      Understood are prompts in English, Spanish, French, German and Portuguese that are written in the flow: “press 1 \
      for sales”, “for sales, press one”. A key that is left out is a remark, and told only where all of the prompt is \
      known, other keys are named and this one nowhere; `*`, `#` and 0 may be left out. Recorded prompts are not known, \
      and neither are those that Genesys puts into a new menu, of which `placeholder-text` tells.
      """,
    bad: [.menu("«Press 1 for sales, press 2 for support»"), .menu("Press 1 for sales", isRepeated: true)],
    good: [.menu("For sales press one")])

  func check(_ flow: LintedFlow, _ context: RuleContext) {
    let menus = flow.flow.containers.indices.filter { flow.flow.containers[$0].kind == "menu" }
    guard !flow.flow.isForeign, !menus.isEmpty else { return }
    var prompts: [ContainerID: [SpokenText]] = [:]
    for text in flow.spokenTexts where text.action == nil && Self.properties.contains(text.property) {
      if let container = text.container { prompts[container, default: []].append(text) }
    }
    // A key may be set for all menus.
    let everywhere = Set(flow.flow.actions.compactMap(\.menuKey).filter(\.isGlobal).map(\.name))
    for menu in menus.map({ ContainerID(index: $0) }) {
      var byKey: [String: ActionID] = [:]
      for choice in flow.flow[menu].actions {
        guard let digit = flow.flow[choice].menuKey?.name else { continue }
        if let other = byKey[digit] {
          let name = (flow.flow[other].name ?? "").oneLine
          context.report(
            "the key \(digit) is that of the choice ‘\(name)’, too", at: flow.flow[choice].place, in: flow,
            action: choice)
        } else {
          byKey[digit] = choice
        }
      }
      check(prompts[menu] ?? [], of: menu, byKey, everywhere, in: flow, context)
    }
  }

  private func check(
    _ prompts: [SpokenText], of menu: ContainerID, _ choices: [String: ActionID], _ everywhere: Set<String>,
    in flow: LintedFlow, _ context: RuleContext
  ) {
    guard flow.isReached(action: nil, container: menu), !choices.isEmpty else { return }
    if context.runs(PlaceholderText.self), prompts.contains(where: { DefaultTexts.origin(of: $0.knownText) != nil }) {
      return
    }
    lazy var names = choices.compactMap { key, choice in ChoiceName(flow.flow[choice].name ?? "", key: key) }
    var named: Set<Character> = []
    var offersAny = false
    for prompt in prompts {
      for part in prompt.parts {
        let keys = SpokenKeys(in: part.text)
        named.formUnion(keys.mentioned)
        var missing: [String] = []
        for key in keys.offered.map(String.init) where !missing.contains(key) && choices[key] == nil {
          // How configurations write the keys that are no digits has not been seen.
          guard !everywhere.contains(key), flow.flow.isArchy || !"*#".contains(key) else { continue }
          missing.append(key)
        }
        offersAny = offersAny || keys.offered.contains { choices[String($0)] != nil }
        if !keys.offered.isEmpty, let (name, key, own) = swapped(in: part.text, names, choices) {
          context.report(
            certainty: .likely,
            "the prompt gives ‘\(name.oneLine)’ the key \(key), and the choice of that name has \(own)",
            at: part, of: prompt, in: flow)
        }
        guard !missing.isEmpty else { continue }
        context.report(
          certainty: .likely, "the prompt names the \(list(missing)), and the menu has no such choice", at: part,
          of: prompt, in: flow)
      }
    }
    guard offersAny, prompts.allSatisfy(\.isWhole) else { return }
    let left = choices.filter { !named.contains(Character($0.key)) && !"*#0".contains($0.key) }.keys.sorted()
    guard let first = left.first.flatMap({ choices[$0] }) else { return }
    context.report(
      severity: .info, certainty: .likely, "the prompt of the menu names other keys, and not the \(list(left))",
      at: flow.flow[first].place, in: flow, action: first)
  }

  /// A choice that a sentence of a prompt names with the key of another one.
  private func swapped(
    in prompt: String, _ names: [ChoiceName], _ choices: [String: ActionID]
  ) -> (name: String, key: String, own: String)? {
    let sentences = prompt.unicodeScalars.split { ".;!?\n".unicodeScalars.contains($0) }
    for sentence in sentences.map({ String($0) }) {
      // Most sentences name no choice.
      let spoken = sentence.spacedWords
      guard names.contains(where: { spoken.holds($0.words) }) else { continue }
      let isOne = SpokenKeys(in: sentence).offered.count == 1
      for piece in isOne ? [sentence] : sentence.split(separator: ",").map({ String($0) }) {
        let offered = SpokenKeys(in: piece).offered
        guard offered.count == 1, let key = offered.first.map(String.init), choices[key] != nil else { continue }
        let words = piece.spacedWords
        let found = names.filter { words.holds($0.words) }
        if found.count == 1, let choice = found.first, choice.key != key { return (choice.name, key, choice.key) }
      }
    }
    return nil
  }

  private func list(_ keys: [String]) -> String {
    "key" + (keys.count > 1 ? "s " + keys.dropLast().joined(separator: ", ") + " and " : " ") + (keys.last ?? "")
  }

  /// The property that holds a menu's prompt, in Archy and in configurations.
  private static let properties: Set<String> = ["audio", "prompts"]
}

/// The name of a choice, as prompts may say it.
private struct ChoiceName {
  let name: String
  let key: String
  /// The words in lower case with a blank round each, without numbers before and behind.
  let words: String

  /// Takes a name; nil for one that is too short to be told from other words.
  init?(_ name: String, key: String) {
    var words = name.spacedWords.split(separator: " ")
    while let last = words.last, last.allSatisfy(\.isNumber) { words.removeLast() }
    while let first = words.first, first.allSatisfy(\.isNumber) { words.removeFirst() }
    let text = words.joined(separator: " ")
    guard text.count > 3 else { return nil }
    (self.name, self.key, self.words) = (name, key, " " + text + " ")
  }
}

extension RuleExample {
  /// A flow that begins with a menu of one choice, on 1.
  fileprivate static func menu(_ prompt: String, isRepeated: Bool = false) -> RuleExample {
    let again = """

                - menuDisconnect:
                    name: «Hang up»
                    dtmf: digit_1
      """
    return RuleExample(
      stringLiteral: """
        inboundCall:
          name: Orders
          startUpRef: "/inboundCall/menus/menu[Main_10]"
          menus:
            - menu:
                name: Main
                refId: Main_10
                audio:
                  tts: \(prompt)
                choices:
                  - menuTransferToAcd:
                      name: Sales
                      dtmf: digit_1
                      targetQueue:
                        lit:
                          name: Sales
        """ + (isRepeated ? again : ""))
  }
}

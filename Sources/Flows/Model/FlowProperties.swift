package import Documents
import SourceText

/// The values of properties, by the keys that Archy has for them, in exports of either shape.
///
/// A reader keeps the properties that its table of action types lists; what a run needs besides (settings of the flow,
/// choices of menus, ways that are turned off) is looked up here, so that nobody else has to know the two shapes.
package struct FlowProperties: Sendable {
  private let flow: Flow
  /// The sites by the scalars that hold their texts.
  private let sites: [Node: SiteID]

  /// Prepares a flow.
  package init(_ flow: Flow) {
    self.flow = flow
    sites = Dictionary(
      flow.sites.enumerated().map { ($0.element.node, SiteID(index: $0.offset)) },
      uniquingKeysWith: { first, _ in first })
  }

  // MARK: Values

  /// The value of a property.
  package func value(_ node: Node?) -> FlowValue {
    guard let node else { return .absent }
    if node.kind == .sequence { return value(node.items.first) }
    if let audio = node["defaultAudio"] { return value(audio) }
    if let configured = ConfigurationValue(node) {
      switch configured.form {
      case .expression, .failedExpression, .reference:
        return sites[configured.text].map { .expression($0) } ?? .other(node)
      case .target: return sites[configured.text].map { .binding($0) } ?? .other(node)
      case .literal: return .literal(configured.text)
      case .unset: return .unset
      }
    }
    let export = ExportNode(node)
    if let scalar = export.scalar { return .literal(scalar) }
    if let expression = export["exp"]?.scalar, let id = sites[expression] { return .expression(id) }
    if let variable = export["var"]?.scalar, let id = sites[variable] { return .binding(id) }
    if let literal = export["lit"] { return .literal(literal.node) }
    if let text = export["tts"]?.scalar { return .literal(text) }
    if let prompt = export["prompt"] { return .literal((prompt["name"] ?? prompt).node) }
    if export["noValue"] != nil || export["none"] != nil { return .unset }
    return .other(node)
  }

  /// The value of a property of an action, by its key in Archy with dots between the keys that lead to it.
  package func value(_ key: String, of id: ActionID) -> FlowValue {
    if let value = flow[id].inputs[key] {
      if case .other(let node) = value { return self.value(node) }
      return value
    }
    return value(node(key, of: flow[id].node))
  }

  private func node(_ key: String, of body: Node) -> Node? {
    let written = key.split(separator: ".").reduce(ExportNode(body) as ExportNode?) { $0?[String($1)] }
    if let written { return written.node }
    for name in Self.configurationKeys[key] ?? [] {
      if let node = body[name] { return node }
    }
    return nil
  }

  /// What configurations call properties whose names are not Archy's.
  private static let configurationKeys: [String: [String]] = [
    "audio": ["prompts"], "inputAudio": ["prompts"], "lookupValue": ["lookupKeyValue"],
    "targetQueue": ["queues", "queue"], "destination.queue.targetQueue": ["queues", "queue"],
    "targetFlow": ["flowName"], "targetUser": ["users", "user"], "targetGroup": ["groups", "group"],
    "targetNumber": ["externalNumber", "number"], "slot.name": ["selectedSlot"], "noInput": ["noInputs"],
    "noMatch": ["noMatches"], "digits.exact": [], "digits.range.min": ["numberOfDigitsMin"],
    "digits.range.max": ["numberOfDigitsMax"], "outputPath.name": ["pathName"], "response": ["responseName"],
    "exitReason": ["reasonCode"],
  ]

  // MARK: Ways

  /// Whether a way of an action is turned off, so that it is never taken.
  package func isOff(_ way: String, of id: ActionID) -> Bool {
    let action = flow[id]
    if let path = path(way, of: id) { return path["outOfService"]?.text == "true" && way != "default" }
    return ExportNode(action.node)["outputs"]?[way]?["enabled"]?.text == "false"
  }

  /// The way of an action in a configuration, by the name that Archy has for it.
  private func path(_ way: String, of id: ActionID) -> Node? {
    let configured = flow[id].definition?.ways.first { $0.name == way }?.configurationID
    return (flow[id].node["paths"]?.listItems ?? []).first { $0["outputId"]?.text == configured && configured != nil }
  }

  /// The way of a call of a task that the end of the task names; nil for the default.
  package func branch(of caller: ActionID, endedBy end: ActionID) -> Int? {
    let reference = flow[end].node["pathReference"]?.text
    guard case .literal(let node) = value("outputPath.name", of: end), let name = node.text else { return nil }
    return flow[caller].branches.firstIndex { branch in
      if let reference, branch.node["outputId"]?.text == reference { return true }
      let isDefault = name.lowercased() == "default"
      return isDefault ? branch.name == "default" : branch.title == name || branch.name == name
    }
  }

  /// The variables that a call of a task fills, by the names that the task has for what it gives back; where Archy puts
  /// them among the ways.
  package func taskOutputs(of caller: ActionID) -> [(name: String, target: SiteID)] {
    (ExportNode(flow[caller].node)["outputs"]?.entries ?? []).compactMap { name, body in
      guard case .binding(let site) = value(body.node) else { return nil }
      return (name, site)
    }
  }

  // MARK: Menus

  /// A choice of a menu.
  package struct Choice: Sendable {
    /// The choice.
    package let action: ActionID
    /// The key of a telephone: a digit, `*` or `#`; nil for a choice that none leads to.
    package let key: String?
    /// What can be said instead, in any language.
    package let terms: [String]
    /// Whether the key leads to it from all menus of the flow.
    package let isGlobalKey: Bool
    /// Whether the words do so.
    package let areTermsGlobal: Bool
    /// Whether it is what the menu takes where the caller makes no choice.
    package let isDefault: Bool
  }

  /// The choices of a menu, in order.
  package func choices(of menu: ContainerID) -> [Choice] {
    let container = flow[menu]
    let configured = (container.node["menuChoiceList"]?.listItems ?? []).filter { $0["action"]?.kind == .mapping }
    return container.actions.enumerated().map { place, id in
      let whole = place < configured.count ? configured[place] : flow[id].node
      let body = ExportNode(whole)
      let identity = body["refId"]?.text ?? body["id"]?.text
      let isDefault = container.defaultChoice.map { named in
        named == identity || identity.map { named.hasSuffix("[\($0)]") } == true
      }
      return Choice(
        action: id, key: (body["dtmf"] ?? body["digit"])?.text.flatMap(Self.key),
        terms: Self.terms(body["speechRecTerms"]),
        isGlobalKey: body["globalDtmf"]?.isTrue ?? false,
        areTermsGlobal: body["globalSpeechRecTerms"]?.isTrue ?? false, isDefault: isDefault ?? false)
    }
  }

  /// The key that a file writes as `digit_1`, `1`, `10` or `11`.
  private static func key(_ written: String) -> String? {
    let key = written.hasPrefix("digit_") ? String(written.dropFirst("digit_".count)) : written
    switch key.lowercased() {
    case "10", "star", "asterisk", "*": return "*"
    case "11", "pound", "hash", "#": return "#"
    default: return key.utf8.count == 1 ? key : nil
    }
  }

  private static func terms(_ node: ExportNode?) -> [String] {
    (node?.entries ?? []).flatMap { _, language -> [String] in
      let list = language["terms"] ?? language
      return list.node.kind == .sequence ? list.node.items.compactMap(\.text) : list.text.map { [$0] } ?? []
    }
  }

  /// What a menu says.
  package func audio(of menu: ContainerID) -> FlowValue {
    let node = flow[menu].node
    return value(node["audio"] ?? node["prompts"])
  }

  // MARK: Settings of the flow

  /// What is played when the flow begins.
  package var greeting: FlowValue { value(flow.node["initialGreeting"] ?? flow.node["initialAudio"]) }

  /// What may happen to a flow from outside of its lists.
  package enum Event: Sendable {
    /// An expression fails, or a limit is passed.
    case error
    /// A bot does not understand, however often it asks.
    case recognitionFailure
  }

  /// What a flow does when something happens to it.
  package struct Handling: Sendable {
    /// Where it goes.
    package enum Target: Sendable {
      case disconnect, endsWorkflow, exits
      case queue(FlowValue)
      case container(ContainerID)
    }

    /// Where it goes.
    package var target: Target
    /// What is said before.
    package var speech: FlowValue
  }

  /// What the flow does when something happens to it; nil where it says nothing, or nothing that is known.
  package func handling(of event: Event) -> Handling? {
    let archy = flow.node["settingsErrorHandling"].map { ExportNode($0) }
    let isError = event == .error
    if let settings = archy {
      guard let handling = settings[isError ? "errorHandling" : "recognitionFailureEventHandling"] else { return nil }
      let speech =
        isError
        ? settings["preHandlingAudio"] ?? settings["errorEventHandover"] : settings["recognitionFailureEventHandover"]
      guard let (word, body) = handling.entries.first else { return nil }
      return target(word, handling.node, queue: body["targetQueue"] ?? body["queue"]).map {
        Handling(target: $0, speech: value(speech?.node))
      }
    }
    guard let settings = flow.node["errorHandling"],
      let word = settings[isError ? "handlingType" : "recognitionHandlingType"]?.text
    else { return nil }
    let speech = isError ? settings["audio"] ?? settings["errorEventHandover"] : settings["recognitionEventHandover"]
    return target(word, settings, queue: settings["queue"].map { ExportNode($0) }).map {
      Handling(target: $0, speech: value(speech))
    }
  }

  private func target(_ word: String, _ node: Node, queue: ExportNode?) -> Handling.Target? {
    switch word.lowercased() {
    case "disconnect": return .disconnect
    case "endworkflow": return .endsWorkflow
    case "exit", "exitbotflow": return .exits
    case "queue", "transfertoqueue", "transfertoacd": return .queue(value(queue?.node))
    default: return reference(in: node).map { .container($0) }
    }
  }

  /// The container that a setting names.
  private func reference(in node: Node) -> ContainerID? {
    flow.references.first { reference in
      reference.action == nil && node.range.start <= reference.node.range.start
        && reference.node.range.end <= node.range.end
    }?.target
  }

  /// How often a bot asks again, by the key of the setting: `noInputsMax`, `noMatchesMax`.
  package func limit(_ key: String) -> Int {
    let settings = flow.node["settingsUserInput"] ?? flow.node["userInputSettings"]
    let text = settings.flatMap { ExportNode($0)[key]?.node }.flatMap { $0["lit"]?.text ?? $0["text"]?.text }
    return text.flatMap { Int($0) }.map { max(1, min($0, 99)) } ?? 3
  }

  /// The container that a setting of the flow ties to an intent.
  package func container(ofIntent name: String) -> ContainerID? {
    guard let settings = flow.node["settingsBotFlow"]?["intentSettings"] else { return nil }
    let intent = settings.items.compactMap { $0["intent"] ?? $0 }.first { $0["name"]?.text == name }
    return intent.flatMap { reference(in: $0) }
  }

  /// The intent that the flow's own examples of what customers say tell for a text; nil where none has just this text.
  package func intent(for text: String) -> String? {
    let model = flow.node["settingsNaturalLanguageUnderstanding"]?["nluDomainVersion"]
    for intent in model?["intents"]?.items ?? [] {
      for utterance in intent["utterances"]?.items ?? [] {
        let words = (utterance["segments"]?.items ?? []).compactMap { $0["text"]?.text }.joined()
        if words.lowercased() == text.lowercased() { return intent["name"]?.text }
      }
    }
    return nil
  }

  /// The state that runs again and again while somebody waits; nil where the flow names none.
  package var recurringState: ContainerID? {
    flow.references.first { $0.action == nil && $0.container == nil && $0.key.lowercased().contains("periodic") }?
      .target
  }

  /// The conditions of a loop that ends by them, with the ways that they lead to.
  package func untilCases(of id: ActionID) -> [(condition: FlowValue, branch: Int?)] {
    let items = ExportNode(flow[id].node)["untilCases"]?.taggedItems ?? []
    return items.map { item in
      let name = item.value["name"]?.text
      let branch = flow[id].branches.firstIndex { $0.node == item.value.node || name != nil && $0.title == name }
      return (value((item.value["value"] ?? item.value["condition"])?.node), branch)
    }
  }

  /// The slots that an action clears.
  package func slots(of id: ActionID) -> [String] {
    let body = ExportNode(flow[id].node)
    let items = body["slots"]?.taggedItems ?? []
    return items.compactMap { $0.value.text ?? $0.value["name"]?.text ?? $0.value["slot"]?.text }
  }

  /// The names of the choices that a bot's menu offers, by the ways that they lead to.
  package func titles(of branch: FlowBranch) -> [String] {
    ["name", "label", "value", "title"].compactMap { key in
      switch value(branch.node[key]) {
      case .literal(let node): node.text
      default: nil
      }
    }
  }
}

package import Documents
import SourceText

/// The values of properties, by the keys that Archy has for them, in exports of either shape.
///
/// A reader keeps the properties that its table of action types lists; what a run needs besides (settings of the flow,
/// choices of menus, ways that are turned off) is looked up here, so that nobody else has to know the two shapes.
package struct FlowProperties: Sendable {
  private let flow: Flow
  /// The sites by the scalars that hold their texts.
  let sites: [Node: SiteID]

  /// Prepares a flow.
  package init(_ flow: Flow) {
    self.flow = flow
    sites = Dictionary(
      flow.sites.enumerated().map { ($0.element.node, SiteID(index: $0.offset)) },
      uniquingKeysWith: { first, _ in first })
  }

  // MARK: Values

  /// The value of a property.
  ///
  /// - Parameter language: The language in which something is said. Without one, what a flow says differently in some
  ///   languages stays the whole node.
  package func value(_ node: Node?, in language: String? = nil) -> FlowValue {
    guard let node else { return .absent }
    if node.kind == .sequence { return value(node.items.first, in: language) }
    if let sequences = node["alternateSequences"] {
      guard let language else { return .other(node) }
      if let own = sequences.entries.first(where: { $0.key.text?.lowercased() == language.lowercased() }) {
        return value(own.value)
      }
      if ExportNode(node).entries.allSatisfy({ $0.key == "alternateSequences" }) { return .absent }
    }
    if let audio = node["defaultAudio"] { return value(audio) }
    if ConfigurationValue(node) != nil { return FlowValue(configured: node, sites) }
    let export = ExportNode(node)
    if let scalar = export.scalar { return .literal(scalar) }
    if let text = export["tts"]?.scalar { return .literal(text) }
    if let prompt = export["prompt"] { return .literal((prompt["name"] ?? prompt).node) }
    return FlowValue(archy: export, sites)
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

  // MARK: Objects

  /// The properties of configurations that hold the name of an object, which is a key in Archy.
  static let nameKeys = ["actionName", "datatableName", "flowName", "screenPopName"]

  /// The name of an object that is a key of an action's body: of a data action, a data table, a flow, a script.
  package func objectName(of id: ActionID) -> String? {
    let action = flow[id]
    for object in action.definition?.objects ?? [] where object.key.hasSuffix(".*") && !object.key.contains("[]") {
      let keys = object.key.split(separator: ".").dropLast()
      let holder = keys.reduce(ExportNode(action.node) as ExportNode?) { $0?[String($1)] }
      if let name = holder?.entries.first?.key { return name }
      if let name = Self.nameKeys.lazy.compactMap({ action.node[$0]?.text }).first { return name }
    }
    return nil
  }

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
  package func way(of caller: ActionID, endedBy end: ActionID) -> String? {
    if let reference = flow[end].node["pathReference"]?.text,
      let way = authoredWays(of: caller).first(where: { $0.node["outputId"]?.text == reference })
    {
      return way.name
    }
    guard case .literal(let node) = value("outputPath.name", of: end), let name = node.text else { return nil }
    return name.lowercased() == "default" ? nil : name
  }

  /// A way that an author made: an intent, a choice of a bot's menu, a way out of a task.
  package struct AuthoredWay: Sendable {
    /// Its name.
    package let name: String
    /// Whether it can be taken.
    package let isOn: Bool
    /// Its place among the ways that hold actions; nil where it holds none.
    package let branch: Int?
    /// Its body.
    package let node: Node
  }

  /// The ways that an author made, also those that hold no actions, in order.
  package func authoredWays(of id: ActionID) -> [AuthoredWay] {
    let action = flow[id]
    let written =
      action.node["paths"]?.listItems
      ?? ArchyReader.wayKeys.compactMap { ExportNode(action.node)[$0] }.flatMap { ways in
        (ways.taggedItems + ways.entries.flatMap(\.value.taggedItems)).map(\.value.node)
      }
    let bodies = Set(written + action.branches.map(\.node)).filter { $0["outputId"]?.text?.hasPrefix("__") != true }
    return bodies.sorted { $0.range.start < $1.range.start }.compactMap { body in
      guard let name = body["name"]?.text ?? body["label"]?.text else { return nil }
      return AuthoredWay(
        name: name, isOn: body["enabled"]?.text != "false" && body["outOfService"]?.text != "true",
        branch: action.branches.firstIndex { $0.node == body }, node: body)
    }
  }

  /// Whether a way stands in the file, with actions or without.
  package func isWritten(_ way: String, of id: ActionID) -> Bool {
    path(way, of: id) != nil || ExportNode(flow[id].node)["outputs"]?[way] != nil
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

  /// What can be said in place of pressing the key of a choice, and whether it leads there from all menus of the flow.
  package func spokenTerms(of choice: ActionID) -> (terms: [String], areGlobal: Bool) {
    let container = flow[flow[choice].container]
    // In a configuration they stand beside the action that the choice holds.
    let place = container.actions.firstIndex(of: choice) ?? 0
    let configured = (container.node["menuChoiceList"]?.listItems ?? []).filter { $0["action"]?.kind == .mapping }
    let body = ExportNode(place < configured.count ? configured[place] : flow[choice].node)
    let terms = (body["speechRecTerms"]?.entries ?? []).flatMap { _, language -> [String] in
      let list = language["terms"] ?? language
      return list.node.kind == .sequence ? list.node.items.compactMap(\.text) : list.text.map { [$0] } ?? []
    }
    return (terms, body["globalSpeechRecTerms"]?.isTrue ?? false)
  }

  /// How often a menu is played again where nothing fits; what the flow says for all menus where it says nothing itself.
  package func repeatCount(of menu: ContainerID) -> Int {
    let written = [flow[menu].node, flow.node].compactMap { $0["settingsMenu"]?["repeatCount"]?["lit"]?.text }
    let texts = written + [flow[menu].node["promptRepeatCount"]?["text"]?.text].compactMap(\.self)
    return texts.compactMap { Int($0) }.first.map { max(0, min($0, 10)) } ?? 3
  }

  /// What a menu says.
  package func audio(of menu: ContainerID) -> FlowValue {
    let node = flow[menu].node
    return value(node["audio"] ?? node["prompts"])
  }

  // MARK: Settings of the flow

  /// The language that a flow speaks where nobody has said another one.
  package var defaultLanguage: String? { flow.node["defaultLanguage"]?.text }

  /// What is played when the flow begins.
  package var greeting: FlowValue {
    value(flow.node["initialGreeting"] ?? flow.node["initialAudio"] ?? flow.node["initialPrompts"])
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
  package func handling(of event: EventHandling.Event) -> Handling? {
    guard let handling = flow.handling(of: event) else { return nil }
    let target: Handling.Target
    switch handling.course.lowercased() {
    case "disconnect": target = .disconnect
    case "endworkflow": target = .endsWorkflow
    case "exit", "exitbotflow": target = .exits
    case "queue", "transfertoqueue", "transfertoacd": target = .queue(value(handling.queue))
    default:
      guard let container = reference(in: handling.settings) else { return nil }
      target = .container(container)
    }
    return Handling(target: target, speech: value(handling.speech))
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

  /// What a bot says before it asks again.
  package func apology(forSilence isSilence: Bool) -> FlowValue {
    let written = flow.node["settingsUserInput"]?[isSilence ? "noInputApology" : "noMatchApology"]
    return value(written ?? flow.node[isSilence ? "noInputsApologies" : "noMatchApologies"])
  }

  /// The container that a setting of the flow ties to an intent.
  package func container(ofIntent name: String) -> ContainerID? {
    guard let settings = flow.node["settingsBotFlow"]?["intentSettings"] else { return nil }
    let intent = settings.items.compactMap { $0["intent"] ?? $0 }.first { $0["name"]?.text == name }
    return intent.flatMap { reference(in: $0) }
  }

  /// The names of the intents that a bot's own model knows.
  package var intents: [String] {
    let model = flow.node["settingsNaturalLanguageUnderstanding"]?["nluDomainVersion"]
    return (model?["intents"]?.items ?? []).compactMap { $0["name"]?.text }
      + (flow.node["nluMetaData"]?["intents"]?.entries ?? []).compactMap(\.key.text)
  }

  /// The intent that the flow's own examples of what customers say tell for a text, with what stands for slots in it; nil
  /// where none has just this text.
  package func intent(for text: String) -> (name: String, slots: [(name: String, text: String)])? {
    let model = flow.node["settingsNaturalLanguageUnderstanding"]?["nluDomainVersion"]
    for intent in model?["intents"]?.items ?? [] {
      for utterance in intent["utterances"]?.items ?? [] {
        let segments = utterance["segments"]?.items ?? []
        let words = segments.compactMap { $0["text"]?.text }.joined()
        guard words.lowercased() == text.lowercased(), let name = intent["name"]?.text else { continue }
        let slots = segments.compactMap { segment -> (name: String, text: String)? in
          guard let slot = segment["entity"]?["name"]?.text, let text = segment["text"]?.text else { return nil }
          return (slot, text)
        }
        return (name, slots)
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

  /// The names that a choice of a bot's menu goes by.
  package func titles(of way: AuthoredWay) -> [String] {
    ["name", "label", "value", "title"].compactMap { key in
      switch value(way.node[key]) {
      case .literal(let node): node.text
      default: nil
      }
    }
  }
}

public import Documents

/// What flows of a type can hold: containers, keys of their own, audio.
///
/// Source: the classes of Genesys' scripting SDK of June 2026, each of which has the members of one type of flow, and
/// real flows of twelve types, none of which has an exception. What is not listed is not judged.
enum FlowStructure {
  private static let menus: Set<String> = ["inboundCall", "outboundCall", "secureCall", "voicemail"]
  private static let bots: Set<String> = ["botFlow", "digitalBot", "voiceSurvey"]
  private static let states: Set<String> = [
    "inboundChat", "inboundEmail", "inboundShortMessage", "inQueueEmail", "inQueueShortMessage", "surveyInvite",
    "workflow", "workitem",
  ]

  /// The types of flows that have containers of a kind.
  static let containers: [String: Set<String>] = [
    "menu": menus, "bot": bots, "state": states, "task": FlowType.names.subtracting(["commonModule"]),
  ]

  /// The types of flows that have a key of Archy's at the top.
  static let keys: [String: Set<String>] = [
    "initialGreeting": menus, "settingsMenu": menus, "settingsOutboundCall": ["outboundCall"],
    "settingsSpeechRec": menus.union(["voiceSurvey"]), "settingsUserInput": bots,
    "settingsBotFlow": bots, "settingsKnowledge": bots, "settingsNaturalLanguageUnderstanding": bots,
    "settingsInboundEmailHandling": ["inboundEmail"], "settingsInQueueCall": ["inQueueCall"],
    "settingsCommonModule": ["commonModule"], "startUpTaskActions": ["commonModule", "inQueueCall"],
  ]

  /// The keys at the top that flows of any type may have, and those of types that are not seen often.
  static let commonKeys: Set<String> = [
    "bots", "defaultLanguage", "description", "division", "menus", "name", "settingsActionDefaults",
    "settingsErrorHandling", "settingsPrompts", "settingsVirtualAgent", "settingsVoiceSurvey", "settingsWorkitem",
    "startUpRef", "states", "supportedLanguages", "tasks", "variables", "worktype",
  ]

  /// The types of flows in which nothing is heard or spoken.
  static let silent: Set<String> = states.union(["digitalBot"])
}

extension Flow {
  /// Whether flows of its type have no containers of a kind, and what they have instead; nil where they may.
  public func lackedContainer(_ kind: String) -> [String]? {
    guard FlowType.names.contains(type), let types = FlowStructure.containers[kind], !types.contains(type) else {
      return nil
    }
    return FlowStructure.containers.filter { $0.value.contains(type) }.keys.sorted()
  }

  /// The keys at its top that only flows of other types have, and those types.
  public var keysOfOtherTypes: [(key: Node, types: [String])] {
    guard isArchy, FlowType.names.contains(type) else { return [] }
    return node.entries.compactMap { key, _ in
      guard let types = FlowStructure.keys[key.text ?? ""], !types.contains(type) else { return nil }
      return (key, types.sorted())
    }
  }

  /// The keys at its top that flows of no type are known to have.
  public var unknownKeys: [Node] {
    guard isArchy, FlowType.names.contains(type) else { return [] }
    return node.entries.map(\.key).filter { key in
      guard let name = key.text, name.first?.isLetter == true, !name.utf8.contains(UInt8(ascii: "{")) else {
        return false
      }
      return !FlowStructure.commonKeys.contains(name) && FlowStructure.keys[name] == nil && !name.hasPrefix("x-")
    }
  }

  /// The known keys.
  public static let knownKeys: Set<String> = FlowStructure.commonKeys.union(FlowStructure.keys.keys)

  /// The action that ends flows of its type, or leaves them where they were called; nil where that is not sure.
  public var endingAction: ActionType? {
    // The name in Archy of what ends a secure call flow is inferred.
    if type == "secureCall" { return nil }
    return ActionType.tasksAndEnds.last {
      ($0.course == .ends || $0.course == .leaves) && $0.confidence == .seen && $0.flowTypes.contains(type)
    }
  }

  /// Whether nothing is heard or spoken in flows of its type.
  public var isWithoutAudio: Bool { FlowStructure.silent.contains(type) }

  /// Whether it handles calls.
  public var isOfCalls: Bool { FlowStructure.containers["menu"]?.contains(type) == true }

  /// Whether text to speech is refused in flows of its type, in Genesys' own words.
  public var lacksSpeech: Bool { type == "digitalBot" }

  /// Whether it handles what customers write, in states, and its end is that of the interaction.
  public var isOfWriting: Bool { ["inboundChat", "inboundEmail", "inboundShortMessage"].contains(type) }

  /// Whether it runs while an interaction waits in a queue, so that what ends it is an agent.
  public var isInQueue: Bool { ["inQueueCall", "inQueueEmail", "inQueueShortMessage"].contains(type) }

  /// Whether the call may go on elsewhere where a flow of its type is done.
  public var mayGoBack: Bool { type == "secureCall" || type == "voicemail" }

  /// Whether Genesys has withdrawn flows of its type: web chat, which web messaging has replaced.
  public var isWithdrawn: Bool { type == "inboundChat" }
}

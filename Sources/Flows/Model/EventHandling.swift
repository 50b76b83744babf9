public import Documents

/// What a flow does when something happens to it that no action of it takes up.
public struct EventHandling: Sendable {
  /// What may happen to a flow from outside of its lists.
  public enum Event: Sendable {
    /// An expression fails, or a limit is passed.
    case error
    /// A bot does not understand, however often it asks.
    case recognitionFailure
  }

  /// What it does, by the word that Archy has for it: `disconnect`, `endWorkflow`, `exit`, `transferToQueue`…
  public let course: String
  /// Where that stands.
  public let node: Node
  /// The settings that say so, with what they name.
  let settings: Node
  /// The queue that they name.
  let queue: Node?
  /// What is said before.
  let speech: Node?

  /// Whether the interaction is just disconnected.
  public var isDisconnect: Bool { course == "disconnect" }
}

extension Flow {
  /// What its settings say is done where an error ends a run; nil where they say nothing.
  public var errorHandling: EventHandling? { handling(of: .error) }

  /// What its settings say is done when something happens; nil where they say nothing.
  public func handling(of event: EventHandling.Event) -> EventHandling? {
    let isError = event == .error
    if let settings = node["errorHandling"] {
      guard let kind = settings[isError ? "handlingType" : "recognitionHandlingType"], let name = kind.text else {
        return nil
      }
      let speech = isError ? settings["audio"] ?? settings["errorEventHandover"] : settings["recognitionEventHandover"]
      return EventHandling(
        course: name.prefix(1).lowercased() + name.dropFirst(), node: kind, settings: settings,
        queue: settings["queue"], speech: speech)
    }
    guard isArchy, let settings = ExportNode(node)["settingsErrorHandling"],
      let handling = settings[isError ? "errorHandling" : "recognitionFailureEventHandling"],
      let (course, body) = handling.entries.first
    else { return nil }
    let speech =
      isError
      ? settings["preHandlingAudio"] ?? settings["errorEventHandover"] : settings["recognitionFailureEventHandover"]
    return EventHandling(
      course: course, node: handling.node.entries.first?.key ?? handling.node, settings: handling.node,
      queue: (body["targetQueue"] ?? body["queue"])?.node, speech: speech?.node)
  }
}

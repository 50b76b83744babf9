public import Documents

/// What a flow does where a run-time error ends its run.
public struct ErrorHandling: Sendable {
  /// What it does, by the word that Archy has for it: `disconnect`, `endWorkflow`, `exit`, `transferToQueue`…
  public let course: String
  /// Where that stands.
  public let node: Node

  /// Whether the interaction is just disconnected.
  public var isDisconnect: Bool { course == "disconnect" }
}

extension Flow {
  /// What its settings say is done where an error ends a run; nil where they say nothing.
  public var errorHandling: ErrorHandling? {
    if let kind = node["errorHandling"]?["handlingType"], let name = kind.text {
      return ErrorHandling(course: name.prefix(1).lowercased() + name.dropFirst(), node: kind)
    }
    guard isArchy, let handling = ExportNode(node)["settingsErrorHandling"]?["errorHandling"]?.node else {
      return nil
    }
    return handling.entries.first.map { ErrorHandling(course: $0.key.text ?? "", node: $0.key) }
  }
}

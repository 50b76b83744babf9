public import Documents

/// A value that is written out in a flow: text, number, Boolean…
public struct FlowLiteral: Sendable {
  /// The scalar.
  public let node: Node
  /// Whether it is a text that is spoken (`tts`).
  public let isSpeech: Bool
  /// The property of the action, else of the container or the flow, below which it stands: `messageBody`, `inputs`…
  public let property: String
  /// Whether it is that property's own value and not a part of it.
  public let isDirect: Bool
  /// The container that holds it.
  public let container: ContainerID?
  /// The innermost action that holds it.
  public let action: ActionID?
}

extension Flow {
  /// The property of an action, else of a container or the flow, to which a path leads.
  func property(
    at path: ArraySlice<PathElement>, in container: ContainerID?, action: ActionID?
  ) -> (name: String, isDirect: Bool) {
    let holder = action.map { self[$0].path.count } ?? container.map { self[$0].path.count } ?? 1
    guard path.count > holder, case .key(let name) = path[path.startIndex + holder] else { return ("", false) }
    return (name, path.count == holder + 1)
  }
}

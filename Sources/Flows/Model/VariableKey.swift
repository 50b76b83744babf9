/// A variable of a flow: its name, with the container that it belongs to where it is no variable of the whole flow.
public struct VariableKey: Hashable, Sendable {
  /// The name.
  public let name: VariableName
  /// The container; nil for a variable that every container sees.
  public let container: ContainerID?

  /// Takes a name as it is seen from a container.
  public init(_ name: VariableName, in container: ContainerID?) {
    self.name = name
    self.container = name.isFlowWide ? nil : container
  }

  /// The variable that a site names, blanks left out.
  init(_ site: ExpressionSite) {
    self.init(VariableName(site.variableName), in: site.container)
  }
}

extension ExpressionSite {
  /// The variable that a target or a binding names.
  public var variable: VariableKey { VariableKey(self) }

  /// Its name as it is written, blanks left out.
  public var variableName: String {
    let hasBlanks = text.utf8.contains { $0 <= UInt8(ascii: " ") || $0 >= 0x80 }
    return hasBlanks ? text.filter { !$0.isWhitespace } : text
  }
}

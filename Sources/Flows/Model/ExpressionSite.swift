public import Documents

/// A place in a flow that holds an expression or a reference to a variable.
public struct ExpressionSite: Sendable {
  /// What stands there.
  public enum Kind: String, Sendable {
    /// An expression (`exp`).
    case expression
    /// A variable that is assigned (`variable`).
    case target
    /// A variable that an output is bound to (`var`).
    case binding
  }

  /// What stands there.
  public let kind: Kind
  /// The decoded text: escapes and entities resolved, white space and placeholders kept.
  public let text: String
  /// The scalar; its map leads from the decoded text to the bytes of the file.
  public let node: Node
  /// The keys and indices from the document's root, the last being that of the scalar.
  public let path: [PathElement]
  /// The container that holds it.
  public let container: ContainerID?
  /// The innermost action that holds it.
  public let action: ActionID?
}

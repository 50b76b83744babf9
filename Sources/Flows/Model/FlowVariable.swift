public import Documents
public import Expressions

/// A declared variable.
public struct FlowVariable: Sendable {
  /// The name with its scope, as it is written: `Flow.firstName`.
  public let name: String
  /// The key by which Archy says the type, such as `stringVariable`.
  public let typeKey: String
  /// The type of its values; `any` where the key is not known.
  public let type: ExpressionType
  /// What it holds at first.
  public let initialValue: FlowValue
  /// Whether a caller of the flow can fill it.
  public let isInput: Bool
  /// Whether a caller of the flow can read it.
  public let isOutput: Bool
  /// The container that declares it; nil where the flow does.
  public let container: ContainerID?
  /// The declaration's body.
  public let node: Node

  /// The word before the first dot: `Flow`, `Task`, `State`, `Common`, `Slot`.
  public var scope: String? { VariableName(name).scope }
  /// Where its name stands, or all of it.
  public var place: Node { node["name"] ?? node["@name"] ?? node }
}

/// A variable's name, for comparing: Architect does not regard letter case.
public struct VariableName: Hashable, Sendable {
  /// The name in lower case, scope included.
  public let folded: String

  /// Takes the name as it is written.
  public init(_ name: String) {
    folded = name.lowercased()
  }

  /// The scope in lower case.
  public var scope: String? {
    folded.utf8.firstIndex(of: UInt8(ascii: ".")).map { String(folded[..<$0]) }
  }

  /// What follows the scope, in lower case; all of it where there is none.
  public var member: Substring {
    folded.utf8.firstIndex(of: UInt8(ascii: ".")).map { folded[folded.utf8.index(after: $0)...] } ?? folded[...]
  }

  /// Whether every container sees the same variable; others belong to the container that declares them.
  public var isFlowWide: Bool { !["task.", "state.", "menu."].contains(where: folded.hasPrefix) }
}

/// The value of a property.
public enum FlowValue: Sendable {
  /// Nothing is said.
  case absent
  /// `noValue` or `none`: explicitly no value.
  case unset
  /// A literal.
  case literal(Node)
  /// An expression.
  case expression(SiteID)
  /// A variable that an output is bound to.
  case binding(SiteID)
  /// Any other structure.
  case other(Node)
}

import SourceText

/// A variable or constant that Genesys provides.
public struct BuiltInVariable: Sendable {
  /// The name as Genesys spells it.
  public let name: String
  /// The type; `any` where it is not known.
  public let type: ExpressionType
  /// What is known about it.
  public let confidence: Confidence

  /// How sure it is that Genesys has a variable of this name and type.
  public enum Confidence: String, Sendable {
    /// Seen in what Architect's compiler wrote.
    case verified
    /// Seen in published flows.
    case used
    /// Stated by Genesys' help.
    case documented
    /// Stated by others.
    case thirdParty = "third-party"
  }

  /// Whether there is a variable of a name, in any letter case.
  package static func isKnown(_ name: String) -> Bool { byName[name.lowercased()] != nil }

  /// The variable with a name, in any letter case; nil for a name that is none.
  package static func named(_ name: String) -> BuiltInVariable? { byName[name.lowercased()] }

  /// The type of the variable with a name, in any letter case; `any` where there is none, or its type is not known.
  package static func type(of name: String) -> ExpressionType { byName[name.lowercased()]?.type ?? .any }

  /// The variables that a name which is none may have meant: of those with its first word, where that is known.
  package static func nearest(to name: String) -> [String] {
    let scope = name.prefix { $0 != "." }.lowercased()
    let names = all.map(\.name)
    return nearestNames(
      to: name, among: namespaces[scope] == nil ? names : names.filter { $0.lowercased().hasPrefix(scope + ".") })
  }

  /// The variables that a name may have meant which is neither known nor one that a flow may declare.
  package static func meant(by name: String) -> [String] {
    let scope = name.prefix { $0 != "." }.lowercased()
    return isKnown(name) || namespaces[scope] == false ? [] : nearest(to: name)
  }

  /// The variables by their names in lower case.
  static let byName: [String: BuiltInVariable] = Dictionary(
    all.map { ($0.name.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
}

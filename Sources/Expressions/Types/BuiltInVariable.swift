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

  /// The variables that a name may have meant; none for one that is known, or that a flow may declare.
  package static func nearest(to name: String) -> [String] {
    let scope = name.prefix { $0 != "." }.lowercased()
    guard byName[name.lowercased()] == nil, namespaces[scope] != false else { return [] }
    let isProvided = namespaces[scope] == true
    return nearestNames(
      to: name, among: all.map(\.name).filter { !isProvided || $0.lowercased().hasPrefix(scope + ".") })
  }

  /// The variables by their names in lower case.
  static let byName: [String: BuiltInVariable] = Dictionary(
    all.map { ($0.name.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
}

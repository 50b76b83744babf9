/// A property that values of a type have, reached by a dot.
struct Property: Sendable {
  /// The name as Genesys' compiler writes it.
  let name: String
  /// The type of its values.
  let type: ExpressionType

  /// What is known of the properties of a type.
  enum Knowledge {
    /// The property, spelt as Genesys does.
    case property(Property)
    /// The type has others, or may have; nothing is known about this one but perhaps its type.
    case open(ExpressionType)
    /// The type has no such property.
    case none
  }

  /// The property of a type with a name, without regard to letter case; the properties of JSON keep theirs.
  static func lookUp(_ name: String, of type: ExpressionType) -> Knowledge {
    switch type {
    case .json: return .property(Property(name: name, type: .json))
    case .any: return .open(.any)
    // The compiler writes `Format.Date.shortYear` as `dateShortYear`.
    case .object("dac"): return .property(format("date", name, "daf"))
    case .object("stc"): return .property(format("string", name, "stf"))
    case .object("nuc"): return .property(format("number", name, "nuf"))
    default: break
    }
    let lower = name.lowercased()
    if let known = byType[type.code]?.first(where: { $0.name.lowercased() == lower }) { return .property(known) }
    switch type {
    case .string, .integer, .decimal, .boolean, .duration, .dateTime, .date, .time, .collection: return .none
    case .object("con"), .object("usr"), .object("cpx_external_contact"): return .open(.string)
    default: return .open(.any)
    }
  }

  private static func format(_ group: String, _ name: String, _ code: String) -> Property {
    Property(name: group + name.prefix(1).uppercased() + name.dropFirst(), type: .object(code))
  }
}

extension ExpressionType {
  /// The names of the properties that values of the type are known to have.
  public var propertyNames: [String] { Property.byType[code]?.map(\.name) ?? [] }
}

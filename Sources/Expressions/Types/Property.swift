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
    case .json:
      return .property(Property(name: name, type: .json))
    case .any:
      return .open(.any)
    case .object("dac"):
      return .property(format("date", name, .object("daf")))
    case .object("stc"):
      return .property(format("string", name, .object("stf")))
    case .object("nuc"):
      return .property(format("number", name, .object("nuf")))
    default:
      break
    }
    let lower = name.lowercased()
    if let known = byType[type.code]?.first(where: { $0.name.lowercased() == lower }) { return .property(known) }
    switch type {
    case .string, .integer, .decimal, .boolean, .duration, .dateTime, .date, .time, .collection: return .none
    case .object("con"), .object("usr"), .object("cpx_external_contact"): return .open(.string)
    default: return .open(.any)
    }
  }

  /// The compiler writes `Format.Date.shortYear` as `dateShortYear`.
  private static func format(_ group: String, _ name: String, _ type: ExpressionType) -> Property {
    Property(name: group + name.prefix(1).uppercased() + name.dropFirst(), type: type)
  }

  /// The known properties by the code of the type.
  private static let byType: [String: [Property]] = [
    "phn": list(.string, "e164", "dialingCode", "subscriberNumber") + list(.boolean, "isTel", "isSip"),
    "que": list(.string, "id", "name"),
    "usr": list(.string, "id", "name", "username", "email"),
    "con": list(.string, "callbackId", "delay", "id"),
    "cpx_email": list(.string, "id", "subject", "body", "htmlBody", "direction") + list(.boolean, "spam")
      + list(.object("cpx_email_address"), "from")
      + list(.collection(.object("cpx_email_address")), "to", "cc", "bcc") + list(.any, "attachments"),
    "cpx_email_address": list(.string, "id", "name"),
    "cpx_short_message": list(.string, "id", "body", "senderAddress", "bodyType", "type")
      + list(.any, "attachments", "stickers", "senderAddressInfo"),
    "cpx_chat_guest": list(.string, "id") + list(.any, "customFields"),
    "cpx_workitem": list(.object("cpx_worktype_status"), "status"),
    "cpx_worktype_status": list(.string, "name"),
    "cpx_external_contact": list(
      .string, "id", "firstName", "lastName", "personalEmail", "workEmail", "otherEmail")
      + list(.phoneNumber, "cellPhone", "workPhone", "homePhone", "otherPhone") + list(.boolean, "surveyOptOut"),
    "sqg": list(.string, "timezone", "name", "id"),
    "pmt": list(.string, "id", "name", "textToSpeech") + list(.duration, "duration"),
    "cur": list(.decimal, "amount"),
  ]

  /// The known properties of a type.
  fileprivate static func names(of type: ExpressionType) -> [String] {
    byType[type.code]?.map(\.name) ?? []
  }

  private static func list(_ type: ExpressionType, _ names: String...) -> [Property] {
    names.map { Property(name: $0, type: type) }
  }
}

extension ExpressionType {
  /// The names of the properties that values of the type are known to have.
  public var propertyNames: [String] { Property.names(of: self) }
}

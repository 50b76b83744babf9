/// The properties of Genesys' values, from Architect's compiled flows, published flows and third parties.
extension Property {
  /// The known properties by the code of the type.
  static let byType: [String: [Property]] = [
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

  private static func list(_ type: ExpressionType, _ names: String...) -> [Property] {
    names.map { Property(name: $0, type: type) }
  }
}

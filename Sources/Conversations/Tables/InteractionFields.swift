/// A field of a conversation, a participant or a leg that tells of the interaction, and that people take for an attribute.
struct InteractionField {
  /// Its name in the JSON.
  let name: String
  /// Architect's variable for it; nil where there is none.
  var variable: String?

  /// The field that a key names: by its own name or that of the variable, with or without its scope.
  static func named(_ key: String) -> InteractionField? {
    let key = key.lowercased()
    return all.first { field in
      let variable = field.variable?.lowercased()
      return key == field.name.lowercased() || key == variable || key == variable?.split(separator: ".").last ?? ""
    }
  }

  /// Source: names of model fields in MyPureCloud/platform-client-sdk-python 257.1.0 (MIT), and Architect's built-in
  /// variables as grammar/types.md binds them.
  private static let all = [
    InteractionField(name: "uuiData", variable: "Call.UUIData"), InteractionField(name: "ani", variable: "Call.Ani"),
    InteractionField(name: "dnis", variable: "Call.CalledAddress"),
    InteractionField(name: "aniName", variable: "Call.RemoteName"),
    InteractionField(name: "externalTag", variable: "Call.ExternalTag"),
    InteractionField(name: "externalContactId", variable: "Call.ExternalContactId"),
    InteractionField(name: "externalOrganizationId", variable: "Call.CustomerExternalOrganizationId"),
    InteractionField(name: "subject", variable: "Email.Message.Subject"), InteractionField(name: "documentId"),
    InteractionField(name: "scriptId"), InteractionField(name: "callbackUserName"),
  ]
}

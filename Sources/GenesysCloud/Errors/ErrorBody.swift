import JSON

/// What an error reply says, in either of the two forms: that of the API and that of the token endpoint.
struct ErrorBody: Sendable, Hashable {
  var code: String?
  var message: String?

  /// Reads a body; nil where it is no error in one of the forms.
  init?(_ root: JSONNode?) {
    guard let root, root.kind == .object else { return nil }
    if let error = root["error"]?.string {
      code = error
      message = root["error_description"]?.string ?? root["description"]?.string
    } else {
      code = root["code"]?.string
      message = root["message"]?.string
      if message == nil, let first = root["errors"]?[0] { message = first["message"]?.string }
      guard code != nil || message != nil || root["status"]?.kind == .number else { return nil }
    }
  }

  /// The permissions in the last pair of brackets of the message, as `missing.any.permissions` has them.
  var permissions: [String] {
    guard let message, let open = message.lastIndex(of: "["), let close = message[open...].firstIndex(of: "]") else {
      return []
    }
    return message[message.index(after: open)..<close].split(separator: ",").compactMap { part in
      let name = part.drop { $0 == " " }.prefix { $0 != " " }
      let isPermission = name.contains(":") && name.utf8.allSatisfy { isASCIIWord($0, or: ":_-*.") }
      return isPermission ? String(name) : nil
    }
  }
}

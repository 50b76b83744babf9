import JSON

/// What a guest of Web Messaging says.
enum GuestFrames {
  static func open(deployment: String, token: SecretText) -> [UInt8] {
    let frame: JSONValue = [
      "action": "configureSession", "deploymentId": .string(deployment), "token": token.withValue { .string($0) },
    ]
    return frame.bytes
  }

  static func message(token: SecretText, text: String, attributes: [(String, String)]) -> [UInt8] {
    let channel: JSONValue = ["metadata": ["customAttributes": map(attributes)]]
    let frame: JSONValue = [
      "action": "onMessage", "token": token.withValue { .string($0) },
      "message": ["type": "Text", "text": .string(text), "channel": attributes.isEmpty ? nil : channel],
    ]
    return frame.bytes
  }

  /// The map of attributes alone, as it counts for the limit.
  static func map(_ attributes: [(String, String)]) -> JSONValue {
    .object(attributes.map { JSONMember(key: $0.0, value: .string($0.1)) })
  }
}

/// What a guest of Web Messaging hears.
struct GuestReply {
  /// The class of the message, such as `SessionResponse`.
  let kind: String
  /// The code, 200 when all is well.
  let code: Int
  /// What is wrong, where something is.
  let failure: String?
  /// Whether it is the echo of a message of a guest.
  let isInbound: Bool
  let messageID: String?

  /// Reads a message; nil for what is none of the guest protocol.
  init?(_ bytes: [UInt8]) {
    guard let root = JSONValue(parsing: bytes), root.isObject else { return nil }
    kind = root["class"]?.text ?? ""
    code = root["code"]?.integer ?? 200
    let body = root["body"]
    if code >= 400 {
      failure = body?.text ?? body?["errorMessage"]?.text ?? body?["message"]?.text ?? kind
    } else {
      let isRefused = kind == "SessionResponse" && body?["connected"] == false
      failure = isRefused ? "the session is not connected" : nil
    }
    isInbound = body?["direction"]?.text?.lowercased() == "inbound"
    messageID = (body?["id"] ?? body?["channel"]?["messageId"])?.text.flatMap { isIdentifier($0) ? $0 : nil }
  }
}

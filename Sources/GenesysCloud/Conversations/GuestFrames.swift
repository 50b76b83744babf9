import JSON

/// What a guest of Web Messaging says.
enum GuestFrames {
  static func open(deployment: String, token: Secret) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("action", "configureSession")
      writer.member("deploymentId", deployment)
      writer.member("token", token.withValue { $0 })
    }
    return writer.bytes
  }

  static func message(token: Secret, text: String, attributes: [(String, String)]) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("action", "onMessage")
      writer.member("token", token.withValue { $0 })
      writer.member("message") { writer in
        writer.object { writer in
          writer.member("type", "Text")
          writer.member("text", text)
          guard !attributes.isEmpty else { return }
          writer.member("channel") { writer in
            writer.object { writer in
              writer.member("metadata") { writer in
                writer.object { writer in
                  writer.member("customAttributes") { write(attributes, to: &$0) }
                }
              }
            }
          }
        }
      }
    }
    return writer.bytes
  }

  /// The map of attributes alone, as it counts for the limit.
  static func attributes(_ attributes: [(String, String)]) -> [UInt8] {
    var writer = JSONWriter()
    write(attributes, to: &writer)
    return writer.bytes
  }

  private static func write(_ attributes: [(String, String)], to writer: inout JSONWriter) {
    writer.object { writer in
      for (key, value) in attributes { writer.member(key, value) }
    }
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
    guard let root = try? JSONDocument(parsing: bytes).root, root.kind == .object else { return nil }
    kind = root["class"]?.string ?? ""
    code = root["code"]?.numberText.flatMap { Int($0) } ?? 200
    let body = root["body"]
    if code >= 400 {
      failure = body?.string ?? body?["errorMessage"]?.string ?? body?["message"]?.string ?? kind
    } else if kind == "SessionResponse", body?["connected"]?.boolean == false {
      failure = "the session is not connected"
    } else {
      failure = nil
    }
    isInbound = body?["direction"]?.isString("inbound", ignoringCase: true) ?? false
    messageID = (body?["id"] ?? body?["channel"]?["messageId"])?.string.flatMap { isIdentifier($0) ? $0 : nil }
  }
}

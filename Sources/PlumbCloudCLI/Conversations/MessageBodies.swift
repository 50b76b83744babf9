import JSON

/// Bodies of requests that begin a conversation.
enum MessageBodies {
  /// An inbound message of an open messaging integration, with attributes beside the channel as guests send them.
  static func inboundOpen(
    integration: String, messageID: String, time: String, text: String, attributes: [(key: String, value: String)]
  ) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.key("channel")
      writer.beginObject()
      writer.member("platform", "Open")
      writer.member("type", "Private")
      writer.member("messageId", messageID)
      writer.key("to")
      writer.object { $0.member("id", integration) }
      writer.key("from")
      writer.beginObject()
      writer.member("id", "plumb-\(messageID)")
      writer.member("idType", "Opaque")
      writer.member("nickname", "Plumb")
      writer.endObject()
      writer.member("time", time)
      if !attributes.isEmpty {
        writer.key("metadata")
        writer.beginObject()
        writer.key("customAttributes")
        write(attributes, to: &writer)
        writer.endObject()
      }
      writer.endObject()
      writer.member("type", "Text")
      writer.member("text", text)
      writer.member("direction", "Inbound")
    }
    return writer.bytes
  }

  /// The tutorial's body of `POST /conversations`, with the attributes where flows look: on the customer.
  static func tutorial(queue: String, text: String, attributes: [(key: String, value: String)]) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("type", "message")
      writer.key("to")
      writer.beginArray()
      writer.object { writer in
        writer.member("id", queue)
        writer.member("type", "queue")
      }
      writer.endArray()
      writer.key("from")
      writer.object { writer in
        writer.member("id", "plumb-guest")
        writer.member("type", "user")
        writer.member("name", "Plumb")
      }
      writer.key("participants")
      writer.beginArray()
      writer.beginObject()
      writer.member("id", "plumb-guest")
      writer.member("type", "user")
      writer.member("role", "customer")
      writer.member("state", "connected")
      writer.key("attributes")
      write(attributes, to: &writer)
      writer.endObject()
      writer.endArray()
    }
    return writer.bytes
  }

  private static func write(_ attributes: [(key: String, value: String)], to writer: inout JSONWriter) {
    writer.beginObject()
    for (key, value) in attributes { writer.member(key, value) }
    writer.endObject()
  }
}

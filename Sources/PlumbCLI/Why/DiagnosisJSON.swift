import Conversations
import JSON

/// Answers as the JSON document of the contract.
enum DiagnosisJSON {
  static func document(of diagnoses: [AttributeDiagnosis], in conversation: Conversation) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("version", 1)
      writer.member("conversation") { writer in
        writer.object { writer in
          writer.member("id", conversation.id)
          writer.member("shape", conversation.shape.rawValue)
          writer.member("live", conversation.isLive)
        }
      }
      writer.member("results") { writer in
        writer.array(diagnoses) { $0.diagnosis($1) }
      }
    }
    return writer.bytes + [0x0A]
  }
}

extension JSONWriter {
  fileprivate mutating func diagnosis(_ diagnosis: AttributeDiagnosis) {
    beginObject()
    member("key", diagnosis.key)
    member("status", diagnosis.status.rawValue)
    member("participantId", diagnosis.choice?.participant.id)
    member("purpose", diagnosis.choice?.participant.purpose)
    member("chosenBy", diagnosis.choice?.rule.rawValue)
    member("pointer", diagnosis.value?.pointer)
    member("valueLength", diagnosis.valueLength)
    key("causes")
    array(diagnosis.causes) { $0.cause($1) }
    endObject()
  }

  /// Writes a cause.
  mutating func cause(_ cause: Cause) {
    beginObject()
    member("id", cause.id)
    member("certainty", cause.certainty.rawValue)
    member("message", cause.message)
    member("foundKey", cause.foundKey)
    member("participantId", cause.participantID)
    member("purpose", cause.purpose)
    member("pointer", cause.pointer)
    member("flow", cause.flow)
    member("action", cause.action)
    member("fix", cause.fix)
    endObject()
  }
}

import Conversations
import Diagnosis
import JSON
import SourceText

/// Answers as the JSON document of the contract.
package enum DiagnosisJSON {
  /// The document.
  package static func document(of report: WhyReport) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("version", 1)
      writer.key("conversation")
      if let conversation = report.conversation {
        writer.object { writer in
          writer.member("id", conversation.id)
          writer.member("shape", conversation.shape.rawValue)
          writer.member("live", conversation.isLive)
          if let line = report.line { writer.member("line", line) }
        }
      } else {
        writer.null()
      }
      writer.member("results") { writer in
        writer.array(report.explanations) { $0.explanation($1, report.run) }
      }
    }
    return writer.bytes + [0x0A]
  }

  /// The document of a line that holds no conversation.
  static func document(ofLine line: Int?, problem: String) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("version", 1)
      writer.key("conversation")
      writer.null()
      writer.member("results") { writer in writer.array { _ in } }
      writer.member("error") { writer in
        writer.object {
          $0.member("code", DiagnosticCode.notAConversation.description)
          $0.member("message", problem)
          $0.member("line", line)
        }
      }
    }
    return writer.bytes + [0x0A]
  }

  /// One answer, without a line end, with members of the caller's before its own.
  static func line(of explanation: Explanation, _ head: (inout JSONWriter) -> Void) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      head(&writer)
      writer.explanationMembers(explanation)
    }
    return writer.bytes
  }
}

extension JSONWriter {
  fileprivate mutating func explanation(_ explanation: Explanation, _ run: WhyRun?) {
    beginObject()
    explanationMembers(explanation)
    if let run {
      key("run")
      run.write(explanation.key, to: &self)
    }
    endObject()
  }

  fileprivate mutating func explanationMembers(_ explanation: Explanation) {
    member("key", explanation.shownKey)
    member("status", explanation.status.rawValue)
    member("participantId", explanation.choice?.participant.id)
    member("purpose", explanation.choice?.participant.purpose)
    member("chosenBy", explanation.choice?.rule.rawValue)
    member("pointer", explanation.value?.pointer)
    member("valueLength", explanation.valueLength)
    key("causes")
    array(explanation.causes) { $0.cause($1) }
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

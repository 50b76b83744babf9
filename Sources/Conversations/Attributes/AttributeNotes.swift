import Attributes
import JSON
import SourceText

/// What is to be known of an attribute that is there.
enum AttributeNotes {
  /// The notes on a value.
  static func notes(on value: JSONNode, of participant: Participant, in conversation: Conversation) -> [Cause] {
    var notes: [Cause] = []
    func add(_ id: String, _ certainty: Certainty, _ message: String, fix: String) {
      notes.append(
        Cause(id, certainty, message, at: value, on: participant, fix: fix))
    }
    if !conversation.isLive, conversation.shape != .analytics {
      add(
        "RC-07", .certain, "there, but the conversation has ended: no flow reads it now",
        fix: "set it before the end of the conversation; analytics may lack what was written later")
    } else if participant.hasLeft {
      add(
        "RC-07", .likely, "there, but \(participant.shortName) has left: a flow reads the participant that is in it",
        fix: "copy it to the participant that goes on")
    }
    guard let text = value.string else {
      add(
        "RC-08", .likely, "not a string; Genesys Cloud stores strings only",
        fix: "write it as a string and convert it where it is read")
      return notes
    }
    if let placeholder = placeholder(text) {
      add(
        "RC-08", .likely, "there, but its value is the text of \(placeholder)",
        fix: "look at where the value is set: what it was taken from had none")
    }
    let length = AttributeSize.length(of: text)
    let (kept, botValue) = (AttributeSize.analytics, AttributeSize.botValue)
    if conversation.shape == .analytics, length == kept {
      add("RC-09", .likely, "exactly \(kept) characters: analytics cut it", fix: "ask for the conversation itself")
    } else if length > kept {
      add("RC-09", .possible, "\(length) characters: analytics copies cut it at \(kept)", fix: "store a shorter value")
    } else if length > botValue, conversation.hasBot {
      add("RC-09", .likely, "\(length) characters: bot flows allow \(botValue)", fix: "store a shorter value")
    }
    if isCutJSON(text) {
      add("RC-09", .likely, "JSON text that ends in the middle: it may have been cut", fix: "store a shorter value")
    }
    return notes
  }

  /// What a value says that stands for no value; nil for any other.
  private static func placeholder(_ text: String) -> String? {
    let text = text.trimmed
    switch text {
    case "null", "undefined", "NOT_SET", "[object Object]", "NaN": return "‘\(text)’"
    default: break
    }
    if text.hasPrefix("${"), text.hasSuffix("}") { return "an expression that nobody filled in" }
    if text.hasPrefix("{{"), text.hasSuffix("}}") { return "a template that nobody filled in" }
    return nil
  }

  /// Whether a text begins like JSON and ends before it is complete.
  private static func isCutJSON(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard let first = bytes.first(where: { $0 > 0x20 }), first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else {
      return false
    }
    guard !text.hasPrefix("{{"), text != "[object Object]" else { return false }
    do throws(JSONError) {
      _ = try JSONDocument(parsing: bytes)
      return false
    } catch {
      return !error.isLimit && (error.offset == bytes.count || error.message == "the string is not closed")
    }
  }
}

extension Conversation {
  /// Whether a bot took part.
  fileprivate var hasBot: Bool {
    participants.contains { $0.purpose?.lowercased().contains("bot") ?? false }
  }
}

import Conversations
import Expressions
import JSON
import SourceText
import TestSupport

/// The conversations of a sample.
func sample(_ name: String) throws -> [Conversation] {
  try ConversationInput(JSONDocument(parsing: Repository.bytes("samples/conversations/\(name).json")).root)
    .conversations
}

/// A conversation of the usual shape, made of the members of each participant.
func conversation(_ participants: String..., ended: Bool = false) throws -> Conversation {
  let end = ended ? #","endTime":"2026-01-01T10:10:00Z""# : ""
  let text =
    #"{"id":"c","startTime":"2026-01-01T10:00:00Z"\#(end),"participants":["#
    + participants.enumerated().map { #"{"id":"p\#($0.offset)",\#($0.element)}"# }.joined(separator: ",") + "]}"
  return try ConversationInput(JSONDocument(parsing: Array(text.utf8)).root).conversations[0]
}

/// What a path gives: the value as a short text, or the id of the cause.
struct Answer: Equatable, CustomStringConvertible {
  var text: String
  var chosenBy: String?
  var pointer: String?
  var message: String
  var codes: [String]

  var description: String { "\(text) \(chosenBy ?? "-") \(pointer ?? "-") \(message) \(codes)" }
}

func ask(
  _ expression: String, _ conversation: Conversation?, _ preferences: [ParticipantPreference] = [],
  bindings: [String: Value] = [:], usesBuiltIns: Bool = true
) -> Answer {
  let tree = SyntaxTree(parsing: expression)
  guard let path = tree.accessPath(of: tree.root) else {
    return Answer(text: "no path", message: "", codes: [])
  }
  var environment = ConversationEnvironment(
    conversation, preferences: preferences, bindings: bindings, usesBuiltIns: usesBuiltIns)
  let resolution = environment.resolve(path)
  let origin = resolution.origin.map { environment.origin($0) } ?? Origin()
  let text: String
  switch resolution.value {
  case .notSet: text = origin.cause?.id ?? "no cause"
  case .string(let value): text = "\"\(value)\""
  case .integer(let value): text = "\(value)"
  case .decimal(let value): text = "\(value) dec"
  case .boolean(let value): text = "\(value)"
  case .json(let node): text = "jsn \(node.count)"
  case .collection: text = "collection"
  default: text = resolution.value.text ?? "no text"
  }
  return Answer(
    text: text, chosenBy: origin.chosenBy, pointer: origin.pointer, message: origin.cause?.message ?? "",
    codes: resolution.diagnostics.map(\.code.description))
}

import Conversations
import Diagnosis
import Flows
import JSON
import SourceText
import Testing

/// A flow of one task, or of several containers, from the lines of its actions.
struct FlowText {
  var name = "Main"
  var type = "inboundShortMessage"
  var variables: [(key: String, name: String)] = [("stringVariable", "Flow.tier"), ("stringVariable", "Flow.other")]
  /// The actions of the first task, as YAML of any indentation.
  var actions: String
  /// Further tasks.
  var tasks: [(name: String, actions: String)] = []

  var yaml: String {
    var text = "\(type):\n  name: \(name)\n  startUpRef: \"/\(type)/tasks/task[first]\"\n  variables:\n"
    for variable in variables {
      text += "    - \(variable.key):\n        name: \(variable.name)\n        initialValue:\n          noValue: true\n"
    }
    text += "  tasks:\n"
    for (name, actions) in [("first", actions)] + tasks {
      text += "    - task:\n        name: \(name)\n        refId: \(name)\n        actions:\n"
      text += actions.split(separator: "\n").map { "          \($0)\n" }.joined()
    }
    return text
  }

  func read(file: String? = nil) throws -> DiagnosedFlow {
    let file = file ?? "\(name).yaml"
    let read = try FlowFile.read(name: file, contents: Array(yaml.utf8))
    #expect(read.diagnostics.isEmpty)
    return DiagnosedFlow(try #require(read.flows.first), file: file)
  }
}

/// The lines of an action that sets an attribute.
func set(_ key: String, named name: String = "Set", to value: String = "exp: Flow.other") -> String {
  """
  - setParticipantData:
      name: \(name)
      attributes:
        - attribute:
            name:
              \(key.hasPrefix("exp:") ? key : "lit: \(key)")
            value:
              \(value)

  """
}

/// The lines of an action that reads an attribute.
func get(_ key: String, named name: String = "Get", into variable: String = "Flow.tier") -> String {
  """
  - getParticipantData:
      name: \(name)
      attributes:
        - attribute:
            name:
              lit: \(key)
            variable: \(variable)

  """
}

/// Lines one step further in.
func indented(_ lines: String, by count: Int) -> String {
  lines.split(separator: "\n").map { String(repeating: " ", count: count) + $0 + "\n" }.joined()
}

/// A conversation of one customer.
func customer(_ attributes: String = "", ended: Bool = false, more: String = "") throws -> Conversation {
  let end = ended ? #""endTime":"2026-01-01T10:10:00Z","# : ""
  return try conversation(
    #"{"id":"c","startTime":"2026-01-01T10:00:00Z",\#(end)\#(more)"participants":[{"id":"p0","purpose":"customer","#
      + #""startTime":"2026-01-01T10:00:00Z","attributes":{\#(attributes)}}]}"#)
}

func conversation(_ text: String) throws -> Conversation {
  try #require(try ConversationInput(JSONDocument(parsing: Array(text.utf8)).root).conversations.first)
}

/// The causes of a key by all that is known.
func explain(
  _ key: String, _ conversation: Conversation, flows: [DiagnosedFlow] = [],
  _ change: (inout Evidence) -> Void = { _ in }
) -> Explanation {
  var evidence = Evidence()
  evidence.flows = flows
  change(&evidence)
  return Explanation(conversation.diagnose(key), in: conversation, evidence: evidence)
}

extension Explanation {
  /// The causes from flows: id, certainty and action.
  var places: [String] {
    causes.filter { $0.flow != nil }.map { "\($0.id) \($0.certainty) \($0.action ?? "-")" }
  }

  /// The ids and certainties.
  var ids: [String] { causes.map { "\($0.id) \($0.certainty)" } }
}

import Conversations
import JSON

/// The attributes of all participants at one moment.
struct AttributeSnapshot {
  /// A participant's attribute that is new, has another value, or has gone.
  struct Change: Hashable {
    let participant: String
    let purpose: String
    let key: String
    /// Nil where it has gone.
    let value: String?
  }

  /// One attribute as it was.
  private struct Row {
    let participant: String
    let purpose: String
    let key: String
    let value: String

    /// Keys are told apart code unit by code unit, which strings as such are not.
    var identity: [UInt8] { Array(participant.utf8) + [0] + Array(key.utf8) }
  }

  private let rows: [Row]

  /// Nothing is there.
  init() {
    rows = []
  }

  /// Takes what a conversation shows.
  init(_ conversation: Conversation) {
    var rows: [Row] = []
    for participant in conversation.participants {
      guard let attributes = participant.attributes, attributes.kind == .object else { continue }
      for (key, value) in attributes.members {
        guard let key = key.string else { continue }
        rows.append(
          Row(
            participant: participant.id ?? "?", purpose: participant.purpose ?? "participant", key: key,
            value: value.attributeText))
      }
    }
    self.rows = rows
  }

  /// What differs from an earlier moment, in the document's order, then what has gone.
  func changes(since earlier: AttributeSnapshot) -> [Change] {
    var before: [[UInt8]: String] = [:]
    for row in earlier.rows { before[row.identity] = row.value }
    let now = Set(rows.map(\.identity))
    let changed = rows.filter { row in !(before[row.identity].map { $0.utf8.elementsEqual(row.value.utf8) } ?? false) }
      .map { Change(participant: $0.participant, purpose: $0.purpose, key: $0.key, value: $0.value) }
    let gone = earlier.rows.filter { !now.contains($0.identity) }
      .map { Change(participant: $0.participant, purpose: $0.purpose, key: $0.key, value: nil) }
    return changed + gone
  }
}

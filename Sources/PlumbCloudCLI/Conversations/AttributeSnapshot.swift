import Conversations
import JSON

extension Participant {
  /// Its attributes, in the document's order.
  var attributeMembers: [(key: String, value: JSONNode)] {
    attributes?.members.compactMap { member in member.key.string.map { ($0, member.value) } } ?? []
  }
}

/// The attributes of all participants at one moment.
struct AttributeSnapshot {
  /// One attribute; as a change one that is new, has another value, or has gone.
  struct Row {
    let participant: String
    let purpose: String
    let key: String
    /// Nil where it has gone.
    var value: String?

    /// Keys are told apart code unit by code unit, which strings as such are not.
    fileprivate var identity: [UInt8] { Array(participant.utf8) + [0] + Array(key.utf8) }
  }

  private var rows: [Row] = []

  /// Takes what a conversation shows; nothing where there is none.
  init(_ conversation: Conversation? = nil) {
    for participant in conversation?.participants ?? [] {
      for (key, value) in participant.attributeMembers {
        rows.append(
          Row(
            participant: participant.id ?? "?", purpose: participant.purpose ?? "participant", key: key,
            value: value.attributeText))
      }
    }
  }

  /// What differs from an earlier moment, in the document's order, then what has gone.
  func changes(since earlier: AttributeSnapshot) -> [Row] {
    let before = Dictionary(earlier.rows.map { ($0.identity, Array(($0.value ?? "").utf8)) }) { $1 }
    let now = Set(rows.map(\.identity))
    let gone = earlier.rows.filter { !now.contains($0.identity) }
    return rows.filter { before[$0.identity] != Array(($0.value ?? "").utf8) }
      + gone.map { Row(participant: $0.participant, purpose: $0.purpose, key: $0.key) }
  }
}

package import Expressions
import JSON

/// Paths that ask for a field of a conversation, or for a field or an attribute of the one participant of a purpose: what
/// most batches ask, and what can be told without building anything of a conversation.
package struct SkimmedPaths: Sendable {
  /// What a path asks for, by the places of keys.
  enum Question: Sendable {
    /// A field, and the one that counts where there is none.
    case conversation(Int, else: Int?)
    case participant(Int, field: Int, else: Int?)
    /// An attribute, and shorter keys in whose text the answer may stand.
    case attribute(Int, key: Int, shorter: [Int])
  }

  /// A purpose that is asked about, and the keys of attributes that are.
  struct Purpose: Sendable {
    let name: [UInt8]
    let attributes: SkimmedKeys
  }

  let questions: [Question]
  let purposes: [Purpose]
  let conversationKeys: SkimmedKeys
  let participantKeys: SkimmedKeys
  let participants: Int
  let purpose: Int
  let attributes: Int

  /// Members by which a notification, an envelope or the tutorial's documents are told; these are left to ``Conversation``.
  private static let forbiddenInConversations = [
    "topicName", "eventBody", "detail", "event", "payload", "body", "Sns", "Message",
  ]
  private static let forbiddenInParticipants = ["role", "participantPurpose", "participantAttributes"]

  /// Names, each once.
  private struct Names {
    private(set) var names: [String]
    private let forbiddenCount: Int

    init(_ names: [String], forbiddenCount: Int) {
      self.names = names
      self.forbiddenCount = forbiddenCount
    }

    mutating func place(of name: String) -> Int {
      if let place = names.firstIndex(where: { $0.utf8.elementsEqual(name.utf8) }) { return forbiddenCount + place }
      names.append(name)
      return forbiddenCount + names.count - 1
    }
  }

  /// Prepares paths; nil where one of them asks for something else.
  package init?(_ paths: [AccessPath]) {
    let (forbidden, without) = (Self.forbiddenInConversations, Self.forbiddenInParticipants)
    var fields = Names(["participants"], forbiddenCount: forbidden.count)
    var parts = Names(["purpose", "attributes"], forbiddenCount: without.count)
    var purposes: [(name: String, keys: Names)] = []
    var questions: [Question] = []
    for path in paths {
      var steps = path.steps[...]
      let purpose: String
      switch path.kind {
      case .variable: return nil
      case .participant: purpose = "customer"
      case .conversation:
        guard let first = steps.popFirst(), !first.isWord("from"), !first.isWord("to") else { return nil }
        guard first.isWord("participants") else {
          guard steps.isEmpty, let name = first.name, !forbidden.contains(name) else { return nil }
          let place = fields.place(of: name)
          questions.append(.conversation(place, else: name == "id" ? fields.place(of: "conversationId") : nil))
          continue
        }
        switch steps.popFirst() {
        case .member(let name, _)?: purpose = name
        case .key(let name, _)? where knownPurposes.contains(name.lowercased()): purpose = name
        default: return nil
        }
      }
      guard purpose.utf8.allSatisfy({ $0 < 0x80 }), let first = steps.popFirst() else { return nil }
      let name = purpose.lowercased()
      let number = purposes.firstIndex { $0.name == name } ?? purposes.count
      if number == purposes.count { purposes.append((name, Names([], forbiddenCount: 0))) }
      if first.isWord("attributes") {
        guard let key = AttributeKey(steps), key.rest.isEmpty else { return nil }
        let shorter = key.shorterKeys.map { purposes[number].keys.place(of: $0.text) }
        questions.append(.attribute(number, key: purposes[number].keys.place(of: key.text), shorter: shorter))
      } else {
        guard steps.isEmpty, let name = first.name, !without.contains(name) else { return nil }
        let place = parts.place(of: name)
        questions.append(
          .participant(number, field: place, else: name == "id" ? parts.place(of: "participantId") : nil))
      }
    }
    guard let conversationKeys = SkimmedKeys(forbidden: forbidden, wanted: fields.names),
      let participantKeys = SkimmedKeys(forbidden: without, wanted: parts.names)
    else { return nil }
    self.conversationKeys = conversationKeys
    self.participantKeys = participantKeys
    self.questions = questions
    participants = fields.place(of: "participants")
    purpose = parts.place(of: "purpose")
    attributes = parts.place(of: "attributes")
    var prepared: [Purpose] = []
    for (name, keys) in purposes {
      guard let attributes = SkimmedKeys(wanted: keys.names) else { return nil }
      prepared.append(Purpose(name: Array(name.utf8), attributes: attributes))
    }
    self.purposes = prepared
  }
}

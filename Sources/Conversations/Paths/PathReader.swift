import Expressions
import JSON
import SourceText

/// What a path into a conversation leads to.
enum PathAnswer {
  case value(JSONNode)
  case absent(Cause)
}

/// The attribute that a path asks for.
struct AttributeQuestion {
  var key: String
  let purpose: String
  let choice: ParticipantChoice?
}

/// Follows one path into a conversation.
struct PathReader {
  let conversation: Conversation
  let path: AccessPath
  /// How one of several participants is picked, by purpose in lower case.
  let selectors: [String: ParticipantPreference.Selector]
  /// Whether origins, causes and notes are wanted besides the value; most of the work is in them.
  let explains: Bool
  var diagnostics: [Diagnostic] = []
  var origin = Origin()
  /// Whether the answer is the value of an attribute, which Genesys Cloud stores as a string.
  var isAttribute = false
  /// The attribute that the path asks for, once it is known.
  var question: AttributeQuestion?

  init(
    _ path: AccessPath, in conversation: Conversation, selectors: [String: ParticipantPreference.Selector],
    explains: Bool = true
  ) {
    self.explains = explains
    self.path = path
    self.conversation = conversation
    self.selectors = selectors
  }

  /// Follows the path from its first word.
  mutating func read() -> PathAnswer {
    let steps = path.steps[...]
    if path.kind == .participant {
      return readParticipant(ofPurpose: "customer", steps)
    }
    guard let first = steps.first else { return .value(conversation.node) }
    if first.isWord("participants") { return readParticipants(steps.dropFirst()) }
    if first.isWord("from") || first.isWord("to") { return readHeader(steps) }
    return readField(of: conversation.node, at: conversation.level, aliases: ["id": conversation.idNode], steps)
  }

  private mutating func readParticipants(_ steps: ArraySlice<AccessPath.Step>) -> PathAnswer {
    guard let first = steps.first else {
      return conversation.participantsNode.map { .value($0) } ?? .absent(.absent("the document lists no participants"))
    }
    let rest = steps.dropFirst()
    switch first {
    case .index(let index, _):
      guard conversation.participants.indices.contains(index) else {
        return .absent(.beyondEnd(index, of: "participants", count: conversation.participants.count))
      }
      return readParticipant(ParticipantChoice(conversation.participants[index], by: .index), rest)
    case .key(let name, _):
      if !conversation.isPurpose(name),
        let participant = conversation.participants.first(where: { $0.idNode?.isString(name) ?? false })
      {
        return readParticipant(ParticipantChoice(participant, by: .id), rest)
      }
      return readParticipants(ofPurpose: name, rest)
    case .member(let name, _): return readParticipants(ofPurpose: name, rest)
    case .dynamic: return .absent(.absent("the index is not known"))
    }
  }

  private mutating func readParticipants(
    ofPurpose purpose: String, _ steps: ArraySlice<AccessPath.Step>
  ) -> PathAnswer {
    let isIndexed = if case .index? = steps.first { true } else { false }
    if !isIndexed, let choice = choice(ofPurpose: purpose) { return readParticipant(choice, steps) }
    guard conversation.isPurpose(purpose) else {
      let names = knownPurposes.union(conversation.participants.compactMap(\.purpose))
      let nearest =
        conversation.otherOwner(ofID: purpose) ?? suggestion(nearestNames(to: purpose, among: names.sorted()))
      return .absent(.impossible("no participant has the purpose or the id ‘\(shortened(purpose))’\(nearest)"))
    }
    guard case .index(let index, _)? = steps.first else { return readParticipant(ofPurpose: purpose, steps) }
    let candidates = conversation.participants(withPurpose: purpose)
    guard candidates.indices.contains(index) else {
      return .absent(.beyondEnd(index, of: "participants of the purpose ‘\(purpose)’", count: candidates.count))
    }
    return readParticipant(ParticipantChoice(candidates[index], by: .index), steps.dropFirst())
  }

  private mutating func readParticipant(
    ofPurpose purpose: String, _ steps: ArraySlice<AccessPath.Step>
  ) -> PathAnswer {
    if let choice = choice(ofPurpose: purpose) { return readParticipant(choice, steps) }
    if steps.first?.isWord("attributes") ?? false, let key = AttributeKey(steps.dropFirst()) {
      return explainAbsence(of: key, purpose: purpose, choice: nil)
    }
    guard conversation.participants(withPurpose: purpose).isEmpty else {
      return .absent(.impossible("no \(purpose) fits the choice that was made"))
    }
    if purpose.lowercased() == "customer" {
      return .absent(.noCustomer(holder: nil, key: "", conversation.heirs, in: conversation))
    }
    return .absent(.absent("no \(purpose) takes part in the conversation"))
  }

  private func choice(ofPurpose purpose: String) -> ParticipantChoice? {
    conversation.choose(purpose, by: selectors.isEmpty ? .auto : selectors[purpose.lowercased()] ?? .auto)
  }

  private mutating func readParticipant(
    _ choice: ParticipantChoice, _ steps: ArraySlice<AccessPath.Step>
  ) -> PathAnswer {
    let participant = choice.participant
    if explains { origin.take(choice) }
    guard let first = steps.first else { return .value(participant.node) }
    guard first.isWord("attributes") else {
      let aliases = ["id": participant.idNode, "purpose": participant.purposeNode]
      return readField(of: participant.node, at: participant.level, aliases: aliases, steps)
    }
    return readAttributes(of: choice, steps.dropFirst())
  }
}

extension Conversation {
  /// Says what an id is that is no participant's: that of a leg, a user or the conversation; nil where it is nothing.
  fileprivate func otherOwner(ofID id: String) -> String? {
    if idNode?.isString(id) ?? false { return "; it is the id of the conversation" }
    for participant in participants {
      let what: String
      if participant.legs.contains(where: { $0.medium != nil && $0.id == id }) {
        what = "a leg"
      } else if participant.node["userId"]?.isString(id) ?? participant.node["user"]?["id"]?.isString(id) ?? false {
        what = "the user"
      } else {
        continue
      }
      return "; it is the id of \(what) of \(participant.shortName), not of the participant (RC-15)"
    }
    return nil
  }

  /// Whether a word is a purpose, of these participants or of others.
  fileprivate func isPurpose(_ word: String) -> Bool {
    knownPurposes.contains(word) || knownPurposes.contains(word.lowercased())
      || participants.contains { $0.hasPurpose(word) }
  }
}

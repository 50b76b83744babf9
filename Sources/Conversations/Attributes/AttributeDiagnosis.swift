import Attributes
public import JSON
import SourceText

/// What one snapshot of a conversation tells about one attribute: whether it is there, and if not, why.
///
/// Values are never told, only their lengths.
public struct AttributeDiagnosis: Sendable {
  /// Where the attribute stands.
  public enum Status: String, Sendable, CaseIterable {
    /// On the chosen participant, and not blank.
    case present
    /// On the chosen participant, but empty or blank.
    case empty
    /// In the document, but not there or not under that name.
    case elsewhere
    /// On several participants of the purpose with different values, and not on the chosen one.
    case ambiguous
    /// Nowhere.
    case missing
  }

  /// The key asked for.
  public let key: String
  /// Where the attribute stands.
  public let status: Status
  /// The participant that was meant; nil where none is.
  public let choice: ParticipantChoice?
  /// The value on that participant.
  public let value: JSONNode?
  /// The number of Unicode scalars of that value.
  public let valueLength: Int?
  /// Why it is not there, or what is to be known of a value that is: certain ones first.
  public let causes: [Cause]

  /// What is said of a key that no conversation was asked for.
  package init(of key: String, causes: [Cause] = []) {
    self.key = key
    status = .missing
    choice = nil
    value = nil
    valueLength = nil
    self.causes = causes
  }

  /// Looks for an attribute.
  ///
  /// - Parameters:
  ///   - purpose: the purpose of the participant that was meant.
  ///   - choice: the participant that it means, from ``Conversation/choose(_:by:)``.
  ///   - now: the moment taken as now, for telling a write that may not have landed yet.
  public init(
    of key: String, in conversation: Conversation, purpose: String = "customer", choice: ParticipantChoice?,
    now: Timestamp? = nil
  ) {
    var search = AttributeSearch(key: key, conversation: conversation, purpose: purpose, choice: choice, now: now)
    status = search.run()
    self.key = key
    self.choice = choice
    value = choice?.participant.attribute(key)
    valueLength = value.map { AttributeSize.length(of: $0.string ?? $0.sourceText) }
    causes = search.causes.byCertainty
  }
}

extension Conversation {
  /// Looks for an attribute on the participant that a purpose means.
  public func diagnose(
    _ key: String, purpose: String = "customer", by selector: ParticipantPreference.Selector = .auto,
    now: Timestamp? = nil
  ) -> AttributeDiagnosis {
    AttributeDiagnosis(of: key, in: self, purpose: purpose, choice: choose(purpose, by: selector), now: now)
  }

  /// The participants that stand in for a customer where there is none: the external ones, else the user who began.
  var heirs: [Participant] {
    let external = participants(withPurpose: "external")
    guard external.isEmpty else { return external }
    return earliest(of: participants(withPurpose: "user")).map { [$0] } ?? []
  }
}

/// Goes through the causes in their order.
struct AttributeSearch {
  let key: String
  let conversation: Conversation
  let purpose: String
  let choice: ParticipantChoice?
  let now: Timestamp?
  var causes: [Cause] = []

  var target: Participant? { choice?.participant }

  mutating func run() -> AttributeDiagnosis.Status {
    if conversation.shape == .analytics, !conversation.hasAttributeMaps {
      causes.append(.noAttributesInAnalytics)
      return .missing
    }
    let target = target
    let value = target?.attribute(key)
    let others = conversation.participants.filter { $0.position != target?.position }
    let holders = others.filter { $0.attribute(key)?.isBlankAttribute == false }
    let siblings = holders.filter { $0.hasPurpose(purpose) }
    if let target, let value, !value.isBlankAttribute {
      for sibling in siblings where !haveSameText(sibling.attribute(key), value) {
        causes.append(.otherValue(on: sibling, key: key, purpose: purpose))
      }
      causes += AttributeNotes.notes(on: value, of: target, in: conversation)
      return .present
    }
    if let target, let value { causes.append(.blank(value, on: target)) }
    var heirs: [Participant] = []
    if target == nil { heirs = explainMissingParticipant(holders) }
    for sibling in siblings {
      explainSideLegs(sibling)
      causes.append(
        .onSibling(sibling, key: key, purpose: purpose, choice: choice, in: conversation))
    }
    for holder in holders
    where !holder.hasPurpose(purpose) && !heirs.contains(where: { $0.position == holder.position }) {
      explainSideLegs(holder)
      causes.append(.onWrongParticipant(holder, key: key, purpose: purpose, target: target, in: conversation))
    }
    if value != nil { return .empty }
    let isPlaced = !siblings.isEmpty || !holders.isEmpty
    findSimilarNames(on: target.map { [$0] } ?? heirs, unlessPossible: isPlaced)
    if isPlaced { return areInConflict(siblings) ? .ambiguous : .elsewhere }
    if causes.contains(where: { $0.foundKey != nil }) { return .elsewhere }
    findSimilarNamesElsewhere(among: others)
    if causes.contains(where: { $0.foundKey != nil }) { return .elsewhere }
    if let cause = placeOutsideParticipants() ?? interactionField() {
      causes.append(cause)
      return .elsewhere
    }
    causes.append(.nowhere(key, target: target ?? heirs.first, in: conversation, now: now))
    explainFurther()
    return .missing
  }

  /// Says that the holder of the key, or the participant that was meant, was only brought in beside the conversation.
  private mutating func explainSideLegs(_ holder: Participant) {
    guard !causes.contains(where: { $0.id == "RC-11" }) else { return }
    if let leg = conversation.sideLeg(of: holder) {
      causes.append(.sideLeg(leg, holder, holder: holder, key: key))
    } else if let target, let leg = conversation.sideLeg(of: target) {
      causes.append(.sideLeg(leg, target, holder: holder, key: key))
    }
  }

  /// Says why no participant is meant, and gives those that stand in for it.
  private mutating func explainMissingParticipant(_ holders: [Participant]) -> [Participant] {
    guard conversation.participants(withPurpose: purpose).isEmpty else {
      causes.append(Cause("RC-00", .certain, "no \(purpose) fits the choice that was made"))
      return []
    }
    guard purpose.lowercased() == "customer" else {
      causes.append(Cause("ABSENT", .certain, "no \(purpose) takes part in the conversation"))
      return []
    }
    let heirs = conversation.heirs
    let holder = heirs.first { $0.attribute(key)?.isBlankAttribute == false } ?? holders.first
    causes.append(.noCustomer(holder: holder, key: key, heirs, in: conversation))
    return heirs
  }

  private mutating func findSimilarNames(on participants: [Participant], unlessPossible isPlaced: Bool) {
    for participant in participants {
      causes += similarNames(on: participant).filter { !isPlaced || $0.certainty != .possible }
    }
  }

  private mutating func findSimilarNamesElsewhere(among others: [Participant]) {
    for participant in others {
      for cause in similarNames(on: participant) where cause.certainty != .possible {
        let found = cause.foundKey ?? key
        var place =
          participant.hasPurpose(purpose)
          ? Cause.onSibling(participant, key: found, purpose: purpose, choice: choice, in: conversation)
          : .onWrongParticipant(participant, key: found, purpose: purpose, target: target, in: conversation)
        place.certainty = cause.certainty
        place.foundKey = found
        causes += [place, cause]
      }
    }
  }

  /// The keys of a participant that may be the one asked for; of several likenesses only the closest.
  private func similarNames(on participant: Participant) -> [Cause] {
    guard let attributes = participant.attributes else { return [] }
    let sieve = NameSieve(key)
    var similar: [(likeness: NameLikeness, cause: Cause)] = []
    var prefixed: [Cause] = []
    for (name, value) in attributes.members(withKeys: { sieve.admits($0) }) {
      guard let found = name.string else { continue }
      switch NameDifference(key, found) {
      case .prefix(let match)?: prefixed.append(.prefix(match, found: found, value, on: participant))
      case .likeness(let likeness)? where likeness < .spelling || !key.hasPrefix(found + "."):
        similar.append((likeness, .otherName(likeness, found: found, value, on: participant)))
      case .likeness?, nil: break
      }
    }
    let closest = similar.map(\.likeness).min()
    return similar.filter { $0.likeness == closest }.map(\.cause) + prefixed
  }

  /// Whether the participants hold different values.
  private func areInConflict(_ holders: [Participant]) -> Bool {
    guard let first = holders.first?.attribute(key) else { return false }
    return holders.dropFirst().contains { !haveSameText($0.attribute(key), first) }
  }

  /// The key outside of the participants' attributes; nil where it is nowhere.
  private func placeOutsideParticipants() -> Cause? {
    guard conversation.node.containsString(key) else { return nil }
    let maps = Set(conversation.participants.compactMap(\.attributes))
    let isFieldName = KnownFields.areFieldNames.contains(key)
    var open: [(node: JSONNode, isMap: Bool)] = [(conversation.node, false)]
    while let (node, isMap) = open.popLast() {
      if node.kind == .object, maps.contains(node) { continue }
      for item in node.items.reversed() { open.append((item, false)) }
      var inner: [(node: JSONNode, isMap: Bool)] = []
      for (name, value) in node.members {
        if isMap || !isFieldName, name.isString(key), !value.isBlankAttribute {
          return .outsideParticipants(value)
        }
        switch value.kind {
        case .object: inner.append((value, mapNames.contains { name.isString($0) }))
        case .array: inner.append((value, false))
        case .null, .boolean, .number, .string: break
        }
      }
      open += inner.reversed()
    }
    return nil
  }

  /// The field of the interaction that the key names, on a participant or one of its legs; nil where none does.
  private func interactionField() -> Cause? {
    guard let field = InteractionField.named(key) else { return nil }
    let legs = conversation.participants.flatMap { participant in
      ([participant.node] + participant.legs.map(\.node)).map { (node: $0, participant: Optional(participant)) }
    }
    for (node, participant) in legs + [(conversation.node, nil)] {
      guard let value = node[field.name], value.kind == .string, !value.isBlankAttribute else { continue }
      return .field(field, value, of: participant, key: key)
    }
    return nil
  }
}

/// The members that hold keys of people's own choice.
private let mapNames = [
  "attributes", "customAttributes", "metadata", "messageMetadata", "participantAttributes",
]

extension JSONNode {
  /// Whether the value of an attribute is null, empty or made of blanks.
  var isBlankAttribute: Bool {
    isNull || string?.isBlank ?? false
  }
}

/// Whether two attributes have the same value, code unit by code unit.
func haveSameText(_ left: JSONNode?, _ right: JSONNode) -> Bool {
  guard let left, left.kind == right.kind else { return false }
  return left.string.map { right.isString($0) } ?? (left.sourceText == right.sourceText)
}

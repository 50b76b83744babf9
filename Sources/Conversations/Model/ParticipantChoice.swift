import JSON

/// Which participant is meant where several have the purpose asked for, and the rule that decided it.
public struct ParticipantChoice: Sendable {
  /// The rules, in the order in which they are tried; the last three are choices of the person who asks.
  public enum Rule: String, Sendable, CaseIterable {
    /// No other participant has the purpose.
    case only
    /// Exactly one of them is live.
    case live
    /// A leg of a flow is connected to it.
    case flow
    /// It is the only one that has attributes.
    case attributes
    /// It is the last that took part.
    case last
    /// It was chosen for the purpose beforehand.
    case explicit
    /// It was named by its place.
    case index
    /// It was named by its id.
    case id
  }

  /// The participant.
  public let participant: Participant
  /// What decided.
  public let rule: Rule

  init(_ participant: Participant, by rule: Rule) {
    self.participant = participant
    self.rule = rule
  }
}

/// What a person prefers where several participants have a purpose: `customer=last`.
public struct ParticipantPreference: Hashable, Sendable {
  /// How one of several is picked.
  public enum Selector: Hashable, Sendable {
    /// By the rules of ``ParticipantChoice/Rule``.
    case auto
    /// The one that joined first.
    case first
    /// The one that joined last of those that took part.
    case last
    /// The one that is live, the latest of several.
    case live
    /// The one that a flow's leg is connected to, the latest of several.
    case flow
    /// The one with an id.
    case id(String)
    /// The one at a place among those of the purpose, counted from 0.
    case index(Int)
  }

  /// The purpose, in lower case.
  public let purpose: String
  /// How one of several is picked.
  public let selector: Selector

  /// Creates a preference.
  public init(purpose: String, _ selector: Selector) {
    self.purpose = purpose.lowercased()
    self.selector = selector
  }

  /// Reads `PURPOSE=auto|first|last|live|flow|ID|INDEX`; nil where a part is missing.
  public init?(parsing text: String) {
    guard let equals = text.firstIndex(of: "=") else { return nil }
    let purpose = String(text[..<equals])
    let word = String(text[text.index(after: equals)...])
    guard !purpose.isEmpty, !word.isEmpty else { return nil }
    switch word.lowercased() {
    case "auto": self.init(purpose: purpose, .auto)
    case "first": self.init(purpose: purpose, .first)
    case "last": self.init(purpose: purpose, .last)
    case "live": self.init(purpose: purpose, .live)
    case "flow": self.init(purpose: purpose, .flow)
    default: self.init(purpose: purpose, Int(word).map { .index($0) } ?? .id(word))
    }
  }
}

extension Conversation {
  /// The participant that a purpose means; nil where none has it, or none fits the selector.
  public func choose(_ purpose: String, by selector: ParticipantPreference.Selector = .auto) -> ParticipantChoice? {
    let candidates = participants(withPurpose: purpose)
    let chosen: Participant? =
      switch selector {
      case .auto: nil
      case .first: earliest(of: candidates)
      case .last: last(of: candidates)
      case .live: latest(of: candidates.filter(\.isLive))
      case .flow: latest(of: connectedToFlow(candidates))
      case .id(let id): candidates.first { $0.idNode?.isString(id) ?? false }
      case .index(let index): candidates.indices.contains(index) ? candidates[index] : nil
      }
    return selector == .auto ? chooseByRules(among: candidates) : chosen.map { ParticipantChoice($0, by: .explicit) }
  }

  private func chooseByRules(among candidates: [Participant]) -> ParticipantChoice? {
    guard candidates.count > 1 else { return candidates.first.map { ParticipantChoice($0, by: .only) } }
    let live = candidates.filter(\.isLive)
    if live.count == 1 { return ParticipantChoice(live[0], by: .live) }
    if let participant = latest(of: connectedToFlow(candidates)) { return ParticipantChoice(participant, by: .flow) }
    let holders = candidates.filter { $0.attributes.map { $0.count > 0 } ?? false }
    if holders.count == 1 { return ParticipantChoice(holders[0], by: .attributes) }
    return last(of: candidates).map { ParticipantChoice($0, by: .last) }
  }

  private func last(of candidates: [Participant]) -> Participant? {
    latest(of: candidates.filter(\.hasLegs)) ?? latest(of: candidates)
  }

  /// Those that a leg of a flow names as its peer.
  private func connectedToFlow(_ candidates: [Participant]) -> [Participant] {
    var peers: Set<String> = []
    for participant in participants where flowPurposes.contains(participant.purpose?.lowercased() ?? "") {
      for leg in participant.legs {
        if let peer = leg.peerID { peers.insert(peer) }
      }
    }
    guard !peers.isEmpty else { return [] }
    return candidates.filter { candidate in
      candidate.legs.contains { $0.id.map(peers.contains) ?? false } || candidate.id.map(peers.contains) ?? false
    }
  }

  /// The one that joined first.
  func earliest(of candidates: [Participant]) -> Participant? {
    candidates.min(by: { isEarlier($0, $1) })
  }

  private func latest(of candidates: [Participant]) -> Participant? {
    candidates.max(by: { isEarlier($0, $1) })
  }

  /// Orders by start time, then by the order of the document; without a time comes first.
  private func isEarlier(_ left: Participant, _ right: Participant) -> Bool {
    (left.startTime ?? .earliest, left.position) < (right.startTime ?? .earliest, right.position)
  }
}

/// The purposes of participants that are flows.
let flowPurposes: Set<String> = ["ivr", "workflow", "botflow"]

/// The purposes that are known, for telling a misspelt one from one that merely takes no part.
let knownPurposes: Set<String> = [
  "acd", "agent", "api", "botflow", "campaign", "customer", "dialer", "dialer.system", "external", "fax", "group",
  "inbound", "ivr", "manual", "outbound", "station", "user", "voicemail", "voicesurveyflow", "workflow",
]

extension ParticipantChoice {
  /// Why it was chosen, for a message.
  var reason: String {
    switch rule {
    case .only: "the only one"
    case .live: "the live one"
    case .flow: "the one connected to the flow"
    case .attributes: "the only one with attributes"
    case .last: "the last one"
    case .explicit, .index, .id: "the one asked for"
    }
  }
}

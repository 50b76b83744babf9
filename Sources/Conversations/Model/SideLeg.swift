import JSON

/// A participant that was brought in beside the conversation proper; data is not copied to it or from it.
struct SideLeg {
  /// What it is there for, for a message.
  let role: String
  /// The participant that consults it, or that it listens to.
  let otherID: String
}

extension Conversation {
  /// What a participant is brought in for; nil for one that takes part in the conversation proper.
  ///
  /// Both sides of a consultation may name the consulted participant, which then names itself.
  func sideLeg(of participant: Participant) -> SideLeg? {
    if let id = participant.id {
      let asking = participants.first {
        $0.position != participant.position && $0.node["consultParticipantId"]?.isString(id) ?? false
      }
      if let other = asking?.id { return SideLeg(role: "the one consulted", otherID: other) }
    }
    for (field, role) in listeningFields {
      let names = [participant.node[field]?.string] + participant.legs.map { $0.node[field]?.string }
      if let other = names.compactMap({ $0 }).first(where: { !$0.isEmpty }) {
        return SideLeg(role: role, otherID: other)
      }
    }
    return nil
  }
}

/// The fields by which a supervisor's leg names the participant that it listens to, and what it is there for.
private let listeningFields = [
  ("monitoredParticipantId", "there to monitor"), ("screenMonitoredParticipantId", "there to monitor"),
  ("coachedParticipantId", "there to coach"), ("bargedParticipantId", "there to barge in"),
]

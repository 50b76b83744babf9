import Conversations
import JSON

/// A conversation that was read again later.
struct SecondReading {
  private let conversation: Conversation
  private let delay: Int?

  /// Takes the second reading.
  ///
  /// - Parameter delay: the seconds between the two readings; nil where they are not known.
  init(_ conversation: Conversation, delay: Int?) {
    self.conversation = conversation
    self.delay = delay
  }

  /// What the second reading tells about an attribute of the first.
  func causes(for first: AttributeDiagnosis) -> [Cause] {
    let later = delay.map { ", \($0) s later" } ?? ""
    let holder = participant(of: first)
    let value = holder?.attribute(first.key)
    let isThere = value.map { $0.string?.isEmpty == false || $0.string == nil && !$0.isNull } ?? false
    if first.status == .present {
      guard isThere else {
        return [
          cause("RC-18", .possible, "gone in the second reading\(later)", holder, first.key, "look for what clears it")
        ]
      }
      guard let value, let old = first.value, value.sourceText != old.sourceText else { return [] }
      return [
        cause(
          "RC-18", .likely, "another value in the second reading\(later): it was overwritten", holder, first.key,
          "look for a second writer, such as a voice flow that ends")
      ]
    }
    if isThere {
      return [
        cause(
          "RC-01", .certain, "a late write: not there in the first reading, there in the second\(later)", holder,
          first.key, "read again until it has landed, for about 10 s")
      ]
    }
    guard first.status == .missing else { return [] }
    return [
      cause(
        "RC-01", .likely, "in neither reading\(delay.map { ", \($0) s apart" } ?? ""): never set, or still not landed",
        nil, first.key, nil)
    ]
  }

  /// The same participant in the second reading, or the one that is meant there.
  private func participant(of first: AttributeDiagnosis) -> Participant? {
    if let id = first.choice?.participant.id, let same = conversation.participants.first(where: { $0.id == id }) {
      return same
    }
    return conversation.choose(first.choice?.participant.purpose ?? "customer")?.participant
  }

  private func cause(
    _ id: String, _ certainty: Certainty, _ message: String, _ holder: Participant?, _ key: String, _ fix: String?
  ) -> Cause {
    Cause(id, certainty, message, participantID: holder?.id, purpose: holder?.purpose, fix: fix)
  }
}

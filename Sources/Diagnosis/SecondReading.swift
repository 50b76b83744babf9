import Conversations
import JSON
import SourceText

/// What a conversation that was read again later tells about an attribute.
extension AttributeDiagnosis {
  /// The causes that the second reading shows.
  ///
  /// - Parameter delay: the seconds between the two readings; nil where they are not known.
  func causes(bySecond conversation: Conversation, delay: Int?) -> [Cause] {
    let later = delay.map { ", \($0) s later" } ?? ""
    let holder = holder(inSecond: conversation)
    let value = holder?.attribute(key)
    let isThere = value.map { $0.string?.isEmpty == false || $0.string == nil && !$0.isNull } ?? false
    switch (status == .present, isThere) {
    case (true, false):
      return [
        Cause(
          "RC-18", .possible, "gone in the second reading\(later)", on: holder, fix: "look for what clears it")
      ]
    case (true, true):
      guard value?.sourceText != self.value?.sourceText else { return [] }
      return [
        Cause(
          "RC-18", .likely, "another value in the second reading\(later): it was overwritten", on: holder,
          fix: "look for a second writer, such as a voice flow that ends")
      ]
    case (false, true):
      return [
        Cause(
          "RC-01", .certain, "a late write: not there in the first reading, there in the second\(later)", on: holder,
          fix: "read again until it has landed, for about 10 s")
      ]
    case (false, false):
      guard status == .missing else { return [] }
      let apart = delay.map { ", \($0) s apart" } ?? ""
      return [Cause("RC-01", .likely, "in neither reading\(apart): never set, or still not landed")]
    }
  }

  /// The same participant in the second reading, or the one that is meant there.
  private func holder(inSecond conversation: Conversation) -> Participant? {
    let id = choice?.participant.id
    return conversation.participants.first { $0.id != nil && $0.id == id }
      ?? conversation.choose(choice?.participant.purpose ?? "customer")?.participant
  }
}

import Conversations
import JSON
import SourceText

/// What the events of a conversation tell about one attribute.
struct EventCauses {
  private let diagnosis: AttributeDiagnosis
  private let conversation: Conversation
  private let events: [ConversationEvent]
  private(set) var causes: [Cause] = []

  /// Goes through the events.
  init(_ diagnosis: AttributeDiagnosis, in conversation: Conversation, _ all: [ConversationEvent]) {
    self.diagnosis = diagnosis
    self.conversation = conversation
    events = all.filter { $0.conversationID == nil || $0.conversationID == conversation.id }
    let writes = events.filter { $0.attributes?[diagnosis.key] != nil }
    if let first = writes.first, let last = writes.last {
      findOverwrites(writes)
      compareWithReading(first)
      findRace(first)
      findLateWrite(last)
    } else if diagnosis.status == .missing, !events.isEmpty {
      causes = [
        Cause(
          "RC-01", .likely, "the \(events.count) events show no write of it", fix: "look for what should have set it")
      ]
    }
  }

  private mutating func add(
    _ id: String, _ certainty: Certainty, _ message: String, at event: ConversationEvent, fix: String
  ) {
    let participant = conversation.participants.first { $0.id != nil && $0.id == event.participantID }
    var cause = Cause(id, certainty, message, on: participant, fix: fix)
    cause.participantID = event.participantID
    causes.append(cause)
  }

  /// A write that a later one of another value follows on the same participant.
  private mutating func findOverwrites(_ writes: [ConversationEvent]) {
    for (place, later) in writes.enumerated() {
      guard let value = later.attributes?[diagnosis.key],
        let earlier = writes[..<place].last(where: { $0.participantID == later.participantID }),
        let old = earlier.attributes?[diagnosis.key], old.sourceText != value.sourceText
      else { continue }
      let isCleared = value.isNull || value.string?.isEmpty ?? false
      let flow = ending(at: later)
      add(
        "RC-18", .certain,
        "set\(moment(earlier)), \(isCleared ? "cleared" : "overwritten with another value")\(moment(later))"
          + (flow.map { ", when the flow ‘\(shortened($0))’ ended" } ?? ""), at: later,
        fix: "find the second writer; a voice flow writes what it has set when it ends")
    }
  }

  /// The flow that ended at about the time of a write.
  private func ending(at write: ConversationEvent) -> String? {
    events.first { event in
      guard event.kind == "flow.end", let end = event.time, let time = write.time else { return false }
      return seconds(from: end, to: time).magnitude <= 2
    }?.flowName
  }

  /// A write that the reading does not show.
  private mutating func compareWithReading(_ first: ConversationEvent) {
    guard diagnosis.status == .missing else { return }
    let start = conversation.startTime
    let age = first.time.flatMap { time in start.map { ", \(seconds(from: $0, to: time)) s after the start" } } ?? ""
    add(
      "RC-01", .certain,
      "the events show a write\(moment(first))\(age), which this reading does not show: "
        + "the reading is older, or it was taken back", at: first, fix: "read the conversation again")
  }

  /// A write after a flow that may read it had begun.
  private mutating func findRace(_ write: ConversationEvent) {
    guard let time = write.time,
      let flow = events.last(where: { event in event.kind == "flow.start" && event.time.map { $0 < time } ?? false }),
      let begin = flow.time
    else { return }
    let name = flow.flowName.map { " ‘\(shortened($0))’" } ?? ""
    add(
      "RC-14b", .likely,
      "first set \(seconds(from: begin, to: time)) s after the flow\(name) began: it may have read too early",
      at: write, fix: "set it before the flow begins, or read it again after a wait")
  }

  private mutating func findLateWrite(_ write: ConversationEvent) {
    guard let end = conversation.endTime, let time = write.time, time > end else { return }
    add(
      "RC-07", .certain, "set \(seconds(from: end, to: time)) s after the end of the conversation", at: write,
      fix: "set it while the conversation goes on")
  }

  private func moment(_ event: ConversationEvent) -> String {
    event.time.map { " at \($0.clockTime)" } ?? ""
  }

  private func seconds(from start: Timestamp, to end: Timestamp) -> Int64 { (end - start).components.seconds }
}

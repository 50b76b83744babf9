import Conversations
import Diagnosis
import JSON
import Testing

/// Second readings, events, and the time line.
@Suite struct ReadingTests {
  private func event(
    _ seconds: Int, _ members: String, topic: String = "attributes", participant: String = "p0",
    conversation: String = "c"
  ) -> String {
    // 2026-01-01T10:00:00Z
    let time = 1_767_261_600_000 + seconds * 1000
    return
      #"{"topicName":"v2.detail.events.conversation.\#(conversation).\#(topic)","eventBody":{"eventTime":\#(time),"#
      + #""conversationId":"\#(conversation)","participantId":"\#(participant)",\#(members)}}"#
  }

  private func events(_ texts: String...) throws -> [ConversationEvent] {
    ConversationEvent.all(in: [try JSONDocument(parsing: Array("[\(texts.joined(separator: ","))]".utf8)).root])
  }

  private func attributes(_ members: String) -> String { #""attributes":{\#(members)}"# }

  @Test func aLateWrite() throws {
    let later = try customer(#""k":"v""#)
    let found = explain("k", try customer()) {
      $0.second = later
      $0.secondDelay = 7
    }
    #expect(found.status == .missing)
    #expect(found.ids == ["RC-01 certain"])
    #expect(found.causes[0].message == "a late write: not there in the first reading, there in the second, 7 s later")
    #expect(
      explain("k", try customer(#""k":"""#)) { $0.second = later }.ids
        == ["RC-08 certain", "RC-01 certain"])
  }

  @Test func inNeitherReading() throws {
    let later = try customer()
    #expect(explain("k", try customer()) { $0.second = later }.ids == ["RC-01 likely"])
  }

  @Test func aValueThatChanged() throws {
    let first = try customer(#""k":"v""#)
    let other = try customer(#""k":"w""#)
    let none = try customer()
    #expect(explain("k", first) { $0.second = other }.ids == ["RC-18 likely"])
    #expect(explain("k", first) { $0.second = none }.ids == ["RC-18 possible"])
    #expect(explain("k", first) { $0.second = first }.ids == [])
  }

  @Test func overwritesInEvents() throws {
    let all = try events(
      event(9, attributes(#""k":"w""#)), event(3, attributes(#""k":"v""#)),
      event(8, #""flowName":"Main""#, topic: "flow.end"))
    let found = explain("k", try customer(#""k":"w""#)) { $0.events = all }
    #expect(found.ids == ["RC-18 certain"])
    #expect(
      found.causes[0].message
        == "set at 10:00:03, overwritten with another value at 10:00:09, when the flow ‘Main’ ended")
    #expect(found.causes[0].participantID == "p0")
    let same = try events(event(3, attributes(#""k":"v""#)), event(9, attributes(#""k":"v""#)))
    #expect(explain("k", try customer(#""k":"v""#)) { $0.events = same }.ids == [])
    let apart = try events(event(3, attributes(#""k":"v""#)), event(9, attributes(#""k":"w""#), participant: "p1"))
    #expect(explain("k", try customer(#""k":"v""#)) { $0.events = apart }.ids == [])
  }

  @Test func writesThatCameTooLate() throws {
    let race = try events(event(1, #""flowName":"Main""#, topic: "flow.start"), event(4, attributes(#""k":"v""#)))
    #expect(explain("k", try customer(#""k":"v""#)) { $0.events = race }.ids == ["RC-14b likely"])
    let landed = explain("k", try customer()) { $0.events = race }
    #expect(landed.ids == ["RC-01 certain", "RC-14b likely"])
    #expect(landed.causes[0].message.contains("at 10:00:04, 4 s after the start"))
    let after = try events(event(660, attributes(#""k":"v""#)))
    #expect(
      explain("k", try customer(#""k":"v""#, ended: true)) { $0.events = after }.ids == [
        "RC-07 certain", "RC-07 certain",
      ])
  }

  @Test func eventsWithoutAWrite() throws {
    let all = try events(event(1, #""flowName":"Main""#, topic: "flow.start"))
    #expect(explain("k", try customer()) { $0.events = all }.ids == ["RC-01 likely"])
    let other = try events(event(1, attributes(#""k":"v""#), conversation: "d"))
    #expect(explain("k", try customer()) { $0.events = other }.ids == ["RC-01 possible"])
  }

  /// Notifications as an event bus, a queue and a topic hand them to a function.
  @Test func eventsInEnvelopes() throws {
    let text = event(4, attributes(#""k":"v""#))
    let quoted = text.replacing("\"", with: "\\\"")
    let envelopes = [
      #"{"detail-type":"x","detail":\#(text)}"#, #"[{"detail":\#(text)}]"#, #"{"Records":[{"body":"\#(quoted)"}]}"#,
      #"{"Records":[{"Sns":{"Message":"\#(quoted)"}}]}"#, #"{"event":{"detail":\#(text)}}"#,
    ]
    for envelope in envelopes {
      let all = ConversationEvent.all(in: [try JSONDocument(parsing: Array(envelope.utf8)).root])
      #expect(all.map(\.kind) == ["attributes"], "\(envelope)")
      #expect(explain("k", try customer()) { $0.events = all }.ids == ["RC-01 certain"])
    }
  }

  @Test func timelinesShowLanesAndMarks() throws {
    let all = try events(
      event(0, #""flowName":"Main""#, topic: "flow.start", participant: "p0"),
      event(60, attributes(#""k":"secret","x":"y""#)),
      event(300, attributes(#""k":"""#)))
    var evidence = Evidence()
    evidence.events = all
    let found = try customer(ended: true)
    let timeline = try #require(Timeline(found, keys: ["k"], evidence: evidence))
    #expect(timeline.lanes.count == 1)
    #expect(timeline.lanes[0].marks.map(\.kind) == [.flowBegins, .set, .other, .cleared])
    #expect(
      timeline.text == """
                     10:00:00                                            10:10:00
        customer p0  ▷─────·───────────────────────○────────────────────────────┤
          10:00:00  ▷ flow ‘Main’ begins, customer p0
          10:01:00  ● ‘k’ set, customer p0
          10:01:00  · ‘x’ set, customer p0
          10:05:00  ○ ‘k’ cleared, customer p0

        """)
    #expect(!timeline.text.contains("secret"))
    #expect(timeline.svg.contains("<title>10:01:00 ‘k’ set</title>"))
    #expect(!timeline.svg.contains("secret"))
  }

  @Test func picturesEscapeWhatComesFromInput() throws {
    let hostile = try conversation(
      #"{"id":"c","startTime":"2026-01-01T10:00:00Z","participants":[{"id":"<script>","purpose":"\u0000\"&\u202e"}]}"#)
    let svg = try #require(Timeline(hostile, keys: [])).svg
    #expect(!svg.contains("<script>"))
    #expect(svg.contains("&lt;script&gt;"))
    #expect(!svg.unicodeScalars.contains { $0.value == 0 || $0.value == 0x202E })
  }

  @Test func transfersHaveALane() throws {
    let transferred = try customer(
      more: #""recentTransfers":[{"dateIssued":"2026-01-01T10:00:30Z","transferType":"Attended"}],"#)
    var evidence = Evidence()
    evidence.now = Timestamp(parsing: "2026-01-01T10:01:00Z")
    let timeline = try #require(Timeline(transferred, keys: [], evidence: evidence))
    #expect(timeline.lanes.last?.name == "transfers")
    #expect(timeline.text.contains("10:00:30  ⇄ attended transfer, transfers"))
  }

  @Test func withoutAnyTimeThereIsNoTimeline() throws {
    #expect(Timeline(try conversation(#"{"id":"c","participants":[{"purpose":"customer"}]}"#), keys: []) == nil)
  }
}

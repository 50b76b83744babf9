import Conversations
import Diagnosis
import Flows
import JSON
import TestSupport
import Testing

/// The sample flows: the same in every format, and no trap on damaged ones.
@Suite struct SampleFlowTests {
  private static let formats = ["yaml", "xml", "json", "i3InboundMessage"]

  private func flows(_ contents: [UInt8], file: String) -> [DiagnosedFlow] {
    ((try? FlowFile.read(name: file, contents: contents))?.flows ?? []).map { DiagnosedFlow($0, file: file) }
  }

  @Test(arguments: formats)
  func everyFormatTellsTheSame(format: String) throws {
    let file = "samples/flows/order-tracking.\(format)"
    let found = flows(try Repository.bytes(file), file: file)
    #expect(found.count == 1)
    #expect(found.first?.keysRead == ["custom_order_id", "tier"])
    let explanation = explain("lookup_failed", try customer(), flows: found)
    #expect(explanation.places == ["RC-19 likely Leave a mark"])
    #expect(explanation.causes.first?.message.contains("‘Get the order’ (failure)") == true)
  }

  @Test func damagedFlowsAreExplainedAsFarAsTheyGo() throws {
    var generator = SeededGenerator(seed: 4)
    let lines = try Repository.text("samples/flows/order-tracking.yaml").split(separator: "\n")
    let found = try customer(#""tier":"v""#)
    for _ in 0..<200 {
      var damaged = lines
      for _ in 0..<3 {
        let place = Int.random(in: 0..<damaged.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: damaged.remove(at: place)
        case 1: damaged.insert(damaged[Int.random(in: 0..<damaged.count, using: &generator)], at: place)
        case 2: damaged[place] = damaged[place].dropLast(3)
        default: damaged[place] = "  " + damaged[place]
        }
      }
      let all = flows(Array(damaged.joined(separator: "\n").utf8), file: "damaged.yaml")
      for key in ["tier", "lookup_failed", "custom_order_id", "nothing"] {
        #expect(explain(key, found, flows: all).key == key)
      }
    }
  }

  @Test func eventsOfAnyKindAreReadOrPassedOver() throws {
    let text = #"""
      [{"eventBody":{"conversationId":"c"}},{"conversationId":"c","attributes":[]},{"topicName":"v2.detail.events.conversation.c","eventBody":{"conversationId":"c"}},
      {"topicName":"v2.detail.events.conversation.c.attributes","eventBody":{"conversationId":"c","eventTime":1e300,"attributes":{"k":null}}},
      {"eventType":"FLOW_START","conversationId":"c","eventTime":"2026-01-01T10:00:00Z"},null,1,[],{"conversationId":{}}]
      """#
    let events = ConversationEvent.all(in: [try JSONDocument(parsing: Array(text.utf8)).root])
    #expect(events.map(\.kind) == ["attributes", "attributes", "flow.start"])
    #expect(explain("k", try customer()) { $0.events = events }.status == .missing)
  }
}

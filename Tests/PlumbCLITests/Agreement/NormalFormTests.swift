import Comparison
import Flows
import TestSupport
import Testing

/// One flow has one normal form, whatever format it was exported in.
struct NormalFormTests {
  @Test(arguments: AgreementTests.actions)
  func formatsOfOneActionGiveTheSame(type: ActionType) throws {
    for body in SmallFlow.Body.allCases {
      try expectOneForm(SmallFlow(type: type, body: body).files)
    }
  }

  @Test(arguments: [
    ["order-tracking.yaml", "order-tracking.xml", "order-tracking.json", "order-tracking.i3InboundMessage"],
    ["delivery-bot.yaml", "delivery-bot.xml"],
  ])
  func samplesGiveTheSame(names: [String]) throws {
    try expectOneForm(names.map { ($0, try Repository.bytes("samples/flows/\($0)")) })
  }

  private func expectOneForm(_ files: [(name: String, contents: [UInt8])]) throws {
    let flows = try files.map { try #require(try FlowFile.read(name: $0.name, contents: $0.contents).flows.first) }
    let texts = flows.map { NormalFlow($0).text }
    for (name, text) in zip(files.map(\.name), texts) where text != texts[0] {
      let lines = Set(text.split(separator: "\n")).symmetricDifference(texts[0].split(separator: "\n")).sorted()
      Issue.record("\(name): \(lines.joined(separator: "; "))")
    }
    for (place, old) in flows.enumerated() {
      for new in flows[place...] {
        let changes = FlowComparison(old, new).changes
        #expect(changes.isEmpty, "\(old.formatName) \(new.formatName): \(changes)")
      }
    }
  }
}

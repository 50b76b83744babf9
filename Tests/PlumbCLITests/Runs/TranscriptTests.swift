import TestSupport
import Testing

/// One flow does the same in whatever format it is exported.
@Suite("transcripts of runs")
struct TranscriptTests {
  @Test(arguments: [
    "success: { order: {}, daysLate: 9 }", "success: { order: { dueDate: 2026-11-02 }, daysLate: 2 }",
    "success: { order: {}, daysLate: 0 }", "success: {}", "failure: {}",
  ])
  func areTheSameInAllFormats(answer: String) throws {
    let folder = try TemporaryFolder(["mocks.yaml": "data-actions: { Get_Order: { \(answer) } }"])
    try areTheSame(
      "order-tracking", ["yaml", "json", "i3InboundMessage", "xml"],
      ["--attribute", "custom_order_id=ORD-1", "--attribute", "tier=gold", "--mocks", folder.path("mocks.yaml")])
  }

  @Test(arguments: [
    [], ["--input", "no-input", "--input", "no-match", "--input", "no-input", "--input", "no-input"],
    ["--input", "Delivery", "--input", "Friday"], ["--input", "nonsense"],
  ])
  func ofABotToo(inputs: [String]) throws {
    try areTheSame("delivery-bot", ["yaml", "xml"], inputs)
  }

  private func areTheSame(_ name: String, _ formats: [String], _ rest: [String]) throws {
    let runs = formats.map { CommandRun(["flow", "run", Repository.path("samples/flows/\(name).\($0)")] + rest) }
    #expect(runs[0].output.contains("end: "))
    for (format, run) in zip(formats, runs) {
      #expect(run.output == runs[0].output && run.status == runs[0].status, "\(format)")
    }
  }
}

import JSON
import Testing

/// What the commands print of flow configurations and of Architect's own exports.
struct ConfigurationTests {
  private func expressions(_ format: String) throws -> [JSONNode] {
    let run = CommandRun(typed: "expressions samples/flows/order-tracking.\(format) --format jsonl")
    #expect(run.status == 0 && run.errors.isEmpty)
    return try run.output.split(separator: "\n").map { try JSONDocument(parsing: Array($0.utf8)).root }
  }

  @Test func expressionsAreCompiledAlike() throws {
    let (json, encoded) = (try expressions("json"), try expressions("i3InboundMessage"))
    #expect(json.count == 10 && encoded.count == 10)
    for (first, second) in zip(json, encoded) {
      #expect(first["format"]?.string == "json" && second["format"]?.string == "i3")
      #expect(first["range"]?.isNull == false && second["range"]?.isNull == true)
      for key in ["flow", "container", "action", "path", "text", "type", "canonical", "tree", "diagnostics"] {
        #expect(first[key]?.sourceText == second[key]?.sourceText, "\(key)")
      }
    }
  }

  @Test func treesAreTheStoredOnes() throws {
    for line in try expressions("json") {
      guard let text = line["text"]?.string, text != "Message.Message.senderName" else { continue }
      #expect(line["type"]?.string != "any", "\(text)")
    }
    let message = try #require(try expressions("json").first { $0["text"]?.string?.contains("Hello") == true })
    #expect(
      message["canonical"]?.string
        == #"Append("Hello ", If(IsSet(State.name), State.name, "there"), ", which order is it?")"#)
  }

  @Test func textSaysWhereInTheFlow() {
    let run = CommandRun(typed: "expressions samples/flows/order-tracking.i3InboundMessage")
    #expect(
      run.output.contains(
        "order-tracking.i3InboundMessage: state ‘Greeting’ › decision ‘Order known?’ (12) › expression: "
          + "IsNotSetOrEmpty(Flow.orderId)\n"))
  }

  @Test func findingsWithoutPlacesShowTheExpression() {
    let run = CommandRun(typed: "lint samples/lint/from-attributes/bad.i3InboundMessage --color never")
    #expect(run.status == 1)
    #expect(
      run.output.contains(
        """
            2 |  Conversation . From . Attributes . tier
              |  ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
              in state ‘Greeting’ › decision ‘Gold customer?’ (12) › expression
        """))
  }

  @Test func nothingIsFixed() {
    let run = CommandRun(typed: "lint samples/lint/from-attributes/bad.i3InboundMessage --unsafe-fixes --diff")
    #expect(run.output.isEmpty)
  }
}

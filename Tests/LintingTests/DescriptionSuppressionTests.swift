import Flows
import Linting
import Testing

/// Descriptions of actions suppress what is found in them, in every export.
struct DescriptionSuppressionTests {
  private func report(describing description: String, format: String = "yaml") -> LintReport {
    let yaml = """
      inboundShortMessage:
        name: Order status
        startUpRef: "/inboundShortMessage/states/state[Start_10]"
        states:
          - state:
              name: Start
              refId: Start_10
              actions:
                - decision:
                    name: First
                    description: "\(description)"
                    condition:
                      exp: conversation.from.attributes.tier == "gold"
                - decision:
                    name: Second
                    condition:
                      exp: conversation.from.attributes.tier == "gold"
      """
    let xml = """
      <inboundShortMessage><name>Order status</name><states><state><name>Start</name><actions>
      <decision><name>First</name><description>\(description)</description>
      <condition><exp>conversation.from.attributes.tier == "gold"</exp></condition></decision>
      <decision><name>Second</name>
      <condition><exp>conversation.from.attributes.tier == "gold"</exp></condition></decision>
      </actions></state></states></inboundShortMessage>
      """
    var options = LintOptions()
    options.select = ["from-attributes"]
    return Linter(options: options).lint(Array((format == "yaml" ? yaml : xml).utf8), named: "flow")
  }

  @Test(arguments: ["yaml", "xml"])
  func whatTheActionHoldsDoesNotCount(format: String) {
    let report = report(describing: "Asks once. plumb: ignore[from-attributes] the header is ours", format: format)
    #expect(report.findings.map(\.location.actionName) == ["Second"])
    #expect(report.suppressed.map(\.location.actionName) == ["First"])
    #expect(report.suppressed.first?.suppression == Suppression(.description, reason: "the header is ours"))
  }

  @Test(arguments: ["asks once", "plumb: ignore[expr-syntax] x", "plumb: ignore-file[from-attributes] x", "plumb:"])
  func otherDescriptionsSuppressNothing(description: String) {
    #expect(report(describing: description).findings.count == 2)
  }
}

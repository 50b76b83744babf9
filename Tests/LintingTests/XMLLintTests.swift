import Linting
import SourceText
import TestSupport
import Testing

/// Findings and fixes in the XML rendering of a flow.
struct XMLLintTests {
  private func document(_ expression: String) -> String {
    """
    <?xml version="1.0" encoding="utf-8"?>
    <workflow><name>W</name><startUpRef>/workflow/tasks/task[T_1]</startUpRef><!-- from.attributes.k -->
      <tasks><task><name>T</name><refId>T_1</refId>
        <actions><decision><name>D</name><condition>\(expression)</condition></decision></actions>
      </task></tasks>
    </workflow>
    """
  }

  static let found = [
    "<exp>«from.attributes.k» == 1</exp>",
    "<exp>«conversation.from.attributes[&quot;a &amp; b&quot;]» == &quot;x&quot;</exp>",
    "<exp>1 &lt; «from.attributes.k»</exp>",
    "<exp>Append(&#10;\t«conversation&#46;from\n.attributes.k»)</exp>",
    "<exp><![CDATA[1 < «from.attributes.k»]]></exp>",
    "<exp type=\"str\">«from.attributes.k»</exp>",
    "<exp note='a'>«from.attributes.k»</exp>",
  ]

  @Test(arguments: found)
  func pathsAreFoundAtTheirBytes(expression: String) {
    let marked = MarkedText(document(expression))
    #expect(lint(marked.text, only: "from-attributes").compactMap { $0.range?.indices } == marked.ranges)
  }

  static let fixes: [(before: String, after: String)] = [
    ("<exp>from.attributes.k == 1</exp>", "<exp>conversation.participants.customer.attributes.k == 1</exp>"),
    (
      "<exp>1 &lt; from.attributes[&quot;a &amp; b&quot;]</exp>",
      "<exp>1 &lt; conversation.participants.customer.attributes[\"a &amp; b\"]</exp>"
    ),
    (
      "<exp><![CDATA[1 < from.attributes[\"a & b\"]]]></exp>",
      "<exp><![CDATA[1 < conversation.participants.customer.attributes[\"a & b\"]]]></exp>"
    ),
  ]

  @Test(arguments: fixes)
  func fixesAreEscapedForTheirPlace(before: String, after: String) throws {
    let linter = LintingTests.linter(only: "from-attributes")
    let report = linter.lint(Array(document(before).utf8), named: "flow.xml")
    let fixed = try #require(FixApplier(linter: linter).fixed(report))
    #expect(String(decoding: fixed.contents, as: UTF8.self) == document(after))
    #expect(fixed.report.findings.isEmpty)
  }
}

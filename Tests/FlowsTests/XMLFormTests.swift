import Flows
import Testing

/// Forms in which converters write the Archy shape as XML.
struct XMLFormTests {
  static let forms: [(name: String, text: String)] = [
    (
      "xmltodict",
      """
      <workflow><name>W</name><tasks><task><name>T</name>
      <actions><decision><name>A</name><condition><exp>x</exp></condition></decision></actions>
      <actions><decision><name>B</name><condition><exp>y</exp></condition></decision></actions></task></tasks></workflow>
      """
    ),
    (
      "children in their order",
      """
      <workflow name="W"><tasks><task name="T"><actions>
      <decision name="A"><condition><exp>x</exp></condition></decision>
      <decision name="B"><condition exp="y"/></decision></actions></task></tasks></workflow>
      """
    ),
    (
      "dicttoxml",
      """
      <?xml version="1.0"?><root><workflow type="dict"><name type="str">W</name><tasks type="list"><item type="dict">
      <task type="dict"><name type="str">T</name><actions type="list">
      <item type="dict"><decision type="dict"><name type="str">A</name><condition type="dict"><exp type="str">x</exp>
      </condition></decision></item>
      <item type="dict"><decision type="dict"><name type="str">B</name><condition type="dict"><exp type="str">y</exp>
      </condition></decision></item></actions></task></item></tasks></workflow></root>
      """
    ),
    (
      "dicttoxml under the flow's own key",
      """
      <?xml version="1.0"?><workflow><name type="str">W</name><tasks type="list"><item type="dict">
      <task type="dict"><name type="str">T</name><actions type="list">
      <item type="dict"><decision type="dict"><name type="str">A</name><condition type="dict"><exp type="str">x</exp>
      </condition></decision></item>
      <item type="dict"><decision type="dict"><name type="str">B</name><condition type="dict"><exp type="str">y</exp>
      </condition></decision></item></actions></task></item></tasks></workflow>
      """
    ),
    (
      "dicttoxml with odd keys",
      """
      <root><workflow type="dict"><name type="str">W</name><tasks type="list"><item><task type="dict">
      <name>T</name><actions type="list"><item><decision><name>A</name><key name="condition"><exp>x</exp></key></decision>
      </item><item><decision><name>B</name><key name="condition" type="dict"><exp><![CDATA[y]]></exp></key></decision>
      </item></actions></task></item></tasks></workflow></root>
      """
    ),
  ]

  /// A converter may be told any word for the outermost element, such as the flow's name.
  @Test(arguments: ["Order_routing", "flow", "root"])
  func aWrapperOfAnyName(_ name: String) throws {
    let flow = try #require(
      flows(
        in: """
          <\(name)><workflow type="dict"><name type="str">W</name><startUpRef type="str">/a</startUpRef>
          <tasks type="list"><item type="dict"><task type="dict"><name type="str">T</name></task></item></tasks>
          </workflow></\(name)>
          """
      ).first)
    #expect(flow.type == "workflow" && flow.name == "W" && outline(of: flow) == ["task T"])
  }

  @Test(arguments: forms)
  func allGiveTheSameFlow(name: String, text: String) throws {
    let flow = try #require(flows(in: text).first)
    #expect(flow.name == "W")
    #expect(outline(of: flow) == ["task T", "  decision A", "  decision B"])
    #expect(flow.sites.map(\.text) == ["x", "y"])
    #expect(
      flow.sites.map { joined($0.path) } == [
        "workflow/tasks/0/task/actions/0/decision/condition/exp",
        "workflow/tasks/0/task/actions/1/decision/condition/exp",
      ])
  }
}

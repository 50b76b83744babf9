import Linting
import SourceText
import TestSupport
import Testing

/// Reads of a header's attributes where Architect's language does not stand; `«»` encloses what is to be found.
struct ForeignFromAttributesTests {
  static let scripts: [String] = [
    "«conversation.from.attributes.tier» == 'gold'",
    "«conversation /* c */ ['from'] . attributes»",
    "«conversation?.from?.[`attributes`].k».toLowerCase()",
    "`x ${«conversation.from.attributes.k»}`",
    "'conversation.from.attributes.k' + /conversation.from.attributes.k/ // conversation.from.attributes.k",
    "`conversation.from.attributes.k`",
    "conversation.participants.from.attributes.k",
    "myconversation.from.attributes.k",
    "from.attributes.k",
    "conversation.From.attributes.k",
    "var h = conversation.from; «h.attributes.k»; i.attributes.k",
    "c = conversation; «c.from.attributes.k»",
    "«event.data.conversation.from.attributes.k»",
    "«conversation.fr\\u006fm.attributes»",
  ]

  @Test(arguments: scripts)
  func inScripts(marked: String) {
    let text = MarkedText("<scxml><script><![CDATA[\(marked)]]></script></scxml>")
    let found = lint(text.text, only: "from-attributes")
    #expect(found.compactMap { $0.range?.indices } == text.ranges)
    #expect(found.allSatisfy { $0.fix == nil })
  }

  @Test func inFragmentsOfDiagrams() {
    let text = MarkedText(
      """
      <ird:StrategyDiagram xmlns:ird="http://studio.genesyslab.com/ird/"><events body="&lt;log expr='\
      «conversation.from.attributes.k»'/>"/></ird:StrategyDiagram>
      """)
    #expect(lint(text.text, only: "from-attributes").compactMap { $0.range?.indices } == text.ranges)
  }

  static let paths: [(path: String, url: String, severity: Severity?)] = [
    ("$.from.attributes.tier", "/api/v2/conversations/${input.id}", .error),
    ("$['from']['attributes']", "/api/v2/conversations/${input.id}", .error),
    ("$..from.attributes", "/api/v2/conversations", .error),
    ("$.conversations[*].from.attributes.k", "/api/v2/conversations", .error),
    ("$.from.attributes.tier", "https://example.com/?x=/api/v2/conversations", .warning),
    ("$.conversation.from.attributes.tier", "https://example.com/", .error),
    ("$.participants[0].from.attributes.k", "/api/v2/conversations/${input.id}", nil),
    ("$.email.from.attributes.k", "/api/v2/conversations/${input.id}", nil),
    ("$.participants[0].attributes.from", "/api/v2/conversations/${input.id}", nil),
    ("$.participants[?(@.x == '$.from.attributes.k')]", "/api/v2/conversations/${input.id}", nil),
  ]

  @Test(arguments: paths)
  func inTranslationMaps(path: String, url: String, severity: Severity?) {
    let text = """
      {"config":{"request":{"requestUrlTemplate":"\(url)"},"response":{"translationMap":{"t":"\(path)"}}}}
      """
    #expect(lint(text, only: "from-attributes").map(\.severity) == (severity.map { [$0] } ?? []))
  }

  static let templates: [(marked: String, isFound: Bool)] = [
    ("${conversation.from.attributes.k}", true), ("$conversation.from.attributes.k", true),
    ("$input.conversation.from.attributes.k", true), ("conversation.from.attributes.k", false),
    ("## $conversation.from.attributes.k", false), ("$input.attributes.from", false),
  ]

  @Test(arguments: templates)
  func inVelocity(template: String, isFound: Bool) {
    let text = """
      {"config":{"request":{"requestUrlTemplate":"/x"},"response":{"successTemplate":"\(template)"}}}
      """
    #expect(lint(text, only: "from-attributes").isEmpty == !isFound)
  }

  @Test func inAgentScripts() {
    let text = MarkedText(
      """
      {"startPageId":"p","pages":[{"id":"p","text":"conversation.from.attributes.a {{«conversation.from.attributes.b»}}"}]}
      """)
    #expect(lint(text.text, only: "from-attributes").compactMap { $0.range?.indices } == text.ranges)
  }

  @Test func inBodiesOfRequests() {
    let text = MarkedText(
      """
      {"type":"message","to":[],"from":{"attributes":{"«a»":"1","b":"2"}},
       "participants":[{"role":"agent"},{"role":"customer","attributes":{"b":"2"}}]}
      """)
    #expect(lint(text.text, only: "from-attributes").compactMap { $0.range?.indices } == text.ranges)
  }

  @Test func inBodiesOfDataActions() {
    let body = #"{\"type\":\"x\",\"from\":{\"attributes\":{\"«a»\":${input.a},\"b\":\"${input.b}\"}},"#
    let text = MarkedText(
      """
      {"config":{"request":{"requestUrlTemplate":"/x","requestTemplate":"\(body)\
      \\"participants\\":[{\\"attributes\\":{\\"b\\":1}}]}"}}}
      """)
    #expect(lint(text.text, only: "from-attributes").compactMap { $0.range?.indices } == text.ranges)
  }

  @Test(arguments: [
    "order-routing.workflow", "order-routing.scxml", "order-status.vxml", "get-order-tier.custom.json",
    "order-agent.script", "attendant.xml",
  ])
  func samplesAreClean(file: String) throws {
    let report = Linter().lint(try Repository.bytes("samples/flows/\(file)"), named: file)
    #expect(report.unreadable == nil && report.flowCount == 1 && report.findings.isEmpty)
  }
}

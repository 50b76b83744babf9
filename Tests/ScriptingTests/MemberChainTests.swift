import Scripting
import SourceText
import TestSupport
import Testing

/// The chains of members that texts lead into; `«»` encloses the first chain, the steps follow.
struct MemberChainTests {
  static let scripts: [(marked: String, steps: String)] = [
    ("«conversation.from.attributes.tier» == 'gold'", "conversation from attributes tier"),
    ("«conversation [ \"from\" ] /* so */ . attributes['any key']»", "conversation from attributes any key"),
    ("«a?.b?.[`c`]»", "a b c"),
    ("«a[b].c»", "a * c"),
    ("«a[0].c»", "a * c"),
    ("«(a).b»", "a b"),
    ("«((a.b)).c»", "a b c"),
    ("«f».g()", "f g"),
    ("«a».b(c)", "a b"),
    ("«a.b» = 1", "a b"),
    ("f(«a»).b", "a"),
  ]

  @Test(arguments: scripts)
  func ofScripts(marked: String, steps: String) throws {
    let text = MarkedText(marked)
    let chains = ScriptTokens(text.text).chains
    let chain = try #require(chains.first { Int($0.range.start) == text.ranges[0].lowerBound })
    #expect(written(chain) == steps)
    #expect(chain.valueRange.indices == text.ranges[0])
  }

  @Test func useIsToldByWhatFollows() {
    let chains = ScriptTokens("a.b = c.d(); e.f == g").chains
    #expect(chains.map(\.use) == [.written, .called, .read, .read])
  }

  static let paths: [(path: String, steps: String?)] = [
    ("$.from.attributes.tier", "$ from attributes tier"),
    ("$['from'][\"attributes\"]['any key']", "$ from attributes any key"),
    ("$..attributes", "$ .. attributes"),
    ("$.participants[?(@.purpose == 'cust]omer')].attributes", "$ participants * attributes"),
    ("$.a[0,1].*", "$ a * *"),
    ("['participants'][0]", "$ participants *"),
    ("$.a.length()", "$ a *"),
    (" $.a ", "$ a"),
    ("$", "$"),
    ("a.b", nil), ("", nil), ("$.", nil), ("$[", nil), ("$.a[?(@.b=='c", nil), ("$ x", nil),
  ]

  @Test(arguments: paths)
  func ofPaths(path: String, steps: String?) {
    #expect(JSONPath.chain(of: path).map(written) == steps)
  }

  static let templates: [(marked: String, steps: [String])] = [
    ("/api/v2/conversations/«${input.conversationId}»", ["input conversationId"]),
    ("«$!{a.b}» and «$c.d». End", ["a b", "c d"]),
    ("## $a.b\n«$c»#* $d *# #[[ $e ]]#", ["c"]),
    ("\\$a «$b»", ["b"]),
    ("«$esc».jsonEncode(«$input.name»)", ["esc jsonEncode", "input name"]),
    ("«$a[\"b c\"].d» «$e[0]»", ["a b c d", "e *"]),
    ("$ $1 ${} #", []),
  ]

  @Test(arguments: templates)
  func ofVelocity(marked: String, steps: [String]) {
    let text = MarkedText(marked)
    let references = TemplateHoles.velocityReferences(in: text.text)
    #expect(references.map(written) == steps)
    #expect(references.map(\.valueRange.indices) == text.ranges)
  }

  @Test func ofScriptsOfAgents() {
    let chains = TemplateHoles.bracedChains(in: "a.b {{c.d}} {{ e }} {{open")
    #expect(chains.map(written) == ["c d", "e"])
    #expect(chains.map(\.range.indices) == [6..<9, 15..<16])
  }
}

private func written(_ chain: MemberChain) -> String {
  chain.steps.map { step in
    switch step {
    case .name(let name): name
    case .root: "$"
    case .element: "*"
    case .descendants: ".."
    }
  }.joined(separator: " ")
}

import Documents
import Expressions
import Flows
import SourceText

struct PlaceholderText: FlowRule {
  static let metadata = RuleMetadata(
    id: "placeholder-text", severity: .warning,
    summary: "A text was put in to be replaced, and still stands there.",
    rationale: """
      Callers hear the greeting that came with a new flow (“Hello, this is the initial greeting.”), customers read what \
      Architect puts into a bot (“please put your slot name here”), or nothing but `failure` or `test`; a data action is \
      given `YOUR API KEY`. Write what is meant.

      Known are the texts of Genesys' own that are made to be replaced, marks such as `YOUR_QUEUE_ID`, \
      `<your queue>`, `REPLACE_ME`, `TODO`, *lorem ipsum*, and single words of a test that are all that is said. \
      Substitutions of Archy and Terraform (`{{greeting}}`, `${greeting}`) are none. Nothing is said of what nobody \
      hears, because it is never run.
      """,
    bad: [
      .actions("- sendResponse:\n    name: Greet\n    messageBody:\n      lit: \"«TODO: greeting»\""),
      .actions("- sendResponse:\n    name: Sorry\n    messageBody:\n      exp: '«\"failure\"»'"),
    ],
    good: [.actions("- sendResponse:\n    name: Greet\n    messageBody:\n      lit: Hello")])

  func check(_ flow: LintedFlow, _ context: RuleContext) {
    guard !flow.flow.isForeign else { return }
    for text in flow.spokenTexts where flow.isHeard(text) {
      let isAll = text.isWhole && text.parts.count == 1
      for part in text.parts {
        let words = part.text.spacedWords
        if let origin = DefaultTexts.origin(ofSpacedWords: words) {
          context.report(
            "the text is still the one that Genesys puts in for \(origin); write your own", at: part, of: text, in: flow
          )
        } else if isAll, Self.isTestWord(part.text, words) {
          context.report(
            certainty: .likely, "‘\(part.text.oneLine)’ is all that is said; write what people are to know", at: part,
            of: text,
            in: flow)
        }
      }
    }
    for literal in flow.flow.literals {
      guard let text = literal.node.text, let mark = PlaceholderMark.first(in: text, isName: false),
        flow.isReached(action: literal.action, container: literal.container)
      else { continue }
      context.report(
        certainty: .likely, message(mark), at: literal.node, in: flow, action: literal.action,
        container: literal.container)
    }
    for object in flow.flow.objectNames {
      guard let text = object.node.text, let mark = PlaceholderMark.first(in: text, isName: true) else { continue }
      context.report(certainty: .likely, message(mark), at: object.node, in: flow)
    }
    for index in flow.flow.sites.indices where flow.flow.sites[index].kind == .expression {
      let site = flow.flow.sites[index]
      guard flow.isReached(action: site.action, container: site.container) else { continue }
      let expression = flow[SiteID(index: index)]
      for id in expression.tree.ids where expression.tree[id].kind == .string {
        guard let mark = PlaceholderMark.first(in: expression.tree.stringValue(of: id), isName: false) else { continue }
        context.report(certainty: .likely, message(mark), at: expression.tree[id].range, of: expression)
      }
    }
  }

  private func message(_ mark: String) -> String {
    "‘\(mark.oneLine)’ was put in to be replaced, and still stands there"
  }

  /// Whether a text is a word, or a few about what came of an action, that only those who test the flow understand.
  private static func isTestWord(_ text: String, _ spaced: String) -> Bool {
    guard text.utf8.count < 100, mayBeFew(spaced) else { return false }
    // Most texts hold none of these words.
    guard spaced.holds("data") || testWords.contains(where: spaced.holds) else { return false }
    let words = spaced.unicodeScalars.split { !$0.isOfLetter }.map { String($0) }
    guard let first = words.first, words.count <= 6 else { return false }
    if words.contains(where: outcomes.contains)
      || zip(words, words.dropFirst()).contains(where: { $0 == ("data", "action") })
    {
      return true
    }
    return words.count <= 2 && words.allSatisfy { $0 == first } && testWords.contains(first)
  }

  /// Whether a text with a blank round each word may have six words or fewer: a look at each byte, which most texts end at.
  private static func mayBeFew(_ spaced: String) -> Bool {
    var count = 0
    var isInside = false
    for byte in spaced.utf8 {
      let isLetter = byte &- UInt8(ascii: "a") < 26
      if isLetter, !isInside { count += 1 }
      // What is beyond ASCII may be a letter, and goes on with a word at least.
      isInside = isLetter || byte >= 0x80
    }
    return count <= 6
  }

  /// What Architect calls the ways out of an action; nobody says so to a caller. All are among ``testWords``.
  private static let outcomes: Set<String> = ["failure", "timeout"]

  private static let testWords: Set<String> = [
    "failure", "fail", "failed", "error", "timeout", "test", "testing", "asdf", "xxx", "blah", "foo", "bar", "dummy",
  ]
}

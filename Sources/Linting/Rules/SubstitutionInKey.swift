import Documents
import Flows
import SourceText

struct SubstitutionInKey: FlowRule {
  static let metadata = RuleMetadata(
    id: "substitution-in-key", severity: .info, preset: .pedantic,
    summary: "A substitution stands without quotes where YAML has a key.",
    rationale: """
      Archy puts the value in before it reads the file. Every other tool (editors, formatters, `yq`, linters) reads \
      `{{name}}:` as a mapping in a mapping and refuses the file or changes it. In quotes it is a text for all of them; \
      only a value that holds `"` or `\\` itself has to be escaped where it is given.
      """,
    bad: [bad],
    good: [bad.replacing("«{{category}}»", with: "\"{{category}}\"")],
    fixSafety: .safe)

  private static let bad = RuleExample.actions(
    """
    - callData:
        name: Get the order
        category:
          «{{category}}»:
            dataAction:
              Get Order:
                inputs:
    """)

  func check(_ flow: LintedFlow, _ context: RuleContext) {
    let document = flow.flow.document
    guard document.format == .yaml, document.placeholders.contains(where: { $0.kind == .braces }) else { return }
    for visit in DocumentWalk(flow.flow.node) {
      guard let key = visit.key, key.style == .plain, let text = key.text, text.holds("{{") else { continue }
      let isSimple = !text.contains("\"") && !text.contains("\\")
      let edit = Edit(key.contentRange, with: "\"\(text)\"")
      context.report(
        "the key ‘\(text.oneLine)’ has to be in quotes for other tools than Archy", at: key, in: flow,
        fix: isSimple ? Fix("put the key in quotes", isSafe: true, edits: [edit]) : nil)
    }
  }
}

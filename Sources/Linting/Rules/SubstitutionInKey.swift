import Documents
import Expressions
import Flows
import SourceText

/// Finds substitutions that stand without quotes as keys.
struct SubstitutionInKey: FileRule {
  static let metadata = RuleMetadata(
    id: "substitution-in-key", severity: .info, preset: .pedantic,
    summary: "A substitution stands without quotes where YAML has a key.",
    rationale: """
      Archy puts the value in before it reads the file. Every other tool (editors, formatters, `yq`, linters) reads \
      `{{name}}:` as a mapping in a mapping and refuses the file or changes it. In quotes it is a text for all of them.
      """,
    bad: [
      .actions(
        """
        - callData:
            name: Get the order
            category:
              «{{category}}»:
                dataAction:
                  Get Order:
                    inputs:
        """)
    ],
    good: [
      .actions(
        """
        - callData:
            name: Get the order
            category:
              "{{category}}":
                dataAction:
                  Get Order:
                    inputs:
        """)
    ],
    since: "0.1.0", fixSafety: .safe)

  func check(_ file: LintedFile) -> [Finding] {
    guard file.file.format == .yaml else { return [] }
    return file.flows.flatMap { flow -> [Finding] in
      guard flow.flow.document.placeholders.contains(where: { $0.kind == .braces }) else { return [] }
      return DocumentWalk(flow.flow.node).compactMap { visit in
        guard let key = visit.key, key.style == .plain, let text = key.text, text.contains("{{") else { return nil }
        let isSimple = !text.contains("\"") && !text.contains("\\")
        let fix = Fix(
          "put the key in quotes", isSafe: true, edits: [Edit(key.contentRange, with: "\"\(text)\"")])
        return flow.finding(
          Self.metadata, "the key ‘\(text.oneLine)’ has to be in quotes for other tools than Archy", at: key,
          fix: isSimple ? fix : nil)
      }
    }
  }
}

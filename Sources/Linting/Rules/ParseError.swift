import Documents
import Flows
import SourceText

struct ParseError: FileRule {
  static let metadata = RuleMetadata(
    id: "parse-error", severity: .error, isOptional: false,
    summary: "The file is a flow, but not all of it can be read.",
    rationale: """
      What cannot be read cannot be checked, and Archy refuses it too. Usual causes are a text that needs quotes, a \
      wrong indentation, and the marks of an unfinished merge. What stands before the fault is still checked.

      This rule cannot be switched off.
      """,
    bad: [
      """
      inboundCall:
        name: Opening hours
        startUpRef: "/inboundCall/tasks/task[Greeting_10]
      """
    ],
    good: [
      """
      inboundCall:
        name: Opening hours
        startUpRef: "/inboundCall/tasks/task[Greeting_10]"
      """
    ])

  func check(_ file: LintedFile, _ context: RuleContext) {
    for diagnostic in file.file.diagnostics where diagnostic.severity == .error {
      context.report(diagnostic.message, at: diagnostic.range, isShown: file.file.format.hasPlaces)
    }
  }
}

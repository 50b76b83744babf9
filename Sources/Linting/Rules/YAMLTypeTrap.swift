import Documents
import Expressions
import Flows
import SourceText

struct YAMLTypeTrap: FlowRule {
  static let metadata = RuleMetadata(
    id: "yaml-type-trap", severity: .warning,
    summary: "A text without quotes is a number or a date for YAML.",
    rationale: """
      In a place that wants a text, `0123` arrives as 123 or as 83 (octal), `1_000` as 1000, `2024-01-01` as a time, \
      and a long number loses its last digits. Extensions, codes and account numbers are texts: put them in quotes.
      """,
    bad: [bad],
    good: [bad.replacing("«0123»", with: "\"0123\"")],
    fixSafety: .safe)

  private static let bad = RuleExample.actions(
    """
    - updateData:
        name: Extension
        statements:
          - string:
              variable: Flow.extension
              value:
                lit: «0123»
    """, declaring: ["Flow.extension": "string"])

  func check(_ flow: LintedFlow, _ context: RuleContext) {
    guard flow.flow.document.format == .yaml else { return }
    let texts = literals(of: flow.flow)
    for visit in DocumentWalk(flow.flow.node) {
      guard visit.node.kind == .scalar, visit.node.style == .plain, isTextPlace(visit) || texts.contains(visit.node),
        let text = visit.node.text, let reading = reading(of: text)
      else { continue }
      let edit = Edit(visit.node.contentRange, with: "\"\(text)\"")
      context.report(
        "expected a text, found ‘\(text)’, which YAML reads as \(reading); put it in quotes", at: visit.node, in: flow,
        fix: Fix("put the text in quotes", isSafe: true, edits: [edit]))
    }
  }

  /// The literals that are given to variables of type String, or as attributes.
  private func literals(of flow: Flow) -> Set<Node> {
    let strings = flow.variables.filter { $0.type == .string }
    let names = Set(strings.map { VariableName($0.name) })
    var values = strings.map(\.initialValue)
    for effects in flow.actions.lazy.map(\.effects) {
      values += effects.assignments.filter { names.contains(VariableName(flow[$0.target].text)) }.map(\.value)
      values += effects.writes.flatMap { [$0.name, $0.value] } + effects.reads.map(\.name)
    }
    return Set(values.compactMap { if case .literal(let node) = $0 { node } else { nil } })
  }

  /// Whether a text is wanted: a name, or what is said.
  private func isTextPlace(_ visit: DocumentWalk.Visit) -> Bool {
    switch visit.key?.text {
    case "tts", "name", "refId", "description": true
    default: false
    }
  }

  /// What YAML makes of a plain text where that loses something; nil where nothing is lost.
  private func reading(of text: String) -> String? {
    let bytes = Array(text.utf8)
    guard let first = bytes.first, isDigit(first), bytes.count < 100 else { return nil }
    if bytes.allSatisfy(isDigit) {
      if first == 0x30, bytes.count > 1 { return "a number without its zeros, or as an octal one" }
      return bytes.count > 15 ? "a number that loses its last digits" : nil
    }
    if bytes.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: "_") }), bytes.last != UInt8(ascii: "_") {
      return "a number without the ‘_’"
    }
    let parts = bytes.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    if parts.map(\.count) == [4, 2, 2], parts.allSatisfy({ $0.allSatisfy(isDigit) }) { return "a date" }
    return nil
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}

import Documents
import Expressions
import Flows
import SourceText

/// Finds references to tasks, menus and states that do not exist.
struct DanglingRef: FileRule {
  static let metadata = RuleMetadata(
    id: "dangling-ref", severity: .error,
    summary: "A reference leads to a task, menu or state that the flow does not have.",
    rationale: """
      Archy refuses to publish the flow. The word in brackets is the `refId` of a task, menu, state or bot of the same \
      flow; it has to agree in letter case.
      """,
    bad: [
      .actions(
        """
        - changeState:
            name: Go on
            targetStateRef: "«/inboundShortMessage/states/state[Strat_10]»"
        """)
    ],
    good: [
      .actions(
        """
        - changeState:
            name: Go on
            targetStateRef: "/inboundShortMessage/states/state[Start_10]"
        """)
    ],
    since: "0.1.0")

  func check(_ file: LintedFile) -> [Finding] {
    guard file.file.format == .yaml || file.file.format == .xml else { return [] }
    return file.flows.filter(\.isWhole).flatMap { check($0) }
  }

  private func check(_ flow: LintedFlow) -> [Finding] {
    let ids = Dictionary(grouping: flow.flow.containers.filter { $0.refID != nil }, by: \.kind)
      .mapValues { $0.compactMap(\.refID) }
    // An excerpt has nothing to lead to. Names that a template puts in may be any.
    guard !ids.isEmpty, !flow.flow.containers.contains(where: { ($0.refID ?? "").contains("{") }) else { return [] }
    return DocumentWalk(flow.flow.node).compactMap { visit in
      guard visit.node.kind == .scalar, visit.key?.text?.hasSuffix("Ref") == true, let text = visit.node.text,
        let (kind, id) = target(of: text)
      else { return nil }
      let known = ids[kind] ?? []
      guard !known.contains(id) else { return nil }
      let near = suggestion(nearestNames(to: id, among: known))
      return flow.finding(
        Self.metadata, "expected a reference to a \(kind) of this flow, found ‘\(text.oneLine)’\(near)",
        at: visit.node)
    }
  }

  /// The kind and id that a reference names; nil for those into the choices of a menu and what is no reference.
  private func target(of text: String) -> (kind: String, id: String)? {
    let parts = text.split(separator: "[", maxSplits: 1)
    guard parts.count == 2, parts[1].hasSuffix("]"), !text.contains("{{"), !text.contains("${") else { return nil }
    let words = parts[0].split(separator: "/")
    guard words.count == 3 else { return nil }
    return named(words, parts[1].dropLast())
  }

  private func named(_ words: [Substring], _ id: Substring) -> (kind: String, id: String)? {
    guard let kind = words.last.map(String.init), words.dropLast().last.map(String.init) == kind + "s",
      ["task", "menu", "state", "bot"].contains(kind)
    else { return nil }
    // Some references put the id in quotes.
    let isQuoted = id.count > 1 && id.hasPrefix("\"") && id.hasSuffix("\"")
    return (kind, String(isQuoted ? id.dropFirst().dropLast() : id))
  }
}

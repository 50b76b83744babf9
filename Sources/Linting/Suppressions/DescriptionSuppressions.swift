import Documents
import Flows
import SourceText

/// The suppressions in the descriptions of actions, which people write in Architect itself and which every export of the
/// flow carries, whatever its format: `plumb: ignore[from-attributes] the header is ours`.
struct DescriptionSuppressions {
  private struct Entry {
    let rule: String
    let reason: String
    let range: ByteRange
    let location: FlowLocation
  }

  private var entries: [Entry] = []

  /// Reads the descriptions of all actions; nil where none speaks to the linter.
  init?(of file: FlowFile) {
    for flow in file.flows {
      for (index, action) in flow.actions.enumerated() {
        guard let node = action.description, let text = node.text, text.holds("plumb:") else { continue }
        let location = flow.location(container: nil, action: ActionID(index: index), path: [])
        for directive in CommentReader(file.source).directives(inText: text, range: node.range) {
          guard directive.kind == .ignore else { continue }
          entries += directive.rules.map {
            Entry(rule: $0, reason: directive.reason, range: action.node.range, location: location)
          }
        }
      }
    }
    if entries.isEmpty { return nil }
  }

  /// Takes the findings in those actions out of a report.
  func apply(to report: inout LintReport) {
    report.suppress { finding in
      entries.first { $0.rule == finding.rule && isInside(finding, $0) }.map {
        Suppression(.description, reason: $0.reason)
      }
    }
  }

  private func isInside(_ finding: Finding, _ entry: Entry) -> Bool {
    if let range = finding.range { return entry.range.contains(range) }
    let (left, right) = (finding.location, entry.location)
    return left.actionID != nil && left.flowName == right.flowName && left.actionID == right.actionID
      && left.actionTrackingID == right.actionTrackingID
  }
}

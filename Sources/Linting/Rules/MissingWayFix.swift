import Documents
import Flows
import SourceText

/// Writes ways that an action lacks, each with an action that ends the flow: a beginning, to be filled by the author.
struct MissingWayFix: Sendable {
  private let flow: Flow
  private let action: ActionID
  private let ways: [String]

  /// What is to be written; nil where the file is no YAML, or where it is not known what ends a flow of its type.
  init?(_ ways: [String], of action: ActionID, in flow: Flow) {
    guard flow.document.format == .yaml, flow.endingAction != nil, !ways.isEmpty else { return nil }
    self.flow = flow
    self.action = action
    self.ways = ways
  }

  /// The fix; nil where it cannot be written.
  var fix: Fix? {
    let body = flow[action].node
    let entries = body.entries
    guard let end = flow.endingAction, flow.document.file.bytes[Int(body.range.start)] != UInt8(ascii: "{") else {
      return nil
    }
    var lines = ways.flatMap { way in
      ["\(way):", "  actions:", "    - \(end.name):", "        name: \(end.title)"]
    }
    let next: Node
    if let outputs = body["outputs"] {
      // Ways that are written already, whatever they hold, are not written twice.
      guard let first = outputs.entries.first?.key, !ways.contains(where: { outputs[$0] != nil }) else { return nil }
      next = first
    } else {
      // Behind the name, as long as something follows it whose line can be found.
      guard entries.count > 1, entries[0].key.text == "name" else { return nil }
      next = entries[1].key
      lines = ["outputs:"] + lines.map { "  " + $0 }
    }
    guard let place = flow.document.line(of: next) else { return nil }
    let list = ways.count > 1 ? "ways" : "way"
    return Fix(
      "write the \(list) \(quoted(ways)) with ‘\(end.name)’", isSafe: false,
      edits: [Edit(ByteRange(at: place.offset), with: flow.document.text(ofLines: lines, indent: place.indent))])
  }
}

import Comparison
import Flows
import JSON
import SourceText

/// What is different between two sets of flows, in the formats of `plumb flow diff`.
struct DifferenceReport {
  /// What became of a flow.
  enum Status: String, CaseIterable {
    case same, changed, added, removed
  }

  /// One flow of either side, or one that both have.
  struct Entry {
    let name: String?
    let type: String
    let status: Status
    /// The files, the old one first; nil on the side that has no such flow.
    let files: (old: String?, new: String?)
    var changes: [FlowChange] = []
    var consequences: [FlowConsequence] = []
    var notCompared = 0
  }

  var entries: [Entry] = []
  /// The flows that have changed, with the file of the new one.
  var pairs: [(old: Flow, new: Flow, file: String)] = []
  /// What follows for more than one flow.
  var consequences: [FlowConsequence] = []
  let style: TextStyle

  init(style: TextStyle) {
    self.style = style
  }

  /// Whether anything is different.
  var isDifferent: Bool { entries.contains { $0.status != .same } }

  private func count(_ status: Status) -> Int { entries.count { $0.status == status } }

  var allConsequences: [FlowConsequence] { entries.flatMap(\.consequences) + consequences }

  func title(_ entry: Entry) -> String {
    entry.name.map { "\(entry.type) ‘\($0)’" } ?? entry.type
  }

  /// How often each kind of change is there, the kinds in their order.
  private static func counts(of changes: [FlowChange]) -> [(kind: FlowChange.Kind, count: Int)] {
    FlowChange.Kind.allCases.map { kind in (kind, changes.count { $0.kind == kind }) }
  }

  func summary(of entry: Entry) -> String {
    switch entry.status {
    case .same: "no difference"
    case .added: "added"
    case .removed: "removed"
    case .changed:
      Self.counts(of: entry.changes).filter { $0.count > 0 }.map { "\($0.count) \($0.kind.rawValue)" }
        .joined(separator: ", ")
    }
  }

  // MARK: Text

  private static func sign(_ kind: FlowChange.Kind) -> String {
    switch kind {
    case .added: "+"
    case .removed: "-"
    case .changed: "~"
    case .moved: ">"
    case .renamed: "="
    }
  }

  /// A text with the parts marked in which it differs from the other one.
  static func marked(
    _ change: FlowChange, _ text: (String) -> String, old: (String) -> String, new: (String) -> String
  )
    -> String
  {
    let (before, after) = (Array((change.old ?? "").utf8), Array((change.new ?? "").utf8))
    var result = ""
    var place = 0
    for difference in change.differences {
      result += text(String(decoding: after[place..<difference.new.lowerBound], as: UTF8.self))
      result += old(String(decoding: before[difference.old], as: UTF8.self))
      result += new(String(decoding: after[difference.new], as: UTF8.self))
      place = difference.new.upperBound
    }
    return result + text(String(decoding: after[place...], as: UTF8.self))
  }

  /// The report for a terminal.
  var text: String {
    var text = ""
    for entry in entries where entry.status != .same {
      text += "\(style.bold(TerminalText.escaped(title(entry)))): \(summary(of: entry))\n"
      for change in entry.changes { text += "  \(line(of: change))\n" }
      if entry.notCompared > 0, !entry.changes.isEmpty {
        text += style.dim("  properties that only one of the formats has are not compared: \(entry.notCompared)\n")
      }
    }
    if !isDifferent {
      text += entries.count == 1 ? "no difference\n" : "no difference in \(entries.count) flows\n"
    }
    let consequences = allConsequences
    if !consequences.isEmpty {
      text += style.bold("Consequences") + "\n"
      for consequence in consequences {
        text += "  \(TerminalText.escaped(consequence.address)): \(TerminalText.escaped(consequence.message))\n"
      }
    }
    return text
  }

  private func line(of change: FlowChange) -> String {
    var line = "\(Self.sign(change.kind)) \(change.what.rawValue) \(TerminalText.escaped(change.address))"
    if let key = change.key { line += " " + TerminalText.escaped(key) }
    switch change.kind {
    case .added: line += ": " + style.added(TerminalText.escaped(change.new ?? ""))
    case .removed: line += ": " + style.removed(TerminalText.escaped(change.old ?? ""))
    case .changed where !change.differences.isEmpty:
      line += ": "
      line += Self.marked(
        change, { TerminalText.escaped($0) }, old: { style.removed("[-\(TerminalText.escaped($0))-]") },
        new: { style.added("{+\(TerminalText.escaped($0))+}") })
    case .changed, .moved, .renamed:
      let (old, new) = (TerminalText.escaped(change.old ?? ""), TerminalText.escaped(change.new ?? ""))
      line += ": \(style.removed(old)) → \(style.added(new))"
    }
    if let stage = change.matchedBy, stage != "id", stage != "name" { line += style.dim(" (by \(stage))") }
    return line
  }

  // MARK: Markdown

  /// Comments of GitHub may have 65,536 characters.
  static let markdownLimit = 65_000

  /// The report for a comment on a pull request.
  var markdown: String {
    let changed = entries.filter { $0.status != .same }
    var text = "### Plumb: \(changed.isEmpty ? "no difference" : headline)\n"
    let consequences = allConsequences
    if !consequences.isEmpty {
      text += "\n**Consequences**\n\n"
      for (place, consequence) in consequences.enumerated() {
        // What follows stands first, and leaves room for what it follows from.
        if text.unicodeScalars.count > Self.markdownLimit / 2 {
          text += "\n… and \(consequences.count - place) more\n"
          break
        }
        text +=
          "* \(MarkdownText.escaped(consequence.address)): \(MarkdownText.escaped(consequence.message))\n"
      }
    }
    var left = changed.reduce(0) { $0 + max($1.changes.count, 1) }
    for entry in changed {
      var part = "\n**\(MarkdownText.escaped(title(entry)))**: \(summary(of: entry))\n"
      if !entry.changes.isEmpty { part += "\n| | what | where | change |\n|---|---|---|---|\n" }
      let rows = entry.changes.map(row)
      var length = text.unicodeScalars.count + part.unicodeScalars.count
      guard length < Self.markdownLimit else { break }
      text += part
      if rows.isEmpty { left -= 1 }
      for row in rows {
        length += row.unicodeScalars.count
        guard length < Self.markdownLimit else { return text + "\n… and \(left) more\n" }
        text += row
        left -= 1
      }
    }
    return left > 0 ? text + "\n… and \(left) more\n" : text
  }

  var headline: String {
    [Status.changed, .added, .removed].compactMap { status in
      let count = count(status)
      return count == 0 ? nil : "\(count) \(count == 1 ? "flow" : "flows") \(status.rawValue)"
    }.joined(separator: ", ")
  }

  private func row(of change: FlowChange) -> String {
    let escape: (String) -> String = { MarkdownText.escaped($0) }
    let place = [change.address, change.key].compactMap { $0 }.map(escape).joined(separator: " · ")
    let told: String
    switch change.kind {
    case .added: told = escape(change.new ?? "")
    case .removed: told = escape(change.old ?? "")
    case .changed where !change.differences.isEmpty:
      told = Self.marked(
        change, escape, old: { "<del>\(escape($0))</del>" }, new: { "<ins>\(escape($0))</ins>" })
    case .changed, .moved, .renamed: told = "\(escape(change.old ?? "")) → \(escape(change.new ?? ""))"
    }
    return "| \(change.kind.rawValue) | \(change.what.rawValue) | \(place) | \(told) |\n"
  }

  // MARK: JSON

  /// The report as a JSON document.
  var json: [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("version", 1)
      writer.key("flows")
      writer.array(entries) { writer, entry in
        writer.object { writer in
          writer.member("name", entry.name)
          writer.member("type", entry.type)
          writer.member("status", entry.status.rawValue)
          writer.member("oldFile", entry.files.old)
          writer.member("newFile", entry.files.new)
          writer.member("notCompared", entry.notCompared)
          writer.key("changes")
          writer.array(entry.changes) { Self.write($1, to: &$0) }
        }
      }
      writer.key("consequences")
      writer.array(allConsequences) { writer, consequence in
        writer.object { writer in
          writer.member("kind", consequence.kind.rawValue)
          writer.member("address", consequence.address)
          writer.member("message", consequence.message)
        }
      }
      writer.key("summary")
      writer.object { writer in
        for status in Status.allCases { writer.member(status.rawValue, count(status)) }
        writer.key("changes")
        writer.object { writer in
          for (kind, count) in Self.counts(of: entries.flatMap(\.changes)) { writer.member(kind.rawValue, count) }
        }
        writer.member("consequences", allConsequences.count)
      }
    }
    return writer.bytes
  }

  private static func write(_ change: FlowChange, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("kind", change.kind.rawValue)
      writer.member("what", change.what.rawValue)
      writer.member("address", change.address)
      if let address = change.oldAddress { writer.member("oldAddress", address) }
      if let key = change.key { writer.member("key", key) }
      writer.member("old", change.old)
      writer.member("new", change.new)
      if let stage = change.matchedBy { writer.member("matchedBy", stage) }
      if !change.differences.isEmpty {
        let (old, new) = (Array((change.old ?? "").utf8), Array((change.new ?? "").utf8))
        writer.key("differences")
        writer.array(change.differences) { writer, part in
          writer.object { writer in
            writer.member("old", String(decoding: old[part.old], as: UTF8.self))
            writer.member("new", String(decoding: new[part.new], as: UTF8.self))
          }
        }
      }
    }
  }
}

import Conversations
import Diagnosis
import JSON
import SourceText

/// How often each answer was given: for each key how many conversations have which status and which first cause.
struct WhyHistogram: Sendable {
  private struct Row {
    let key: String
    var statuses: [String: Int] = [:]
    var causes: [String: Int] = [:]
  }

  private var rows: [Row] = []
  private var count = 0

  /// Counts the answers about one conversation.
  mutating func add(_ explanations: [Explanation]) {
    count += 1
    for (index, explanation) in explanations.enumerated() {
      if index >= rows.count { rows.append(Row(key: explanation.shownKey)) }
      rows[index].statuses[explanation.status.rawValue, default: 0] += 1
      if explanation.status != .present, let cause = explanation.causes.first {
        rows[index].causes[cause.id, default: 0] += 1
      }
    }
  }

  /// Adds what was counted elsewhere.
  mutating func add(_ other: WhyHistogram) {
    count += other.count
    for (index, row) in other.rows.enumerated() {
      if index >= rows.count {
        rows.append(row)
        continue
      }
      rows[index].statuses.merge(row.statuses, uniquingKeysWith: +)
      rows[index].causes.merge(row.causes, uniquingKeysWith: +)
    }
  }

  /// The counts for people, the most frequent first.
  var text: String {
    var text = "\(count) conversation\(count == 1 ? "" : "s")\n"
    for row in rows {
      text += "\(TerminalText.escaped(row.key))\n"
      for (name, number) in Self.ordered(row.statuses) + Self.ordered(row.causes) {
        let digits = String(number)
        text += "  " + String(repeating: " ", count: max(8 - digits.count, 0)) + digits + "  \(name)\n"
      }
    }
    return text
  }

  /// The counts as a document.
  var json: [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("version", 1)
      writer.member("conversations", count)
      writer.member("histogram") { writer in
        writer.array(rows) { writer, row in
          writer.beginObject()
          writer.member("key", row.key)
          for (name, counts) in [("statuses", row.statuses), ("causes", row.causes)] {
            writer.key(name)
            writer.beginObject()
            for (name, number) in Self.ordered(counts) { writer.member(name, number) }
            writer.endObject()
          }
          writer.endObject()
        }
      }
    }
    return writer.bytes + [0x0A]
  }

  private static func ordered(_ counts: [String: Int]) -> [(key: String, value: Int)] {
    counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
  }
}

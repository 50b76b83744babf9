import Flows
import JSON

/// How types of actions are printed.
enum ActionPage {
  /// One line a type: name, how sure it is, what a run does at it without a mock, what it does.
  static func list(of types: [ActionType]) -> String {
    let rows = types.map { [$0.name, $0.confidence.rawValue, $0.withoutMock.rawValue, $0.summary] }
    return table([["ACTION", "KNOWN", "WITHOUT A MOCK", "WHAT IT DOES"]] + rows, indent: "")
  }

  /// All that is known of a type.
  static func text(of type: ActionType) -> String {
    let basis = type.configurationBasis.remark.map { ", \($0)" } ?? ""
    var text = "\(type.name) (\(type.configurationName)\(basis); \(type.confidence.rawValue))\n\n\(type.summary)\n"
    text += "\(type.course.sentence)\n"
    if !type.ways.isEmpty {
      text += "\nWays:\n" + table(type.ways.map { [$0.name, $0.condition] })
    }
    if !type.fills.isEmpty {
      text += "\nFills:\n" + table(type.fills.map { [$0.key, $0.type, $0.occasion] })
    }
    if !type.reads.isEmpty { text += "\nReads:\n" + table(type.reads.map { [$0.key, $0.type] }) }
    if !type.objects.isEmpty { text += "\nNames:\n" + table(type.objects.map { [$0.key, $0.kind] }) }
    text += "\n"
    if let decidedBy = type.decidedBy { text += "Decided by: \(decidedBy.rawValue)\n" }
    if let role = type.role { text += "Body: \(role.rawValue)\n" }
    if let wait = type.wait { text += "Waits for: \(wait.rawValue)\n" }
    if !type.effects.isEmpty {
      text += "Does to the world: \(type.effects.map(\.rawValue).joined(separator: ", "))\n"
    }
    text += "Without a mock: \(type.withoutMock.rawValue)\(type.need.map { " (needs: \($0.rawValue))" } ?? "")\n"
    if !type.flowTypes.isEmpty { text += "Flows: \(type.flowTypeList)\n" }
    if let limits = type.limits { text += "Limits: \(limits)\n" }
    if let notes = type.notes { text += "Notes: \(notes)\n" }
    return text + "Known from: \(type.sources.joined(separator: ", "))\n"
  }

  private static func table(_ rows: [[String]], indent: String = "  ") -> String {
    let count = rows.first?.count ?? 0
    let widths = (0..<count).map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = zip(row, widths).enumerated().map { place, cell in
        place == count - 1 ? cell.0 : cell.0 + String(repeating: " ", count: cell.1 - cell.0.count)
      }
      return indent + cells.joined(separator: "  ") + "\n"
    }.joined()
  }
}

extension JSONWriter {
  /// Writes a type of actions with all that is known of it.
  mutating func actionType(_ type: ActionType) {
    beginObject()
    member("name", type.name)
    member("configurationName", type.configurationName)
    member("configurationBasis", type.configurationBasis.rawValue)
    member("confidence", type.confidence.rawValue)
    member("summary", type.summary)
    member("course", type.course.rawValue)
    key("ways")
    array(type.ways) { writer, way in
      writer.beginObject()
      writer.member("name", way.name)
      writer.member("when", way.condition)
      writer.member("kind", way.kind.rawValue)
      writer.member("configurationId", way.configurationID)
      writer.member("configurationIdSeen", way.isSeen)
      writer.endObject()
    }
    key("fills")
    array(type.fills) { writer, fill in
      writer.beginObject()
      writer.member("key", fill.key)
      writer.member("type", fill.type)
      writer.strings("ways", fill.ways)
      writer.endObject()
    }
    key("reads")
    array(type.reads) { writer, input in
      writer.beginObject()
      writer.member("key", input.key)
      writer.member("type", input.type)
      writer.endObject()
    }
    key("objects")
    array(type.objects) { writer, object in
      writer.beginObject()
      writer.member("key", object.key)
      writer.member("kind", object.kind)
      writer.endObject()
    }
    member("decidedBy", type.decidedBy?.rawValue)
    member("role", type.role?.rawValue)
    member("need", type.need?.rawValue)
    member("withoutMock", type.withoutMock.rawValue)
    member("waitsFor", type.wait?.rawValue)
    strings("effects", type.effects.map(\.rawValue))
    strings("flowTypes", type.flowTypes)
    member("limits", type.limits)
    member("notes", type.notes)
    strings("sources", type.sources)
    endObject()
  }

  private mutating func strings(_ name: String, _ values: [String]) {
    key(name)
    array(values) { $0.string($1) }
  }
}

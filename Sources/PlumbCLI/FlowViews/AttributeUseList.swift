import Documents
import Flows
import Linting
import JSON
import SourceText

/// Who reads and who writes which attribute, over all flows of a run.
struct AttributeUseList {
  private struct Entry {
    let use: AttributeUse
    let location: FlowLocation
    let file: String
    let formatName: String
    let place: PlaceRange?
  }

  private var entries: [Entry] = []

  /// Adds the uses of a flow.
  mutating func add(_ flow: Flow, file: String) {
    let hasPlaces = flow.document.hasPlaces
    for use in flow.attributeUses.sorted(by: { $0.range < $1.range }) {
      entries.append(
        Entry(
          use: use, location: flow.location(container: use.container, action: use.action, path: use.path), file: file,
          formatName: flow.formatName, place: hasPlaces ? flow.document.file.places(of: use.range) : nil))
    }
  }

  /// For people: each attribute with those who read and write it; names that are worked out come last.
  var text: String {
    var text = ""
    for (name, uses) in grouped {
      text += (name.map { TerminalText.escaped($0) } ?? "(names that are worked out)") + "\n"
      for entry in uses {
        let place = entry.place.map { ":\($0.start.line):\($0.start.column)" } ?? ""
        let dynamic = entry.use.dynamicName.map { " ‘\(TerminalText.escaped($0))’" } ?? ""
        text += "  \(entry.use.access.rawValue == "read" ? "read " : "write")\(dynamic)  "
        let location = entry.location.description
        text +=
          TerminalText.escaped(entry.file) + place + (location.isEmpty ? "" : "  ") + TerminalText.escaped(location)
        text += "\n"
      }
    }
    return text
  }

  /// The uses by name, in the order of the names.
  private var grouped: [(name: String?, uses: [Entry])] {
    var byName: [String: [Entry]] = [:]
    for entry in entries { if let name = entry.use.name { byName[name, default: []].append(entry) } }
    var groups: [(name: String?, uses: [Entry])] = byName.keys.sorted().map { ($0, byName[$0] ?? []) }
    let dynamic = entries.filter { $0.use.name == nil }
    if !dynamic.isEmpty { groups.append((nil, dynamic)) }
    return groups
  }

  /// All uses as one JSON document.
  var json: [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("version", 1)
      writer.key("uses")
      writer.beginArray()
      for entry in entries { write(entry, to: &writer) }
      writer.endArray()
    }
    return writer.bytes + [0x0A]
  }

  /// One use a line.
  var jsonLines: [UInt8] {
    var lines: [UInt8] = []
    for entry in entries {
      var writer = JSONWriter()
      write(entry, to: &writer)
      lines += writer.bytes + [0x0A]
    }
    return lines
  }

  private func write(_ entry: Entry, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("attribute", entry.use.name)
      writer.member("dynamic", entry.use.dynamicName)
      writer.member("access", entry.use.access.rawValue)
      writer.member("file", entry.file)
      writer.member("format", entry.formatName)
      writer.location(entry.location)
      writer.key("range")
      if let place = entry.place { writer.range(place) } else { writer.null() }
    }
  }
}

import Documents
import Flows
import JSON
import SourceText
import Workspace

extension Session {
  /// The containers and actions that go over several lines.
  func foldingRanges(_ parameters: JSONValue) throws(RequestFailure) -> JSONValue {
    let state = try document(parameters)
    let source = state.snapshot.source
    var folded: Set<ClosedRange<Int>> = []
    for flow in state.snapshot.flows {
      for range in flow.containers.map(\.node.range) + flow.actions.map(\.node.range) {
        var end = Int(range.end)
        // The blanks behind the last line belong to what comes next.
        while end > Int(range.start), [0x20, 0x09, 0x0A, 0x0D].contains(source.bytes[end - 1]) { end -= 1 }
        var start = Int(range.start)
        // In YAML the line to fold under is that of the key.
        if flow.document.format == .yaml {
          while start > 0, [0x20, 0x09, 0x0A, 0x0D].contains(source.bytes[start - 1]) { start -= 1 }
        }
        let lines = (source.lines.line(at: start), source.lines.line(at: end))
        if lines.0 < lines.1 { folded.insert(lines.0...lines.1) }
      }
    }
    let ordered = folded.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
    return .array(
      ordered.map { ["startLine": .integer($0.lowerBound), "endLine": .integer($0.upperBound), "kind": "region"] })
  }

  /// The flows and containers of all folders whose name holds a text.
  func workspaceSymbols(_ parameters: JSONValue) -> JSONValue {
    let query = (parameters["query"]?.text ?? "").lowercased()
    var found: [JSONValue] = []
    for folder in folders {
      for (path, file) in folder.files.sorted(by: { $0.key.bytes.lexicographicallyPrecedes($1.key.bytes) }) {
        for container in file.containers where query.isEmpty || container.name.lowercased().contains(query) {
          let isFlow = container.kind != "task" && container.name == container.flow
          found.append([
            "name": .string(container.name.isEmpty ? container.kind : container.name),
            "kind": .integer((isFlow ? OutlineSymbol.Kind.module : .function).rawValue),
            "location": ["uri": .string(uri(of: path)), "range": container.span.json],
            "containerName": .string(container.flow),
          ])
          // More than anybody reads.
          if found.count == 1_000 { return .array(found) }
        }
      }
    }
    return .array(found)
  }
}

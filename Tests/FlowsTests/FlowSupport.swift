import Flows
import SourceText

/// The flows of a text.
func flows(in text: String) throws -> [Flow] {
  try FlowFile.read(name: "flow", contents: Array(text.utf8)).flows
}

/// Containers, actions and branches, one a line and indented by depth.
func outline(of flow: Flow) -> [String] {
  var lines: [String] = []
  for container in flow.containers {
    lines.append("\(container.kind) \(container.name ?? "-")")
    var pending = container.actions.reversed().map { ($0, 1) }
    while let (id, depth) = pending.popLast() {
      let action = flow[id]
      let indent = String(repeating: "  ", count: depth)
      lines.append("\(indent)\(action.type) \(action.name ?? "-")")
      for branch in action.branches.reversed() {
        pending += branch.actions.reversed().map { ($0, depth + 1) }
      }
    }
  }
  return lines
}

/// A path as one text.
func joined(_ path: [PathElement]) -> String {
  path.map { element in
    switch element {
    case .key(let key): key
    case .index(let index): "\(index)"
    }
  }.joined(separator: "/")
}

import Documents
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

/// What an action does to variables, attributes and what it calls, a line each.
func words(_ effects: FlowEffects, in flow: Flow) -> [String] {
  effects.assignments.map { "\(flow[$0.target].text) = \(words($0.value, in: flow))" }
    + effects.calls.flatMap { call in
      ["call \(call.category ?? "-") › \(call.name ?? "-")"]
        + call.inputs.map { "  \($0.name): \(words($0.value, in: flow))" }
    }
    + effects.outputs.map { "\($0.kind) into \(flow[$0.target].text) on \($0.ways.sorted())" }
    + effects.reads.map { "read \(words($0.name, in: flow)) into \($0.target.map { flow[$0].text } ?? "-")" }
    + effects.writes.map { "write \(words($0.name, in: flow)) = \(words($0.value, in: flow))" }
}

/// How a value is given.
func words(_ value: FlowValue, in flow: Flow) -> String {
  switch value {
  case .absent: "absent"
  case .unset: "unset"
  case .literal(let node): "literal \(node.text ?? "-")"
  case .expression(let site): "expression \(flow[site].text)"
  case .binding(let site): "binding \(flow[site].text)"
  case .other: "other"
  }
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

import Documents
import Flows
import SourceText

/// The outline of a flow as text: a line for each container, action and branch, indented by depth.
struct FlowOutline {
  let style: TextStyle

  /// The lines of a flow.
  func text(of flow: Flow) -> String {
    let name = flow.name.map { TerminalText.escaped($0) } ?? "(no name)"
    var text = style.bold(name) + style.dim(" (\(TerminalText.escaped(flow.type)))") + "\n"
    for container in flow.containers {
      text += "  \(TerminalText.escaped(container.kind))\(quoted(container.name))\n"
      append(container.actions, of: flow, depth: 2, to: &text)
    }
    for reference in flow.references where reference.target == nil && reference.key.hasSuffix("Ref") {
      text += "  \(style.dim("nothing is called"))\(quoted(reference.text)) \(style.dim("(\(reference.key))"))\n"
    }
    return text
  }

  /// What is still to be printed.
  private enum Part {
    case action(ActionID, depth: Int)
    case branch(FlowBranch, depth: Int)
  }

  private func append(_ actions: [ActionID], of flow: Flow, depth: Int, to text: inout String) {
    var pending = actions.reversed().map { Part.action($0, depth: depth) }
    while let part = pending.popLast() {
      switch part {
      case .action(let id, let depth):
        let action = flow[id]
        text +=
          indent(depth) + TerminalText.escaped(action.type) + quoted(action.name) + notes(of: action, flow) + "\n"
        for link in action.links {
          let label = link.name.map { TerminalText.escaped($0) + " " } ?? ""
          text += indent(depth + 1) + style.dim("\(label)→") + quoted(flow[link.target].name) + "\n"
        }
        pending += action.branches.reversed().map { Part.branch($0, depth: depth + 1) }
      case .branch(let branch, let depth):
        text += indent(depth) + style.dim(TerminalText.escaped(branch.name) + ":") + "\n"
        pending += branch.actions.reversed().map { Part.action($0, depth: depth + 1) }
      }
    }
  }

  private func indent(_ depth: Int) -> String { String(repeating: "  ", count: min(depth, 100)) }

  private func quoted(_ name: String?) -> String {
    name.map { " ‘\(TerminalText.escaped($0))’" } ?? ""
  }

  /// What an action does with attributes and the world.
  private func notes(of action: FlowAction, _ flow: Flow) -> String {
    var notes: [String] = []
    for read in action.effects.reads {
      let variable = read.target.map { " → " + TerminalText.escaped(flow[$0].text) } ?? ""
      notes.append("reads\(text(of: read.name, flow))\(variable)")
    }
    notes += action.effects.writes.map { "writes\(text(of: $0.name, flow))" }
    notes += action.effects.calls.filter { $0.category != nil }.map { "calls\(quoted($0.name))" }
    notes += action.effects.assignments.map { "sets \(TerminalText.escaped(flow[$0.target].text))" }
    return notes.isEmpty ? "" : style.dim("  " + notes.joined(separator: ", "))
  }

  private func text(of name: FlowValue, _ flow: Flow) -> String {
    switch name {
    case .literal(let node), .other(let node): quoted(node.text ?? "?")
    case .expression(let site), .binding(let site): " " + TerminalText.escaped(flow[site].text)
    case .absent, .unset: " ?"
    }
  }
}

import Documents
import Flows
import SourceText

/// The outline of a flow: a line for each container, action and branch, in their order.
struct FlowOutline {
  /// One line.
  struct Line: Sendable {
    /// What a line stands for.
    enum Kind: Sendable {
      case container(ContainerID)
      case action(ActionID)
      /// A way out of the action above.
      case branch
      /// A way out of the action above that leads to an action of a diagram.
      case link
      /// A container that is named and is not there.
      case missing(key: String)
    }

    let kind: Kind
    /// How deep it stands, from 1 for containers.
    let depth: Int
    /// The kind of the container, the type of the action, the name of the way.
    var word: String
    var name: String?
    /// What an action does with attributes and the world.
    var notes: [String] = []
  }

  let style: TextStyle

  // MARK: Lines

  /// The lines of a flow, without the flow's own; names stand in them as they are written.
  static func lines(of flow: Flow) -> [Line] {
    var lines: [Line] = []
    for (index, container) in flow.containers.enumerated() {
      let kind = Line.Kind.container(ContainerID(index: index))
      lines.append(Line(kind: kind, depth: 1, word: container.kind, name: container.name))
      append(container.actions, of: flow, depth: 2, to: &lines)
    }
    for reference in flow.references where reference.target == nil && reference.key.hasSuffix("Ref") {
      lines.append(
        Line(kind: .missing(key: reference.key), depth: 1, word: "nothing is called", name: reference.text))
    }
    return lines
  }

  /// What is still to be told.
  private enum Part {
    case action(ActionID, depth: Int)
    case branch(FlowBranch, depth: Int)
  }

  private static func append(_ actions: [ActionID], of flow: Flow, depth: Int, to lines: inout [Line]) {
    var pending = actions.reversed().map { Part.action($0, depth: depth) }
    while let part = pending.popLast() {
      switch part {
      case .action(let id, let depth):
        let action = flow[id]
        lines.append(line(of: id, in: flow, depth: depth))
        for link in action.links {
          lines.append(Line(kind: .link, depth: depth + 1, word: link.name ?? "", name: flow[link.target].name))
        }
        pending += action.branches.reversed().map { Part.branch($0, depth: depth + 1) }
      case .branch(let branch, let depth):
        lines.append(Line(kind: .branch, depth: depth, word: branch.name))
        pending += branch.actions.reversed().map { Part.action($0, depth: depth + 1) }
      }
    }
  }

  /// The line of an action.
  static func line(of id: ActionID, in flow: Flow, depth: Int) -> Line {
    let action = flow[id]
    return Line(
      kind: .action(id), depth: depth, word: action.type, name: action.name, notes: notes(of: action, flow))
  }

  private static func notes(of action: FlowAction, _ flow: Flow) -> [String] {
    var notes: [String] = []
    for read in action.effects.reads {
      let variable = read.target.map { " → " + flow[$0].text } ?? ""
      notes.append("reads\(text(of: read.name, flow))\(variable)")
    }
    notes += action.effects.writes.map { "writes\(text(of: $0.name, flow))" }
    notes += action.effects.calls.filter { $0.category != nil }.map { "calls\($0.name.map { " ‘\($0)’" } ?? "")" }
    notes += action.effects.assignments.map { "sets \(flow[$0.target].text)" }
    return notes
  }

  private static func text(of name: FlowValue, _ flow: Flow) -> String {
    switch name {
    case .literal(let node), .other(let node): " ‘\(node.text ?? "?")’"
    case .expression(let site), .binding(let site): " " + flow[site].text
    case .absent, .unset: " ?"
    }
  }

  // MARK: Text

  /// The lines of a flow as text, indented by depth.
  func text(of flow: Flow) -> String {
    let name = flow.name.map { TerminalText.escaped($0) } ?? "(no name)"
    var text = style.bold(name) + style.dim(" (\(TerminalText.escaped(flow.type)))") + "\n"
    for line in Self.lines(of: flow) {
      text += String(repeating: "  ", count: min(line.depth, 100)) + self.text(of: line) + "\n"
    }
    return text
  }

  private func text(of line: Line) -> String {
    let word = TerminalText.escaped(line.word)
    let name = line.name.map { " ‘\(TerminalText.escaped($0))’" } ?? ""
    switch line.kind {
    case .container: return word + name
    case .action:
      let notes = TerminalText.escaped(line.notes.joined(separator: ", "))
      return word + name + (notes.isEmpty ? "" : style.dim("  " + notes))
    case .branch: return style.dim(word + ":")
    case .link: return style.dim(word.isEmpty ? "→" : word + " →") + name
    case .missing(let key): return style.dim(word) + name + " " + style.dim("(\(key))")
    }
  }
}

import SourceText

extension NormalFlow {
  /// The normal form as text: a line for each container, action, way, variable and property.
  ///
  /// The same flow gives the same lines whatever format it was exported in; a change of it changes the lines that are
  /// about it, so that programs that compare texts tell it well.
  package var text: String {
    var lines = Lines()
    lines.add(0, Self.quoted(type, name))
    lines.add(settings, 1)
    for variable in ordered(variables.filter { $0.container == nil }) { lines.add(variable, 1) }
    let own = Dictionary(grouping: variables.filter { $0.container != nil }) { $0.container ?? 0 }
    for index in orderedContainers {
      let container = containers[index]
      lines.add(0, Self.quoted(container.kind, container.name))
      lines.add(container.settings, 1)
      for variable in ordered(own[index] ?? []) { lines.add(variable, 1) }
      add(container.lists, 1, to: &lines)
    }
    return lines.text
  }

  /// The containers in the order of what they are and are called.
  package var orderedContainers: [Int] {
    containers.indices.sorted { left, right in
      let (first, second) = (containers[left], containers[right])
      return (first.kind, first.name ?? "", left) < (second.kind, second.name ?? "", right)
    }
  }

  private func ordered(_ variables: [NormalVariable]) -> [NormalVariable] {
    variables.enumerated().sorted { ($0.element.name, $0.offset) < ($1.element.name, $1.offset) }.map(\.element)
  }

  /// What is still to be printed.
  private enum Part {
    case way(NormalWay, depth: Int)
    case action(Int, depth: Int)
  }

  private func add(_ lists: [NormalWay], _ depth: Int, to lines: inout Lines) {
    var pending: [Part] = lists.reversed().map { .way($0, depth: depth) }
    while let part = pending.popLast() {
      switch part {
      case .way(let way, let depth):
        let inner = way.name.isEmpty ? depth : depth + 1
        if !way.name.isEmpty {
          let condition = way.condition.map { " " + TerminalText.escaped($0.text) } ?? ""
          lines.add(depth, "\(TerminalText.escaped(way.name)):\(condition)")
        }
        pending += inOrder(way).reversed().map { .action($0, depth: inner) }
      case .action(let index, let depth):
        let action = actions[index]
        lines.add(depth, Self.quoted(action.type, action.name))
        lines.add(action.settings, depth + 1)
        pending += action.ways.reversed().map { .way($0, depth: depth + 1) }
      }
    }
  }

  /// The actions of a list; those without an order in that of their names.
  private func inOrder(_ way: NormalWay) -> [Int] {
    guard !way.isOrdered else { return way.actions }
    return way.actions.sorted { left, right in
      let (first, second) = (actions[left], actions[right])
      return (first.shownName, first.type, left) < (second.shownName, second.type, right)
    }
  }

  private static func quoted(_ type: String, _ name: String?) -> String {
    let type = TerminalText.escaped(type)
    return name.map { "\(type) ‘\(TerminalText.escaped($0))’" } ?? type
  }
}

/// Lines of a normal form.
private struct Lines {
  var text = ""

  mutating func add(_ depth: Int, _ line: String) {
    text += String(repeating: "  ", count: min(depth, 100)) + line + "\n"
  }

  mutating func add(_ settings: [NormalSetting], _ depth: Int) {
    for setting in settings {
      let key = TerminalText.escaped(setting.key)
      for value in setting.values { add(depth, key + Self.value(value)) }
    }
  }

  mutating func add(_ variable: NormalVariable, _ depth: Int) {
    let first = variable.settings.first { $0.key == "initialValue" }?.values.first.map { Self.value($0) } ?? ""
    add(depth, "variable \(TerminalText.escaped(variable.name)) \(TerminalText.escaped(variable.type))\(first)")
    add(variable.settings.filter { $0.key != "initialValue" }, depth + 1)
  }

  /// A value with the sign before it: `:` for what is written out, `=` for an expression, `→` for what is filled or where
  /// something leads.
  static func value(_ value: NormalValue) -> String {
    let text = TerminalText.escaped(value.text)
    return switch value.form {
    case .literal: text.isEmpty ? " :" : ": \(text)"
    case .expression: " = \(text)"
    case .binding, .container, .action: " → \(text)"
    }
  }
}

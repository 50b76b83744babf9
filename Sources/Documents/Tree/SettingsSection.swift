public import SourceText

/// Takes values out of a file that a person wrote, such as a configuration, and collects what is wrong with them.
package struct SettingsSection {
  /// What is wrong, in the order in which it was found.
  package private(set) var problems: [Diagnostic] = []

  /// Creates a section in which nothing is wrong.
  package init() {}

  /// Notes what is wrong with a node.
  package mutating func report(_ message: String, at node: Node) {
    problems.append(Diagnostic(.invalidConfiguration, .error, message, at: node.range))
  }

  /// Notes what another reader found wrong.
  package mutating func report(_ problem: Diagnostic) { problems.append(problem) }

  /// The entries of a mapping in their order; reports a key that stands twice.
  package mutating func entries(of node: Node, _ what: String) -> [(key: String, name: Node, value: Node)] {
    guard node.kind == .mapping else {
      if !node.isBlank { report("expected \(what) to be a mapping, found \(node.described)", at: node) }
      return []
    }
    var seen: Set<String> = []
    var entries: [(key: String, name: Node, value: Node)] = []
    for (name, value) in node.entries {
      guard let key = name.text else {
        report("expected a name, found \(name.described)", at: name)
        continue
      }
      if seen.insert(key).inserted {
        entries.append((key, name, value))
      } else {
        report("‘\(key.clipped)’ stands twice", at: name)
      }
    }
    return entries
  }

  /// The values of a mapping's known keys; reports every other one with the nearest names.
  package mutating func members(of node: Node, _ what: String, keys: [String]) -> [(key: String, value: Node)] {
    var members: [(key: String, value: Node)] = []
    for entry in entries(of: node, what) {
      if keys.contains(entry.key) {
        members.append((entry.key, entry.value))
      } else {
        let near = suggestion(nearestNames(to: entry.key, among: keys))
        let hint = near.isEmpty ? "; known are \(keys.map { "‘\($0)’" }.joined(separator: ", "))" : near
        report("\(what) has no key ‘\(entry.key.clipped)’\(hint)", at: entry.name)
      }
    }
    return members
  }

  /// The items of a list.
  package mutating func items(of node: Node, _ what: String) -> [Node] {
    guard node.kind == .sequence else {
      if !node.isBlank { report("expected \(what) to be a list, found \(node.described)", at: node) }
      return []
    }
    return node.items
  }

  /// A text that is not empty.
  package mutating func text(_ node: Node, _ what: String) -> String? {
    guard let text = node.text, !text.isEmpty else {
      report("expected \(what), found \(node.described)", at: node)
      return nil
    }
    return text
  }
}

extension Node {
  /// Whether there is no value: a key with nothing after it.
  package var isBlank: Bool { kind == .scalar && style == .plain && ["", "~", "null"].contains(text ?? "") }

  /// What a message calls it.
  package var described: String {
    switch kind {
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .scalar: isBlank || text?.isEmpty == true ? "nothing" : "‘\((text ?? "").clipped)’"
    }
  }
}

extension DiagnosticCode {
  /// A file of settings says something that has no meaning: `function: []`.
  public static let invalidConfiguration = DiagnosticCode("invalid-configuration")
}

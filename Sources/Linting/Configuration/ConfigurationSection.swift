import Documents
import SourceText

/// Takes values out of a configuration and collects what is wrong with them.
struct ConfigurationSection {
  private(set) var problems: [Diagnostic] = []

  mutating func report(_ message: String, at node: Node) {
    problems.append(Diagnostic(.invalidConfiguration, .error, message, at: node.range))
  }

  /// The entries of a mapping in their order; reports a key that stands twice.
  mutating func entries(of node: Node, _ what: String) -> [(key: String, name: Node, value: Node)] {
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
  mutating func members(of node: Node, _ what: String, keys: [String]) -> [(key: String, value: Node)] {
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

  mutating func items(of node: Node, _ what: String) -> [Node] {
    guard node.kind == .sequence else {
      if !node.isBlank { report("expected \(what) to be a list, found \(node.described)", at: node) }
      return []
    }
    return node.items
  }

  /// A text that is not empty.
  mutating func text(_ node: Node, _ what: String) -> String? {
    guard let text = node.text, !text.isEmpty else {
      report("expected \(what), found \(node.described)", at: node)
      return nil
    }
    return text
  }
}

extension Node {
  /// Whether there is no value: a key with nothing after it.
  var isBlank: Bool { kind == .scalar && style == .plain && ["", "~", "null"].contains(text ?? "") }

  var described: String {
    switch kind {
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .scalar: isBlank || text?.isEmpty == true ? "nothing" : "‘\((text ?? "").clipped)’"
    }
  }
}

extension String {
  /// The text as a message quotes it, shortened where it is long.
  var clipped: String { count <= 60 ? self : prefix(59) + "…" }
}

import Documents
import Expressions
import Flows

/// The name of an attribute as an action gives it: a text, or an expression of which only parts are known.
enum AttributeName: Hashable {
  /// One part of a name that is put together.
  enum Part: Hashable {
    case text(String)
    case unknown
  }

  /// The name is known.
  case exact(String)
  /// The name is put together when the flow runs.
  case built([Part])

  /// Takes the name from a property; nil where none is given.
  init?(_ value: FlowValue, in flow: Flow) {
    switch value {
    case .absent, .unset: return nil
    case .literal(let node), .other(let node):
      guard let text = node.text else { return nil }
      self = .exact(text)
    case .expression(let site), .binding(let site):
      let folder = NameFolder(flow: flow)
      var parts: [Part] = []
      for part in folder.parts(of: flow[site].text) {
        if case .text(let text) = part, case .text(let last)? = parts.last {
          parts[parts.count - 1] = .text(last + text)
        } else if part != parts.last {
          parts.append(part)
        }
      }
      if parts.isEmpty { return nil }
      if parts.count == 1, case .text(let text) = parts[0] { self = .exact(text) } else { self = .built(parts) }
    }
  }

  /// Whether the name may be a key.
  func canBe(_ key: String) -> Bool {
    switch self {
    case .exact(let name): name.utf8.elementsEqual(key.utf8)
    case .built(let parts): Self.match(parts[...], Array(key.utf8)[...])
    }
  }

  /// Whether any text of the name is known.
  var isPartlyKnown: Bool {
    switch self {
    case .exact: true
    case .built(let parts): parts.contains { $0 != .unknown }
    }
  }

  /// The name with `*` for what is not known.
  var pattern: String {
    switch self {
    case .exact(let name): name
    case .built(let parts):
      parts.reduce(into: "") { text, part in
        if case .text(let known) = part { text += known } else { text += "*" }
      }
    }
  }

  private static func match(_ parts: ArraySlice<Part>, _ key: ArraySlice<UInt8>) -> Bool {
    var parts = parts
    var key = key
    guard case .text(let first)? = parts.first else { return matchAnywhere(parts, key) }
    guard key.starts(with: first.utf8) else { return false }
    key = key.dropFirst(first.utf8.count)
    parts = parts.dropFirst()
    return parts.isEmpty ? key.isEmpty : matchAnywhere(parts, key)
  }

  /// Matches parts of which the first is unknown: each known text at its first place, the last one at the end.
  private static func matchAnywhere(_ parts: ArraySlice<Part>, _ key: ArraySlice<UInt8>) -> Bool {
    var key = key
    let texts = parts.compactMap { part -> [UInt8]? in
      if case .text(let text) = part { Array(text.utf8) } else { nil }
    }
    let endsOpen = parts.last == .unknown
    for (offset, text) in texts.enumerated() {
      if offset == texts.count - 1, !endsOpen {
        return key.count >= text.count && key.suffix(text.count).elementsEqual(text)
      }
      guard let place = firstIndex(of: text, in: key) else { return false }
      key = key[(place + text.count)...]
    }
    return true
  }

  private static func firstIndex(of text: [UInt8], in key: ArraySlice<UInt8>) -> Int? {
    guard key.count >= text.count else { return nil }
    return (key.startIndex...(key.endIndex - text.count)).first { key[$0...].starts(with: text) }
  }
}

/// Works out what is known of a text that an expression makes.
private struct NameFolder {
  let flow: Flow

  /// The parts of the text in order.
  func parts(of expression: String) -> [AttributeName.Part] {
    let tree = SyntaxTree(parsing: expression)
    guard tree.isValid else { return [.unknown] }
    return parts(of: tree.root, in: tree, depth: 0)
  }

  private func parts(of id: NodeID, in tree: SyntaxTree, depth: Int) -> [AttributeName.Part] {
    guard depth < 100 else { return [.unknown] }
    let id = tree.unwrapped(id)
    switch tree[id].kind {
    case .string: return [.text(tree.stringValue(of: id))]
    case .integer: return [.text(tree.text(tree[id].range))]
    case .binary(.add): return tree.operands(of: id).flatMap { parts(of: $0, in: tree, depth: depth + 1) }
    case .call:
      switch tree.name(of: id).lowercased() {
      case "append", "tostring": return tree.operands(of: id).flatMap { parts(of: $0, in: tree, depth: depth + 1) }
      case "trim": return tree.operands(of: id).first.map { parts(of: $0, in: tree, depth: depth + 1) } ?? [.unknown]
      default: return [.unknown]
      }
    case .name, .member: return [constant(tree.text(tree[id].range)).map { .text($0) } ?? .unknown]
    case .empty: return []
    default: return [.unknown]
    }
  }

  /// The text that a variable holds throughout: its first value, where nothing ever changes it.
  private func constant(_ name: String) -> String? {
    let name = VariableName(name)
    guard let variable = flow.variables.first(where: { VariableName($0.name) == name }), !variable.isInput,
      case .literal(let node) = variable.initialValue
    else { return nil }
    let isChanged = flow.sites.contains { ($0.kind == .target || $0.kind == .binding) && VariableName($0.text) == name }
    return isChanged ? nil : node.text
  }
}

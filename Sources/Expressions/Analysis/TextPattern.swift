import SourceText

/// What is known of the text that an expression makes, before anything runs.
public enum TextPattern: Hashable, Sendable {
  /// One part of a text that is put together.
  public enum Part: Hashable, Sendable {
    case text(String)
    case unknown
  }

  /// The text is known.
  case exact(String)
  /// The text is put together when the flow runs; no two texts and no two unknown parts follow one another.
  case built([Part])

  /// Works it out; nil where the expression is empty.
  ///
  /// - Parameter constant: the text that a variable holds throughout, by its name as it is written; nil for others.
  public init?(_ tree: SyntaxTree, constant: (_ variable: String) -> String?) {
    guard tree.isValid else {
      self = .built([.unknown])
      return
    }
    if case .string(let text)? = tree.constant()?.value {
      self = .exact(text)
      return
    }
    var parts: [Part] = []
    for part in Self.parts(of: tree.root, in: tree, depth: 0, constant) {
      if case .text(let text) = part, case .text(let last)? = parts.last {
        parts[parts.count - 1] = .text(last + text)
      } else if part != parts.last {
        parts.append(part)
      }
    }
    if parts.isEmpty { return nil }
    if parts.count == 1, case .text(let text) = parts[0] { self = .exact(text) } else { self = .built(parts) }
  }

  /// Whether a part of an expression always is a text of some length, whatever the rest of it comes to.
  static func holdsText(_ id: NodeID, in tree: SyntaxTree) -> Bool {
    parts(of: id, in: tree, depth: 0) { _ in nil }.contains {
      if case .text(let text) = $0 { !text.isEmpty } else { false }
    }
  }

  private static func parts(
    of id: NodeID, in tree: SyntaxTree, depth: Int, _ constant: (String) -> String?
  ) -> [Part] {
    guard depth < 100 else { return [.unknown] }
    let id = tree.unwrapped(id)
    func inner(_ ids: some Sequence<NodeID>) -> [Part] {
      ids.flatMap { parts(of: $0, in: tree, depth: depth + 1, constant) }
    }
    switch tree[id].kind {
    case .string: return [.text(tree.stringValue(of: id))]
    case .integer: return [.text(tree.text(tree[id].range))]
    case .binary(.add): return inner(tree.operands(of: id))
    case .call:
      let traits = tree.function(of: id)?.traits ?? []
      let isWhole = traits.contains(.joins) || traits.contains(.keepsText) && tree.operands(of: id).count == 1
      return isWhole ? inner(tree.operands(of: id)) : [.unknown]
    case .name, .member: return [constant(tree.text(tree[id].range)).map { .text($0) } ?? .unknown]
    case .empty: return []
    default: return [.unknown]
    }
  }

  /// Whether the text may be this one, code unit by code unit.
  public func canBe(_ text: String) -> Bool {
    switch self {
    case .exact(let own): own.utf8.elementsEqual(text.utf8)
    case .built(let parts): Self.match(parts[...], Array(text.utf8)[...])
    }
  }

  /// Whether any part of the text is known.
  public var isPartlyKnown: Bool {
    switch self {
    case .exact: true
    case .built(let parts): parts.contains { $0 != .unknown }
    }
  }

  /// The text with `*` for what is not known.
  public var wildcard: String {
    switch self {
    case .exact(let text): text
    case .built(let parts):
      parts.reduce(into: "") { text, part in
        if case .text(let known) = part { text += known } else { text += "*" }
      }
    }
  }

  private static func match(_ parts: ArraySlice<Part>, _ text: ArraySlice<UInt8>) -> Bool {
    guard case .text(let first)? = parts.first else { return matchAnywhere(parts, text) }
    guard text.starts(with: first.utf8) else { return false }
    let rest = text.dropFirst(first.utf8.count)
    return parts.count == 1 ? rest.isEmpty : matchAnywhere(parts.dropFirst(), rest)
  }

  /// Matches parts of which the first is unknown: each known text at its first place, the last one at the end.
  private static func matchAnywhere(_ parts: ArraySlice<Part>, _ text: ArraySlice<UInt8>) -> Bool {
    let text = Array(text)
    var start = 0
    let known = parts.compactMap { part -> [UInt8]? in
      if case .text(let text) = part { Array(text.utf8) } else { nil }
    }
    let endsOpen = parts.last == .unknown
    for (offset, next) in known.enumerated() {
      if offset == known.count - 1, !endsOpen {
        return text.count - start >= next.count && text.suffix(next.count).elementsEqual(next)
      }
      guard let place = firstOffset(of: next, in: text, from: start) else { return false }
      start = place + next.count
    }
    return true
  }
}

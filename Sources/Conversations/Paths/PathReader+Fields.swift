import Expressions
import JSON
import SourceText

/// Reading all other fields, which have the names of the JSON.
extension PathReader {
  /// Reads `from` and `to`, which only the tutorial's documents have.
  mutating func readHeader(_ steps: ArraySlice<AccessPath.Step>) -> PathAnswer {
    guard let first = steps.first, let name = first.name?.lowercased() else { return .value(conversation.node) }
    diagnostics.append(
      Diagnostic(
        .headerAttributes, .warning,
        "Architect never sees ‘conversation.\(name)’; read the participant: conversation.participants.customer.attributes",
        at: path.range))
    guard var node = member(name, of: conversation.node, at: first.range) else {
      return .absent(.impossible("this conversation has no ‘\(name)’; attributes are on its participants"))
    }
    var rest = steps.dropFirst()
    if case .index(let index, _)? = rest.first {
      guard let item = node[index] else { return .absent(.beyondEnd(index, of: name, count: node.count)) }
      node = item
      rest = rest.dropFirst()
    }
    guard rest.first?.isWord("attributes") ?? false else { return walk(node, at: "TutorialParty", rest) }
    guard let attributes = member("attributes", of: node, at: path.range) else {
      return .absent(.absent("it has no attributes", at: node))
    }
    guard let key = AttributeKey(rest.dropFirst()) else {
      return rest.count > 1 ? .absent(.impossible("attributes have names, no numbers")) : .value(attributes)
    }
    return readAttribute(key, attributes.lookUp(key.text), in: attributes)
      ?? .absent(.absent("‘\(name)’ has no attribute ‘\(shortened(key.text))’", at: attributes))
  }

  /// Reads a field of a conversation or participant; `aliases` are names that each shape has under another name.
  mutating func readField(
    of node: JSONNode, at level: String, aliases: [String: JSONNode?], _ steps: ArraySlice<AccessPath.Step>
  ) -> PathAnswer {
    if let name = steps.first?.name, node[name] == nil, let alias = aliases[name] ?? nil {
      return walk(alias, at: nil, steps.dropFirst())
    }
    return walk(node, at: level, steps)
  }

  /// Follows steps through JSON.
  mutating func walk(
    _ start: JSONNode, at startLevel: String?, _ steps: ArraySlice<AccessPath.Step>,
    isInsideText: Bool = false
  ) -> PathAnswer {
    var node = start
    var level = startLevel
    var place = ""
    for step in steps {
      if node.isNull { return .absent(.absent("‘\(shortened(place))’ is null", at: isInsideText ? nil : node)) }
      switch step {
      case .index(let index, _):
        guard node.kind == .array else {
          return .absent(misstep(isInsideText, "\(description(node, place)) has no items"))
        }
        guard let item = node[index] else {
          return .absent(
            .beyondEnd(index, of: place.isEmpty ? "the array" : "‘\(shortened(place))’", count: node.count))
        }
        node = item
      case .member(let name, let range), .key(let name, let range):
        guard node.kind == .object else {
          let advice = node.kind == .array ? "; name an item, such as [0]" : ""
          return .absent(
            misstep(isInsideText, "\(description(node, place)) has no member ‘\(shortened(name))’\(advice)"))
        }
        guard let value = member(name, of: node, at: range) else {
          return .absent(isInsideText ? absentInText(name, node) : absentField(name, of: node, at: level, place))
        }
        node = value
        level = KnownFields.level(of: name, at: level)
        place = name
      case .dynamic:
        return .absent(.absent("the index is not known"))
      }
    }
    if explains, !isInsideText { origin.pointer = node.pointer }
    return node.isNull ? .absent(.absent("it is null", at: isInsideText ? nil : node)) : .value(node)
  }

  private func misstep(_ isInsideText: Bool, _ message: String) -> Cause {
    isInsideText ? .absent(message) : .impossible(message)
  }

  private func description(_ node: JSONNode, _ place: String) -> String {
    let what = node.kind == .array ? "a list" : node.kind == .object ? "an object" : "a \(node.kind)"
    return place.isEmpty ? what : "‘\(shortened(place))’ is \(what) and"
  }

  private func absentInText(_ name: String, _ node: JSONNode) -> Cause {
    let nearest = suggestion(nearestNames(to: name, among: node.members.compactMap { $0.key.string }))
    return .absent("the JSON text has no member ‘\(shortened(name))’\(nearest)")
  }

  private func absentField(
    _ name: String, of node: JSONNode, at level: String?, _ place: String
  ) -> Cause {
    let whole = place.isEmpty ? "" : " in ‘\(shortened(place))’"
    let fields = KnownFields.fields(of: level)
    let names = Set(node.members.compactMap { $0.key.string }).union(fields.map { Array($0) } ?? [])
    let nearest = suggestion(nearestNames(to: name, among: names.sorted()))
    return fields?.contains(name) ?? nearest.isEmpty
      ? .absent("no ‘\(shortened(name))’\(whole)", at: node)
      : .impossible("there is no field ‘\(shortened(name))’\(whole)\(nearest)", at: node)
  }

  /// The member of an object, with a diagnostic where its key stands several times.
  mutating func member(_ name: String, of node: JSONNode, at range: ByteRange) -> JSONNode? {
    let (value, count) = node.lookUp(name)
    noteDuplicates(of: name, count, at: range)
    return value
  }

  mutating func noteDuplicates(of name: String, _ count: Int, at range: ByteRange) {
    guard count > 1 else { return }
    diagnostics.append(
      Diagnostic(
        .duplicateKey, .warning, "the key ‘\(shortened(name))’ stands \(count) times; the last one counts", at: range))
  }
}

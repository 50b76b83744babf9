package import JSON
package import SourceText

/// Puts values in the place of others in a document of YAML or JSON that a person wrote: only what differs is written,
/// so that layout and comments stay.
package struct ValueEditor {
  private let file: SourceFile
  private let isJSON: Bool
  private let lineEnd: String

  /// Creates an editor of a file.
  package init(_ file: SourceFile) {
    self.file = file
    lineEnd = file.bytes.contains(UInt8(ascii: "\r")) ? "\r\n" : "\n"
    isJSON = file.bytes.first { !isBlank($0) && !isBreak($0) } == UInt8(ascii: "{")
  }

  /// The edits that make a node hold a value.
  ///
  /// - Parameter key: its key, where it is the value of a mapping.
  package func edits(of node: Node, under key: Node?, to value: JSONValue) -> [Edit] {
    if node.kind == .sequence, case .array(let items) = value, !node.items.isEmpty {
      if node.items.count == items.count {
        return zip(node.items, items).filter { !isSame($0, $1) }.flatMap { edits(of: $0, under: nil, to: $1) }
      }
      if !isFlow(node) { return blockEdits(of: node, under: key, to: items) }
    }
    if node.range.isEmpty { return [Edit(node.range, with: " " + text(of: value, asIn: node))] }
    return [Edit(range(of: node), with: text(of: value, asIn: node))]
  }

  private func isSame(_ node: Node, _ value: JSONValue) -> Bool {
    JSONValue(parsing: Array(node.plainJSON.utf8)) == value
  }

  /// Whether a list or mapping stands in brackets.
  private func isFlow(_ node: Node) -> Bool {
    let start = Int(node.range.start)
    return file.bytes.indices.contains(start) && "[{".utf8.contains(file.bytes[start])
  }

  /// The bytes of a node without the line ends behind it.
  private func range(of node: Node) -> ByteRange {
    var end = Int(node.range.end)
    if node.kind != .scalar, !isFlow(node), let last = (node.items.last ?? node.entries.last?.value) {
      end = max(Int(range(of: last).end), Int(node.range.start))
    }
    while end > Int(node.range.start), isBlank(file.bytes[end - 1]) || isBreak(file.bytes[end - 1]) { end -= 1 }
    return ByteRange(Int(node.range.start), end)
  }

  // MARK: Lists of a line an item

  private func blockEdits(of node: Node, under key: Node?, to items: [JSONValue]) -> [Edit] {
    guard !items.isEmpty else {
      let whole = range(of: node)
      guard let key, let colon = file.bytes[Int(key.range.end)...].firstIndex(of: UInt8(ascii: ":")) else {
        return [Edit(whole, with: "[]")]
      }
      return [Edit(ByteRange(colon + 1, Int(whole.end)), with: " []")]
    }
    var edits: [Edit] = []
    var rest = items[...]
    // Items that stay in their order keep their lines.
    let kept = node.items.map { item -> Bool in
      guard let first = rest.first, isSame(item, first) else { return false }
      rest = rest.dropFirst()
      return true
    }
    if rest.isEmpty {
      for (item, isKept) in zip(node.items, kept) where !isKept { edits.append(Edit(line(of: item), with: "")) }
      return edits
    }
    for (item, value) in zip(node.items, items) where !isSame(item, value) {
      edits += self.edits(of: item, under: nil, to: value)
    }
    for item in node.items.dropFirst(items.count) { edits.append(Edit(line(of: item), with: "")) }
    if let last = node.items.last, items.count > node.items.count {
      let indent = String(repeating: " ", count: file.place(at: Int(node.range.start)).column - 1)
      let lines = items.dropFirst(node.items.count).map { "\(lineEnd)\(indent)- \(text(of: $0, asIn: last))" }
      edits.append(Edit(ByteRange(at: Int(range(of: last).end)), with: lines.joined()))
    }
    return edits
  }

  /// The whole lines of an item with its dash.
  private func line(of item: Node) -> ByteRange {
    let bytes = file.bytes
    var start = Int(item.range.start)
    while start > 0, !isBreak(bytes[start - 1]) { start -= 1 }
    var end = Int(range(of: item).end)
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
    return ByteRange(start, min(end + 1, bytes.count))
  }

  // MARK: Texts

  /// A value as it is written on one line; texts of YAML in the quotes that the node has.
  private func text(of value: JSONValue, asIn node: Node) -> String {
    if isJSON {
      var writer = JSONWriter()
      writer.value(value)
      return writer.text
    }
    return yaml(value, asIn: node)
  }

  private func yaml(_ value: JSONValue, asIn node: Node) -> String {
    switch value {
    case .null: return "null"
    case .boolean(let flag): return flag ? "true" : "false"
    case .number(let text): return text
    case .string(let text):
      let isQuoted = node.style == .doubleQuoted || node.style == .singleQuoted
      // What is plain between brackets is plain everywhere.
      if !isQuoted, YAMLWriting.isPlain(text, inFlow: true), !Self.isOther(text) { return text }
      return YAMLWriting.quoted(text, preferringDouble: node.style != .singleQuoted)
    case .array(let items):
      return items.isEmpty
        ? "[]" : "[ " + items.map { yaml($0, asIn: node) }.joined(separator: ", ") + " ]"
    case .object(let members):
      let texts = members.map {
        "\(yaml(.string($0.key), asIn: node)): \(yaml($0.value, asIn: node))"
      }
      return texts.isEmpty ? "{}" : "{ " + texts.joined(separator: ", ") + " }"
    }
  }

  /// Whether a plain text would be read as something else than a text, by this reader or by another one.
  private static func isOther(_ text: String) -> Bool {
    let words = ["", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n"]
    guard let first = text.utf8.first else { return true }
    return words.contains(text.lowercased()) || "0123456789+-.".utf8.contains(first)
  }
}

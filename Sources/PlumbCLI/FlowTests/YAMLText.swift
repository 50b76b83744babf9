import JSON

/// JSON as YAML in the shape in which people write it: what fits on a line stands on one, strings are quoted where they
/// could be read as something else.
struct YAMLText {
  private static let width = 100
  private(set) var text = ""

  init(_ value: JSONValue) {
    block(value, indent: 0)
  }

  private mutating func block(_ value: JSONValue, indent: Int) {
    let blanks = String(repeating: " ", count: indent)
    switch value {
    case .object(let members):
      for member in members { entry("\(blanks)\(Self.scalar(member.key)):", member.value, indent: indent + 2) }
    case .array(let items):
      for item in items {
        if item.isObject, !item.members.isEmpty, Self.flow(item).utf8.count + indent > Self.width / 2 {
          // The first member stands on the line of the dash.
          var inner = YAMLText(.object([]))
          inner.block(item, indent: indent + 2)
          text += "\(blanks)- " + inner.text.dropFirst(indent + 2)
        } else {
          entry("\(blanks)-", item, indent: indent + 2)
        }
      }
    case .null, .boolean, .number, .string: text += "\(blanks)\(Self.flow(value))\n"
    }
  }

  private mutating func entry(_ head: String, _ value: JSONValue, indent: Int) {
    let line = Self.flow(value)
    let isScalar = !value.isObject && !value.isArray || value.members.isEmpty && value.items.isEmpty
    if isScalar || head.utf8.count + 1 + line.utf8.count <= Self.width {
      text += "\(head) \(line)\n"
    } else {
      text += "\(head)\n"
      block(value, indent: indent)
    }
  }

  /// A value on one line.
  private static func flow(_ value: JSONValue) -> String {
    switch value {
    case .null: "null"
    case .boolean(let flag): flag ? "true" : "false"
    case .number(let text): text
    case .string(let text): scalar(text)
    case .array(let items): items.isEmpty ? "[]" : "[ " + items.map { flow($0) }.joined(separator: ", ") + " ]"
    case .object(let members):
      members.isEmpty
        ? "{}" : "{ " + members.map { "\(scalar($0.key)): \(flow($0.value))" }.joined(separator: ", ") + " }"
    }
  }

  /// A string, in quotes unless it is of letters, digits and a few signs and cannot be read as anything else.
  private static func scalar(_ text: String) -> String {
    let isPlain =
      text.utf8.first.map { isLetter($0) } == true && text.utf8.last != UInt8(ascii: " ")
      && text.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || " ._-/".utf8.contains($0) }
      && !["true", "false", "yes", "no", "on", "off", "null", "y", "n"].contains(text.lowercased())
    if isPlain { return text }
    // Strings of JSON are strings of YAML.
    var writer = JSONWriter()
    writer.string(text)
    return writer.text
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }
}

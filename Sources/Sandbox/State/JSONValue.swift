import JSON

/// JSON as a value that can be built and changed; members keep their order.
enum JSONValue: Hashable, Sendable {
  case null
  case boolean(Bool)
  /// A number as it is written.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([JSONMember])
}

/// A member of an object.
struct JSONMember: Hashable, Sendable {
  var key: String
  var value: JSONValue
}

extension JSONValue {
  /// Copies parsed JSON; of duplicate keys the last one counts. How deep it is the parser has limited.
  init(_ node: JSONNode) {
    switch node.kind {
    case .null: self = .null
    case .boolean: self = .boolean(node.boolean ?? false)
    case .number: self = .number(node.numberText ?? "0")
    case .string: self = .string(node.string ?? "")
    case .array: self = .array(node.items.map { JSONValue($0) })
    case .object:
      var members: [JSONMember] = []
      var places: [String: Int] = [:]
      for (key, value) in node.members {
        let member = JSONMember(key: key.string ?? "", value: JSONValue(value))
        if let place = places[member.key] {
          members[place] = member
        } else {
          places[member.key] = members.count
          members.append(member)
        }
      }
      self = .object(members)
    }
  }

  /// Parses a text; nil where it is no JSON.
  init?(parsing bytes: [UInt8]) {
    guard let document = try? JSONDocument(parsing: bytes) else { return nil }
    self.init(document.root)
  }

  /// The text of a string.
  var text: String? { if case .string(let text) = self { text } else { nil } }
  /// A number that is an integer.
  var integer: Int? { if case .number(let text) = self { Int(text) } else { nil } }
  /// The value of a boolean.
  var flag: Bool? { if case .boolean(let flag) = self { flag } else { nil } }
  /// The items of an array; none for anything else.
  var items: [JSONValue] { if case .array(let items) = self { items } else { [] } }
  /// The members of an object; none for anything else.
  var members: [JSONMember] { if case .object(let members) = self { members } else { [] } }
  /// Whether this is an object.
  var isObject: Bool { if case .object = self { true } else { false } }
  /// Whether this is an array.
  var isArray: Bool { if case .array = self { true } else { false } }

  /// The member of a key; setting nil removes it. Setting a member of something that is no object does nothing.
  subscript(_ key: String) -> JSONValue? {
    get { members.last { $0.key == key }?.value }
    set {
      guard case .object(var members) = self else { return }
      // Lets go of the members, so that they are changed in place.
      self = .null
      defer { self = .object(members) }
      let index = members.firstIndex { $0.key == key }
      switch (index, newValue) {
      case (let index?, let value?): members[index].value = value
      case (let index?, nil): members.remove(at: index)
      case (nil, let value?): members.append(JSONMember(key: key, value: value))
      case (nil, nil): break
      }
    }
  }

  /// The same object with the members that are there in `others`, in their order.
  func picking(_ keys: [String]) -> JSONValue {
    .object(keys.compactMap { key in self[key].map { JSONMember(key: key, value: $0) } })
  }

  /// The text in UTF-8.
  var bytes: [UInt8] {
    var writer = JSONWriter()
    write(to: &writer)
    return writer.bytes
  }

  private func write(to writer: inout JSONWriter) {
    switch self {
    case .null: writer.null()
    case .boolean(let flag): writer.boolean(flag)
    case .number(let text): writer.number(text)
    case .string(let text): writer.string(text)
    case .array(let items): writer.array(items) { $1.write(to: &$0) }
    case .object(let members):
      writer.beginObject()
      for member in members {
        writer.key(member.key)
        member.value.write(to: &writer)
      }
      writer.endObject()
    }
  }
}

extension JSONValue: ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByNilLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  init(stringLiteral value: String) { self = .string(value) }
  init(integerLiteral value: Int) { self = .integer(value) }
  init(booleanLiteral value: Bool) { self = .boolean(value) }
  init(nilLiteral: ()) { self = .null }
  init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { JSONMember(key: $0.0, value: $0.1) })
  }

  static func integer(_ value: Int) -> JSONValue { .number(String(value)) }
  static func strings(_ values: some Sequence<String>) -> JSONValue { .array(values.map { .string($0) }) }
}

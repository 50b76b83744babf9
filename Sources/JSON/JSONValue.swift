/// JSON as a value that can be built and changed; the members of objects keep their order.
///
/// ```swift
/// var order: JSONValue = ["id": 7, "items": ["pen", "ink"]]
/// order["state"] = "open"
/// ```
///
/// Numbers are kept as they are written, so that nothing is lost on the way from one document to another.
public enum JSONValue: Hashable, Sendable {
  case null
  case boolean(Bool)
  /// A number as it is written.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([JSONMember])
}

/// A member of an object.
public struct JSONMember: Hashable, Sendable {
  /// The key.
  public var key: String
  /// The value.
  public var value: JSONValue

  /// Creates a member.
  public init(key: String, value: JSONValue) {
    self.key = key
    self.value = value
  }

  /// Whether it has a key, compared code unit by code unit as those of ``JSONNode`` are.
  fileprivate func has(_ key: String) -> Bool { self.key.utf8.elementsEqual(key.utf8) }
}

extension JSONValue {
  /// Copies parsed JSON; of members with the same key the last one counts, at the place of the first.
  ///
  /// This goes as deep as the value does, which ``JSONLimits`` bounds.
  public init(_ node: JSONNode) {
    switch node.kind {
    case .null: self = .null
    case .boolean: self = .boolean(node.boolean ?? false)
    case .number: self = .number(node.numberText ?? "0")
    case .string: self = .string(node.string ?? "")
    case .array: self = .array(node.items.map { JSONValue($0) })
    case .object:
      var members: [JSONMember] = []
      var places: [[UInt8]: Int] = [:]
      for (key, value) in node.members {
        let member = JSONMember(key: key.string ?? "", value: JSONValue(value))
        let place = places[Array(member.key.utf8), default: members.count]
        if place < members.count {
          members[place] = member
        } else {
          places[Array(member.key.utf8)] = place
          members.append(member)
        }
      }
      self = .object(members)
    }
  }

  /// Parses a text; nil where it is no JSON.
  public init?(parsing bytes: [UInt8]) {
    guard let document = try? JSONDocument(parsing: bytes) else { return nil }
    self.init(document.root)
  }

  /// A number.
  public static func integer(_ value: Int) -> JSONValue { .number(String(value)) }
  /// A string, or null where there is none.
  public static func nullable(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
  /// An array of strings.
  public static func strings(_ values: some Sequence<String>) -> JSONValue { .array(values.map { .string($0) }) }

  // MARK: Reading

  /// The text of a string; nil for other kinds.
  public var text: String? { if case .string(let text) = self { text } else { nil } }
  /// A number that is written as an integer, and fits.
  public var integer: Int? { if case .number(let text) = self { Int(text) } else { nil } }
  /// The items of an array; empty for other kinds.
  public var items: [JSONValue] { if case .array(let items) = self { items } else { [] } }
  /// The items of the member with a key; empty where there is no such array.
  public func items(_ key: String) -> [JSONValue] { self[key]?.items ?? [] }
  /// The members of an object; empty for other kinds.
  public var members: [JSONMember] { if case .object(let members) = self { members } else { [] } }
  /// Whether this is an object.
  public var isObject: Bool { if case .object = self { true } else { false } }
  /// Whether this is an array.
  public var isArray: Bool { if case .array = self { true } else { false } }

  /// The member with a key. Setting nil removes it; setting a member of something that is no object does nothing.
  public subscript(_ key: String) -> JSONValue? {
    get { members.last { $0.has(key) }?.value }
    set {
      guard case .object(var members) = self else { return }
      // Lets go of the members, so that they are changed in place.
      self = .null
      defer { self = .object(members) }
      let index = members.lastIndex { $0.has(key) }
      switch (index, newValue) {
      case (let index?, let value?): members[index].value = value
      case (_?, nil): members.removeAll { $0.has(key) }
      case (nil, let value?): members.append(JSONMember(key: key, value: value))
      case (nil, nil): break
      }
    }
  }

  /// Changes each item of the array that a member is.
  public mutating func changeItems(_ key: String, _ change: (inout JSONValue) -> Void) {
    guard case .array(var items)? = self[key] else { return }
    for index in items.indices { change(&items[index]) }
    self[key] = .array(items)
  }

  /// The object with those of its members that have one of these keys, in the order of the keys.
  public func picking(_ keys: [String]) -> JSONValue {
    .object(keys.compactMap { key in self[key].map { JSONMember(key: key, value: $0) } })
  }

  // MARK: Writing

  /// The text in UTF-8, on one line.
  public var bytes: [UInt8] {
    var writer = JSONWriter()
    writer.value(self)
    return writer.bytes
  }
}

extension JSONWriter {
  /// Writes a value.
  public mutating func value(_ value: JSONValue) {
    switch value {
    case .null: null()
    case .boolean(let flag): boolean(flag)
    case .number(let text): number(text)
    case .string(let text): string(text)
    case .array(let items): array(items) { $0.value($1) }
    case .object(let members):
      beginObject()
      for member in members {
        key(member.key)
        self.value(member.value)
      }
      endObject()
    }
  }
}

extension JSONValue: ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// Creates a string.
  public init(stringLiteral value: String) { self = .string(value) }
  /// Creates a number.
  public init(integerLiteral value: Int) { self = .integer(value) }
  /// Creates a boolean.
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
  /// Creates an array.
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  /// Creates an object; members that are nil are left out.
  public init(dictionaryLiteral elements: (String, JSONValue?)...) {
    self = .object(elements.compactMap { key, value in value.map { JSONMember(key: key, value: $0) } })
  }
}

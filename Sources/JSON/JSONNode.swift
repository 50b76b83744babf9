public import SourceText

/// One value of a JSON document.
public struct JSONNode: Sendable {
  /// The kinds of values.
  public enum Kind: UInt8, Sendable {
    case null, boolean, number, string, array, object
  }

  /// The document that holds the value.
  public let document: JSONDocument
  let index: UInt32

  init(document: JSONDocument, index: UInt32) {
    self.document = document
    self.index = index
  }

  /// What the value is.
  public var kind: Kind { .null }
  /// The bytes of the value; those of a string with its quotes.
  public var range: ByteRange { ByteRange(0, 0) }
  /// The value of a string, without escapes.
  public var string: String? { nil }
  /// The value of a boolean.
  public var boolean: Bool? { nil }
  /// A number exactly as it is written.
  public var numberText: String? { nil }
  /// The items of an array; empty for other kinds.
  public var items: [JSONNode] { [] }
  /// The members of an object in order, duplicate keys included; empty for other kinds.
  public var members: [(key: JSONNode, value: JSONNode)] { [] }
  /// The member with a key, the last where it stands several times.
  public subscript(_ key: String) -> JSONNode? { nil }
  /// The item at a place of an array, or nil beyond its end.
  public subscript(_ index: Int) -> JSONNode? { nil }
  /// The JSON Pointer (RFC 6901) of the value from the document's root; the root's is empty.
  public var pointer: String { "" }
}

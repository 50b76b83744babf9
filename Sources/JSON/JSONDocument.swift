import SourceText

/// A JSON text and the tape of its values.
///
/// The tape holds one record for each value and each key, in the order of the text; a record knows where its subtree
/// ends, so that skipping a value is one step. Nothing is decoded before it is asked for.
public final class JSONDocument: Sendable {
  /// The bytes that hold the text; places count in them, also where the text is only a part of them.
  public let bytes: [UInt8]
  let tape: [TapeNode]

  /// Reads a text; the whole of it must be one JSON value in valid UTF-8, as RFC 8259 has it.
  public convenience init(parsing bytes: [UInt8], limits: JSONLimits = JSONLimits()) throws(JSONError) {
    try self.init(parsing: bytes, range: 0..<bytes.count, limits: limits)
  }

  /// Reads a part of some bytes, such as one line, without copying it; all places count in the whole of them.
  ///
  /// A range beyond the bytes is cut to them.
  public init(parsing bytes: [UInt8], range: Range<Int>, limits: JSONLimits = JSONLimits()) throws(JSONError) {
    self.bytes = bytes
    let range = range.clamped(to: 0..<bytes.count)
    guard range.count <= limits.size, range.upperBound < Int(UInt32.max) else {
      throw JSONError(
        "the text has \(range.count) bytes, over the limit of \(min(limits.size, Int(UInt32.max)))",
        at: range.lowerBound, isLimit: true)
    }
    if let bad = firstInvalidUTF8(in: bytes, range) {
      throw JSONError("the text is not valid UTF-8", at: bad)
    }
    var parser = JSONParser(range: range, depthLimit: limits.depth)
    try parser.parse(bytes.span)
    tape = parser.tape
  }

  /// The outermost value.
  public var root: JSONNode { JSONNode(document: self, index: 0) }

  /// All strings and keys that are written with escapes, in the order of the text.
  package var escapedStrings: [JSONNode] {
    tape.indices.filter { tape[$0].isEscaped }.map { JSONNode(document: self, index: UInt32($0)) }
  }
}

/// Limits of one JSON text.
public struct JSONLimits: Sendable {
  /// How deep arrays and objects may nest.
  public var depth = Limits().documentDepth
  /// The size of the text in bytes.
  public var size = Limits().fileSize

  /// Creates the default limits.
  public init() {}
}

/// Why a text is no JSON.
public struct JSONError: Error, Hashable, Sendable {
  /// What is wrong, lower case, without a full stop.
  public let message: String
  /// The byte at fault, counted from the beginning of the text.
  public let offset: Int
  /// Whether a limit was reached, so that the text may be valid.
  public let isLimit: Bool

  init(_ message: String, at offset: Int, isLimit: Bool = false) {
    self.message = message
    self.offset = offset
    self.isLimit = isLimit
  }
}

/// One record of the tape, 16 bytes.
struct TapeNode: Sendable {
  let kind: JSONNode.Kind
  /// Whether a string has escapes.
  let isEscaped: Bool
  let start: UInt32
  var length: UInt32
  /// The index of the record after the last one of the value's subtree.
  var end: UInt32
}

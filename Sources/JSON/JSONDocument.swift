/// A JSON text and the tape of its values.
public final class JSONDocument: Sendable {
  /// The text.
  public let bytes: [UInt8]

  /// Reads a text; the whole of it must be one JSON value.
  public init(parsing bytes: [UInt8], limits: JSONLimits = JSONLimits()) throws(JSONError) {
    self.bytes = bytes
  }

  /// The outermost value.
  public var root: JSONNode { JSONNode(document: self, index: 0) }
}

/// Limits of one JSON text.
public struct JSONLimits: Sendable {
  /// How deep arrays and objects may nest.
  public var depth = 200
  /// The size of the text in bytes.
  public var size = 50 << 20

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
}

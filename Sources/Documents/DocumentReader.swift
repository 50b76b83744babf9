public import SourceText

/// Limits of all readers, in one place.
public struct DocumentLimits: Sendable {
  /// The size of one file in bytes.
  public var size = 50 << 20
  /// How deep a document may nest.
  public var depth = 200
  /// How many nodes aliases of one document may add.
  public var aliasedNodes = 100_000

  /// Creates the default limits.
  public init() {}
}

/// What reading one file gave.
public struct DocumentReading: Sendable {
  /// The documents that could be read, in order.
  public var documents: [DocumentTree]
  /// What is wrong inside the file, with the bytes it speaks of.
  public var diagnostics: [Diagnostic]
}

/// Why a file is no document at all.
public enum DocumentError: Error, Hashable, Sendable {
  /// Empty, binary, or beginning like no known format; the message says which.
  case unrecognised(String)
  /// Beyond one of the limits, which the message names; the offset is in the file's text.
  case overLimit(String, offset: Int?)
}

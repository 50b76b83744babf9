public import Expressions
public import SourceText

/// What a project's `plumb.yaml` says.
public struct Configuration: Sendable {
  /// The functions that it declares, in their order.
  public var functions: [Function] = []
  /// The files with signatures that it names.
  public var signatures: [FileReference] = []

  /// Creates a configuration that says nothing.
  public init() {}

  /// A file that a configuration names.
  public struct FileReference: Hashable, Sendable {
    /// The path as written; a relative one begins at the folder of the configuration.
    public let path: String
    /// Where it is named.
    public let range: ByteRange
  }
}

/// The keys that stand at the top of a configuration.
enum ConfigurationKey: String, CaseIterable {
  case functions
  case signatures

  /// What the key is for, in one sentence.
  var summary: String {
    switch self {
    case .functions: "Functions that Plumb does not know yet: name → ways to call it."
    case .signatures: "Files that `plumb functions learn` has written, relative to this one."
    }
  }
}

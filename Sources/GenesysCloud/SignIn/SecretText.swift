/// A text that must not be shown: it prints as `***` wherever it ends up, in interpolations and dumps too.
public struct SecretText: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  private let value: String

  /// Wraps a text.
  public init(_ value: String) {
    self.value = value
  }

  /// Lends the text to `body`, which must not keep it where it could be shown.
  public func withValue<Result, E>(_ body: (String) throws(E) -> Result) throws(E) -> Result {
    try body(value)
  }

  /// Whether there is no text.
  public var isEmpty: Bool { value.isEmpty }
  /// Never the text.
  public var description: String { "***" }
  /// Never the text.
  public var debugDescription: String { "***" }
  /// A mirror without children.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

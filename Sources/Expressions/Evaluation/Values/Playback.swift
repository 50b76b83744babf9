/// What would be played or sent: Audio, Communication or Prompt.
///
/// Nothing is played here; the value says what would be.
public struct Playback: Hashable, Sendable {
  /// `audio`, `communication` or `prompt`.
  public let type: ExpressionType
  /// The parts in order, each as a text for people: `“Hello”`, `silence of 500 ms`, `Prompt.Welcome`.
  public let parts: [String]

  /// Creates a playback.
  public init(_ type: ExpressionType, _ parts: [String]) {
    self.type = type
    self.parts = parts
  }
}

extension Playback: CustomStringConvertible {
  /// The parts, separated by commas.
  public var description: String { parts.joined(separator: ", ") }
}

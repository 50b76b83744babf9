/// The key that every flow configuration has, and no other document.
public enum ConfigurationMark {
  /// The key of the list of tasks, menus and states.
  public static let key = "flowSequenceItemList"

  /// Whether the key stands anywhere in a JSON text, in quotes.
  public static func stands(in text: [UInt8]) -> Bool {
    text.withUnsafeBufferPointer { XMLMarkup.find($0, from: 0, end: $0.count, "\"flowSequenceItemList\"") != nil }
  }
}

/// The key that every flow configuration has, and no other document.
public enum ConfigurationMark {
  /// The key of the list of tasks, menus and states.
  public static let key = "flowSequenceItemList"

  /// Whether the key stands anywhere in a JSON text, in quotes.
  public static func stands(in text: [UInt8]) -> Bool {
    let mark = Array("\"\(key)\"".utf8)
    guard text.count >= mark.count else { return false }
    return text.withUnsafeBufferPointer { text in
      mark.withUnsafeBufferPointer { mark in
        var position = 0
        let last = text.count - mark.count
        while position <= last {
          if text[position] == mark[0], text[position + 1] == mark[1] {
            var length = 2
            while length < mark.count, text[position + length] == mark[length] { length += 1 }
            if length == mark.count { return true }
          }
          position += 1
        }
        return false
      }
    }
  }
}

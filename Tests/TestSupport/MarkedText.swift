/// A text with places marked in it, so that a test shows both what is read and where something is expected.
///
/// `«` and `»` enclose the ranges: `"1 + «true»"` is the text `1 + true` with the one range 4..<8.
public struct MarkedText: Sendable {
  /// The text without its marks.
  public let text: String
  /// The marked ranges as byte offsets of ``text``, in order of their beginnings.
  public let ranges: [Range<Int>]

  /// Takes the marks out of a text.
  public init(_ marked: String) {
    var text = ""
    var open: [Int] = []
    var ranges: [Range<Int>] = []
    for character in marked.unicodeScalars {
      switch character {
      case "«": open.append(text.utf8.count)
      case "»": if let start = open.popLast() { ranges.append(start..<text.utf8.count) }
      default: text.unicodeScalars.append(character)
      }
    }
    self.text = text
    self.ranges = ranges.sorted { $0.lowerBound < $1.lowerBound }
  }
}

import SourceText

/// What the line of a block scalar's indicator says.
struct YAMLBlockHeader {
  enum Chomping {
    case clip, strip, keep
  }

  var isLiteral = true
  var chomping = Chomping.clip
  /// The digit of an explicit indentation, counted from the parent's.
  var indentation: Int?
  /// Where the first line of the text begins.
  var bodyStart: Int

  /// Reads the header at an offset, which is that of `|` or `>`.
  init(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) {
    var position = start
    isLiteral = position < bytes.count && bytes[position] == UInt8(ascii: "|")
    position += 1
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "-"): chomping = .strip
      case UInt8(ascii: "+"): chomping = .keep
      case UInt8(ascii: "1")...UInt8(ascii: "9"): indentation = Int(bytes[position] - UInt8(ascii: "0"))
      default:
        while position < bytes.count {
          let length = TextDecoder.breakLength(bytes, at: position, end: bytes.count)
          position += max(1, length)
          if length > 0 { break }
        }
        bodyStart = position
        return
      }
      position += 1
    }
    bodyStart = bytes.count
  }

  /// The column of the text when nothing says it: that of the first line that is not blank, or of a longer blank line
  /// before it.
  func detectedIndentation(_ bytes: UnsafeBufferPointer<UInt8>, end: Int) -> Int {
    var longest = 0
    var position = bodyStart
    while position < end {
      let start = position
      while position < end, bytes[position] == UInt8(ascii: " ") { position += 1 }
      longest = max(longest, position - start)
      let length = TextDecoder.breakLength(bytes, at: position, end: end)
      guard length > 0 else { break }
      position += length
    }
    return max(longest, 1)
  }
}

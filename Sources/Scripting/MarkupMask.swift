import SourceText

/// Blanks out the markup of a fragment of XML, so that only the scripts in it are left, each byte in its place.
///
/// Composer keeps what an event does as a piece of SCXML in an attribute: scripts stand in its attributes' values and in
/// its texts.
enum MarkupMask {
  /// Whether a text is markup; no script begins with `<`.
  static func isMarkup(_ text: [UInt8]) -> Bool {
    text.first { $0 > 0x20 } == UInt8(ascii: "<")
  }

  /// The text with blanks for names and tags, and a semicolon at both ends of each script.
  static func masked(_ text: [UInt8]) -> [UInt8] {
    var masked = text
    var position = 0
    while position < text.count {
      guard text[position] == UInt8(ascii: "<") else {
        position += 1
        continue
      }
      if text[position...].starts(with: "<!--".utf8) {
        mask(through: Array("-->".utf8), text, &masked, &position)
      } else if text[position...].starts(with: "<![CDATA[".utf8) {
        mask(through: Array("[CDATA[".utf8), text, &masked, &position)
      } else {
        maskTag(text, &masked, &position)
      }
    }
    return masked
  }

  private static func mask(
    through end: [UInt8], _ text: [UInt8], _ masked: inout [UInt8], _ position: inout Int
  ) {
    let stop = firstOffset(of: end, in: text, from: position).map { $0 + end.count } ?? text.count
    while position < stop {
      masked[position] = 0x20
      position += 1
    }
  }

  private static func maskTag(_ text: [UInt8], _ masked: inout [UInt8], _ position: inout Int) {
    var quote: UInt8?
    while position < text.count {
      let byte = text[position]
      if byte == quote {
        quote = nil
        masked[position] = UInt8(ascii: ";")
      } else if quote == nil {
        masked[position] = 0x20
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
          quote = byte
          masked[position] = UInt8(ascii: ";")
        } else if byte == UInt8(ascii: ">") {
          masked[position] = UInt8(ascii: ";")
          position += 1
          return
        }
      }
      position += 1
    }
  }
}

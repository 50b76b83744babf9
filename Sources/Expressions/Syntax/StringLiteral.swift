import SourceText

/// Quotes and escapes of string literals.
package enum StringLiteral {
  /// Whether a byte after a backslash makes a known escape.
  static func isEscape(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"): true
    default: false
    }
  }

  static func isSingleQuote(_ scalar: Unicode.Scalar?) -> Bool {
    scalar == "'" || scalar == "‘" || scalar == "’" || scalar == "‚"
  }

  static func isTypographicQuote(_ scalar: Unicode.Scalar?) -> Bool {
    scalar == "“" || scalar == "”" || scalar == "„"
  }

  /// The value of a literal as it is written, quotes of any kind included; the closing one may be missing.
  ///
  /// A backslash before a character that is no known escape stays.
  static func value(of literal: ArraySlice<UInt8>) -> String {
    let content = literal.dropFirst().dropLast()
    if literal.count > 1, literal.first == UInt8(ascii: "\""), literal.last == UInt8(ascii: "\""),
      !content.contains(UInt8(ascii: "\\"))
    {
      return String(decoding: content, as: UTF8.self)
    }
    let bytes = Array(literal)
    guard let quote = Characters.scalar(in: bytes, at: 0) else { return "" }
    var value: [UInt8] = []
    value.reserveCapacity(bytes.count)
    var offset = quote.length
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\\"), offset + 1 < bytes.count {
        let next = bytes[offset + 1]
        switch next {
        case UInt8(ascii: "n"): value.append(0x0A)
        case UInt8(ascii: "r"): value.append(0x0D)
        case UInt8(ascii: "t"): value.append(0x09)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): value.append(next)
        default: value += [byte, next]
        }
        offset += 2
      } else if isEnd(bytes, at: offset, opening: quote.value) {
        break
      } else {
        value.append(byte)
        offset += 1
      }
    }
    return String(decoding: value, as: UTF8.self)
  }

  /// Whether the closing quote stands at an offset: the last scalar of the literal, if it can close what opened it.
  private static func isEnd(_ bytes: [UInt8], at offset: Int, opening: Unicode.Scalar) -> Bool {
    if opening == "\"" { return bytes[offset] == UInt8(ascii: "\"") }
    guard let scalar = Characters.scalar(in: bytes, at: offset), offset + scalar.length == bytes.count else {
      return false
    }
    return isSingleQuote(opening)
      ? isSingleQuote(scalar.value) : scalar.value == "\"" || isTypographicQuote(scalar.value)
  }
}

extension StringLiteral {
  /// A literal with a value, written as Architect does.
  package static func quoted(_ value: String) -> String {
    var literal = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": literal += "\\\""
      case "\\": literal += "\\\\"
      case "\n": literal += "\\n"
      case "\r": literal += "\\r"
      case "\t": literal += "\\t"
      default: literal.unicodeScalars.append(scalar)
      }
    }
    return literal + "\""
  }
}

extension SyntaxTree {
  /// The value of a string literal, without quotes and escapes; the text of any other node.
  public func stringValue(of id: NodeID) -> String {
    let node = self[id]
    return node.kind == .string ? StringLiteral.value(of: text[node.range.indices]) : text(node.range)
  }
}

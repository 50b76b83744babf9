import SourceText

/// Reads JSONPath, as far as its steps.
public enum JSONPath {
  /// The steps of a path; nil where the text does not begin with `$` or is malformed.
  ///
  /// A path that does not begin with its root but with a bracket is read too, as Genesys' examples have it.
  public static func chain(of text: String) -> MemberChain? {
    var reader = Reader(text: Array(text.utf8))
    return reader.read()
  }

  private struct Reader {
    let text: [UInt8]
    var position = 0
    var steps: [MemberChain.Step] = []
    var ends: [Int] = []

    mutating func read() -> MemberChain? {
      passBlanks()
      let start = position
      guard position < text.count else { return nil }
      if byte == UInt8(ascii: "$") || byte == UInt8(ascii: "@") {
        position += 1
      } else if byte != UInt8(ascii: "[") {
        return nil
      }
      add(.root)
      while position < text.count {
        guard readStep() else { return nil }
      }
      return MemberChain(steps: steps, ends: ends, range: ByteRange(start, ends.last ?? start))
    }

    private var byte: UInt8 { position < text.count ? text[position] : 0 }

    private mutating func passBlanks() {
      while position < text.count, byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) { position += 1 }
    }

    private mutating func add(_ step: MemberChain.Step) {
      steps.append(step)
      ends.append(position)
    }

    private mutating func readStep() -> Bool {
      switch byte {
      case UInt8(ascii: "."):
        position += 1
        if byte == UInt8(ascii: ".") {
          position += 1
          add(.descendants)
          if byte == UInt8(ascii: "[") { return true }
        }
        return readName()
      case UInt8(ascii: "["):
        return readBracket()
      default:
        let end = position
        passBlanks()
        return position == text.count && position > end
      }
    }

    private mutating func readName() -> Bool {
      if byte == UInt8(ascii: "*") {
        position += 1
        add(.element)
        return true
      }
      let start = position
      while position < text.count, byte != UInt8(ascii: "."), byte != UInt8(ascii: "["), byte > 0x20 {
        // A function at the end, such as `.length()`, is no member.
        if byte == UInt8(ascii: "(") { position = text.count } else { position += 1 }
      }
      guard position > start else { return false }
      let name = String(decoding: text[start..<position], as: UTF8.self)
      add(name.hasSuffix(")") ? .element : .name(name))
      return true
    }

    /// Reads `[…]`: a key in quotes, or anything else as some element.
    private mutating func readBracket() -> Bool {
      position += 1
      passBlanks()
      let start = position
      var depth = 1
      while position < text.count {
        switch byte {
        case UInt8(ascii: "["), UInt8(ascii: "("): depth += 1
        case UInt8(ascii: "]"), UInt8(ascii: ")"): depth -= 1
        case UInt8(ascii: "'"), UInt8(ascii: "\""): passString()
        default: break
        }
        if depth == 0 { break }
        position += 1
      }
      guard depth == 0 else { return false }
      var content = text[start..<position]
      while let last = content.last, last <= 0x20 { content.removeLast() }
      position += 1
      add(Self.key(content).map { .name($0) } ?? .element)
      return true
    }

    /// Passes a text in quotes but for its closing quote.
    private mutating func passString() {
      let quote = byte
      position += 1
      while position < text.count, byte != quote { position += byte == UInt8(ascii: "\\") ? 2 : 1 }
    }

    /// The key of a bracket that holds nothing but a text.
    private static func key(_ content: ArraySlice<UInt8>) -> String? {
      guard let quote = content.first, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\""), content.count > 1,
        content.last == quote
      else { return nil }
      let inner = content.dropFirst().dropLast()
      return inner.contains(quote) ? nil : ScriptText.decoded(inner)
    }
  }
}

public import SourceText

/// One token of ECMAScript; comments and blanks are none.
public struct ScriptToken: Hashable, Sendable {
  /// The kinds of tokens.
  public enum Kind: UInt8, Sendable {
    /// An identifier or a keyword.
    case name
    /// A text in quotes.
    case string
    /// A template literal without substitutions, or a piece of one with them.
    case template
    case number
    case regularExpression
    /// An operator, a bracket or another mark.
    case mark
  }

  /// What the token is.
  public let kind: Kind
  /// The bytes of the token, quotes included.
  public let range: ByteRange
}

/// The tokens of a piece of ECMAScript.
///
/// Every text gives tokens: what is malformed becomes marks or ends with its line, so that the rest is still seen.
public struct ScriptTokens: Sendable {
  /// The text as UTF-8.
  public let text: [UInt8]
  /// The tokens in order.
  public let tokens: [ScriptToken]
  /// For each bracket the index of the one that closes it; for other tokens and unclosed brackets -1.
  public let closing: [Int]

  /// Cuts a text into tokens; of a fragment of XML the scripts in it.
  public init(_ text: String) {
    self.text = Array(text.utf8)
    var tokenizer = ScriptTokenizer(MarkupMask.isMarkup(self.text) ? MarkupMask.masked(self.text) : self.text)
    tokens = tokenizer.allTokens()
    closing = Self.closingBrackets(tokens, self.text)
  }

  /// Whether a token is a certain mark or keyword.
  public func isToken(_ index: Int, _ written: StaticString) -> Bool {
    guard tokens.indices.contains(index) else { return false }
    let token = tokens[index]
    guard token.kind == .mark || token.kind == .name, token.range.count == written.utf8CodeUnitCount else {
      return false
    }
    return written.withUTF8Buffer { text[token.range.indices].elementsEqual($0) }
  }

  /// The text of a token as it is written.
  public func written(_ index: Int) -> String {
    String(decoding: text[tokens[index].range.indices], as: UTF8.self)
  }

  /// The value of a name, or of a text that holds no substitution; nil for other tokens.
  public func value(_ index: Int) -> String? {
    let token = tokens[index]
    switch token.kind {
    case .name:
      return ScriptText.decoded(text[token.range.indices])
    case .string:
      let end = token.range.count > 1 && text[Int(token.range.end) - 1] == text[Int(token.range.start)] ? 1 : 0
      return ScriptText.decoded(
        text[Int(token.range.start) + 1..<max(Int(token.range.start) + 1, Int(token.range.end) - end)])
    case .template:
      let bytes = text[token.range.indices]
      guard bytes.count > 1, bytes.first == UInt8(ascii: "`"), bytes.last == UInt8(ascii: "`") else { return nil }
      return ScriptText.decoded(bytes.dropFirst().dropLast())
    case .number, .regularExpression, .mark:
      return nil
    }
  }

  private static func closingBrackets(_ tokens: [ScriptToken], _ text: [UInt8]) -> [Int] {
    var closing = [Int](repeating: -1, count: tokens.count)
    var open: [Int] = []
    for (index, token) in tokens.enumerated() where token.kind == .mark && token.range.count == 1 {
      switch text[Int(token.range.start)] {
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): open.append(index)
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        if let start = open.popLast() { closing[start] = index }
      default: break
      }
    }
    return closing
  }
}

/// Reads escapes.
enum ScriptText {
  /// The value of the inside of a text, or of a name.
  static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
    guard bytes.contains(UInt8(ascii: "\\")) else { return String(decoding: bytes, as: UTF8.self) }
    var result: [UInt8] = []
    var rest = bytes
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let escaped = rest.popFirst() else {
        result.append(byte)
        continue
      }
      switch escaped {
      case UInt8(ascii: "n"): result.append(0x0A)
      case UInt8(ascii: "r"): result.append(0x0D)
      case UInt8(ascii: "t"): result.append(0x09)
      case UInt8(ascii: "b"): result.append(0x08)
      case UInt8(ascii: "f"): result.append(0x0C)
      case UInt8(ascii: "v"): result.append(0x0B)
      case 0x0A: break
      case 0x0D: if rest.first == 0x0A { rest.removeFirst() }
      case UInt8(ascii: "x"): append(number(&rest, digits: 2), to: &result)
      case UInt8(ascii: "u"):
        if rest.first == UInt8(ascii: "{") {
          rest.removeFirst()
          let digits = rest.prefix { $0 != UInt8(ascii: "}") }.prefix(6).count
          append(number(&rest, digits: digits), to: &result)
          if rest.first == UInt8(ascii: "}") { rest.removeFirst() }
        } else {
          append(number(&rest, digits: 4), to: &result)
        }
      default: result.append(escaped)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func number(_ rest: inout ArraySlice<UInt8>, digits: Int) -> UInt32? {
    let text = rest.prefix(digits)
    guard text.count == digits, let value = UInt32(String(decoding: text, as: UTF8.self), radix: 16) else { return nil }
    rest = rest.dropFirst(digits)
    return value
  }

  private static func append(_ value: UInt32?, to result: inout [UInt8]) {
    result += String(value.flatMap(Unicode.Scalar.init) ?? "\u{FFFD}").utf8
  }
}

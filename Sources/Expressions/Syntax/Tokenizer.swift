import SourceText

/// Splits an expression into tokens.
///
/// Every byte but blanks belongs to a token, whatever the text holds. The words `and`, `or`, `true`, `false` and
/// `NOT_SET` are identifiers here, since after a dot they are names like any other.
struct Tokenizer {
  let text: [UInt8]
  var offset = 0
  private(set) var tokens: [Token] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// Whether the last text has no closing quote, so that it holds what was meant to come after it.
  var hasUnterminatedString = false
  // What was looked for in vain up to the end of the text is not looked for again: it would take quadratic time.
  private var hasNoPlaceholderEnd = false
  private var hasNoBraceEnd = false
  var hasNoQuoteEnd = false

  /// Reads all tokens of a text; the last is `end`.
  init(_ text: [UInt8]) {
    self.text = text
    tokens.reserveCapacity(text.count / 4 + 2)
    if let bad = firstInvalidUTF8(in: text) {
      report(.badCharacter, "expected text in UTF-8, found a byte that is none", at: ByteRange(bad, bad + 1))
    }
    while true {
      blanks()
      guard offset < text.count else { break }
      token()
    }
    add(.end, from: offset)
  }

  private mutating func token() {
    let start = offset
    let byte = text[start]
    switch byte {
    case UInt8(ascii: "\""):
      string()
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      if tokens.last?.kind == .dot { word() } else { number() }
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
      word()
    case UInt8(ascii: "{"), UInt8(ascii: "$"):
      if placeholderEnd(at: start) != nil { word() } else { brace() }
    case UInt8(ascii: "."):
      if !followsOperand, Characters.isDigit(self[start + 1]) { number() } else { sign(.dot) }
    case UInt8(ascii: "'"):
      foreignString()
    case 0x80...:
      nonASCII()
    default:
      sign()
    }
  }

  /// Whether the token before is the end of an operand, so that a dot after it begins a member.
  private var followsOperand: Bool {
    switch tokens.last?.kind {
    case .identifier, .integer, .decimal, .string, .placeholder, .rightParenthesis, .rightBracket: true
    default: false
    }
  }

  // MARK: Blanks

  private mutating func blanks() {
    while offset < text.count {
      if Characters.isBlank(text[offset]) {
        offset += 1
      } else if !unusualBlanks() {
        return
      }
    }
  }

  /// Passes over blanks that are no plain ones; false where there are none.
  private mutating func unusualBlanks() -> Bool {
    let start = offset
    var first: Unicode.Scalar?
    while let scalar = Characters.scalar(in: text, at: offset), Characters.isUnusualBlank(scalar.value) {
      first = first ?? scalar.value
      offset += scalar.length
    }
    guard let first else { return false }
    report(
      .badBlank, "expected a plain blank, found \(codePoint(first))", at: ByteRange(start, offset),
      severity: .warning)
    return true
  }

  // MARK: Words and placeholders

  /// Letters, digits, underscores and placeholders without a blank between them.
  private mutating func word() {
    let start = offset
    let isPlaceholder = passWord()
    add(isPlaceholder ? .placeholder : .identifier, from: start)
  }

  /// Passes over a word; tells whether there is a placeholder in it.
  mutating func passWord() -> Bool {
    var isPlaceholder = false
    while offset < text.count {
      let byte = text[offset]
      if Characters.isWord(byte) {
        offset += 1
      } else if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "$") {
        guard let end = placeholderEnd(at: offset) else { break }
        isPlaceholder = true
        offset = end
      } else if byte >= 0x80, let scalar = Characters.scalar(in: text, at: offset), Characters.isWord(scalar.value) {
        offset += scalar.length
      } else {
        break
      }
    }
    return isPlaceholder
  }

  /// The offset after a placeholder that begins at `start`; nil where none does.
  private mutating func placeholderEnd(at start: Int) -> Int? {
    let brace = UInt8(ascii: "{")
    let isDouble = text[start] == brace
    guard self[start + 1] == brace, !hasNoPlaceholderEnd else { return nil }
    var index = start + 2
    while index < text.count {
      if text[index] == UInt8(ascii: "}") {
        if !isDouble { return index + 1 }
        if self[index + 1] == UInt8(ascii: "}") { return index + 2 }
      }
      index += 1
    }
    hasNoPlaceholderEnd = true
    return nil
  }

  /// What begins with `{` or `$` and is no placeholder: a JSON object, a placeholder without end, or nothing known.
  private mutating func brace() {
    let start = offset
    if self[start + 1] == UInt8(ascii: "{") {
      let closing = text[start] == UInt8(ascii: "{") ? "}}" : "}"
      offset += 1
      while self[offset] == UInt8(ascii: "{") { offset += 1 }
      _ = passWord()
      add(.placeholder, from: start)
      report(
        .unterminatedPlaceholder, "expected ‘\(closing)’ at the end of the placeholder, found none",
        at: ByteRange(start, start + 2))
      return
    }
    if text[start] == UInt8(ascii: "{"), let end = braceEnd() {
      offset = end
      add(.unknown, from: start)
      report(
        .badCharacter, "expected an expression, found ‘{’; JSON is written JsonParse(\"{…}\")",
        at: ByteRange(start, start + 1))
      return
    }
    unknown()
  }

  /// The offset after the `}` that closes the `{` here.
  private mutating func braceEnd() -> Int? {
    guard !hasNoBraceEnd else { return nil }
    var depth = 0
    var isText = false
    var index = offset
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: "\\") where isText: index += 1
      case UInt8(ascii: "\""): isText.toggle()
      case UInt8(ascii: "{") where !isText: depth += 1
      case UInt8(ascii: "}") where !isText:
        depth -= 1
        if depth == 0 { return index + 1 }
      default: break
      }
      index += 1
    }
    hasNoBraceEnd = true
    return nil
  }

  // MARK: Signs

  private mutating func sign(_ kind: TokenKind, length: Int = 1) {
    let start = offset
    offset += length
    add(kind, from: start)
  }

  private mutating func sign() {
    let next = self[offset + 1]
    let isBeforeEqual = next == UInt8(ascii: "=")
    switch text[offset] {
    case UInt8(ascii: "*"): doubled(.star)
    case UInt8(ascii: "&"): doubled(.ampersand)
    case UInt8(ascii: "|"): doubled(.bar)
    case UInt8(ascii: "!"):
      if isBeforeEqual { comparison(.notEqual) } else { sign(.exclamation) }
    case UInt8(ascii: "<"):
      if next == UInt8(ascii: ">") {
        sign(.foreignOperator, length: 2)
      } else {
        sign(isBeforeEqual ? .lessOrEqual : .less, length: isBeforeEqual ? 2 : 1)
      }
    case UInt8(ascii: ">"): sign(isBeforeEqual ? .greaterOrEqual : .greater, length: isBeforeEqual ? 2 : 1)
    case UInt8(ascii: "="):
      if isBeforeEqual {
        comparison(.equal)
      } else {
        sign(.foreignOperator, length: next == UInt8(ascii: ">") || next == UInt8(ascii: "<") ? 2 : 1)
      }
    case let byte: if let kind = Self.signs[Int(byte)] { sign(kind) } else { unknown() }
    }
  }

  /// The signs of one byte, by that.
  private static let signs: [TokenKind?] = (0...UInt8.max).map { byte in
    TokenKind(rawValue: String(Unicode.Scalar(byte)))
  }

  /// A sign that other languages write twice.
  private mutating func doubled(_ kind: TokenKind) {
    if self[offset + 1] == text[offset] { sign(.foreignOperator, length: 2) } else { sign(kind) }
  }

  /// `==` or `!=`, which other languages write with one `=` more.
  private mutating func comparison(_ kind: TokenKind) {
    if self[offset + 2] == UInt8(ascii: "=") { sign(.foreignOperator, length: 3) } else { sign(kind, length: 2) }
  }

  private mutating func nonASCII() {
    guard let scalar = Characters.scalar(in: text, at: offset) else {
      addUnknown(length: 1)
      return
    }
    switch scalar.value {
    case _ where Characters.isWord(scalar.value):
      word()
    case _ where StringLiteral.isSingleQuote(scalar.value) || StringLiteral.isTypographicQuote(scalar.value):
      foreignString()
    case "≠", "≤", "≥", "×", "÷":
      sign(.foreignOperator, length: scalar.length)
    case "−", "–", "—":
      let range = ByteRange(offset, offset + scalar.length)
      report(.badOperator, "expected ‘-’, found ‘\(scalar.value)’", at: range)
      sign(.minus, length: scalar.length)
    default:
      unknown()
    }
  }

  /// A character that nothing begins with; the same one repeated is reported once.
  private mutating func unknown() {
    let start = offset
    let length = Characters.length(in: text, at: start)
    guard let scalar = Characters.scalar(in: text, at: start)?.value else {
      addUnknown(length: 1)
      return
    }
    var count = length
    while text[(start + count)...].starts(with: text[start..<start + length]) { count += length }
    guard addUnknown(length: count) else { return }
    let found =
      switch scalar.properties.generalCategory {
      case .control, .format: codePoint(scalar)
      default: "‘\(scalar)’"
      }
    report(.badCharacter, "expected a name, a literal or an operator, found \(found)", at: ByteRange(start, offset))
  }

  /// Adds an unknown token, or makes the one that ends here longer: then there is nothing more to say, and the result is
  /// false.
  @discardableResult
  mutating func addUnknown(length: Int) -> Bool {
    let start = offset
    offset += length
    if let last = tokens.last, last.kind == .unknown, Int(last.range.end) == start {
      tokens[tokens.count - 1] = Token(kind: .unknown, range: ByteRange(Int(last.range.start), offset))
      return false
    }
    add(.unknown, from: start)
    return true
  }

  // MARK: Helpers

  /// A byte, or zero beyond the end.
  subscript(_ index: Int) -> UInt8 {
    index < text.count ? text[index] : 0
  }

  mutating func add(_ kind: TokenKind, from start: Int) {
    tokens.append(Token(kind: kind, range: ByteRange(start, offset)))
  }

  mutating func report(
    _ code: DiagnosticCode, _ message: String, at range: ByteRange, severity: Severity = .error
  ) {
    diagnostics.append(Diagnostic(code, severity, message, at: range))
  }

  private func codePoint(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "the character U+\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)"
  }
}

extension String {
  /// The text, cut where it is too long for a message.
  var clipped: String {
    let limit = 40
    var scalars = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      if scalars.count == limit { return String(scalars) + "…" }
      scalars.append(scalar)
    }
    return self
  }
}

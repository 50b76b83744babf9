import SourceText

/// Cuts ECMAScript into tokens: texts, comments, regular expressions and template literals are told apart, and nothing
/// else of the language is needed.
struct ScriptTokenizer {
  private let text: [UInt8]
  private var position = 0
  private var tokens: [ScriptToken] = []
  private var brackets: [Bracket] = []
  /// Whether the last token ends an operand, after which `/` divides.
  private var isAfterOperand = false
  /// Whether the last token is a keyword whose round brackets hold a condition.
  private var isAfterCondition = false

  /// An open bracket, by what may follow the one that closes it.
  private enum Bracket {
    /// An operand has ended: a group, a call, an array, an object.
    case operand
    /// A statement begins: a condition or a block.
    case statement
    /// The text of a template literal goes on.
    case substitution
  }

  init(_ text: [UInt8]) {
    self.text = text
    tokens.reserveCapacity(text.count / 4)
  }

  mutating func allTokens() -> [ScriptToken] {
    while position < text.count { readToken() }
    return tokens
  }

  private func byte(_ offset: Int = 0) -> UInt8 {
    position + offset < text.count ? text[position + offset] : 0
  }

  private mutating func add(_ kind: ScriptToken.Kind, from start: Int, endsOperand: Bool) {
    tokens.append(ScriptToken(kind: kind, range: ByteRange(start, position)))
    isAfterOperand = endsOperand
    isAfterCondition = false
  }

  private mutating func readToken() {
    let start = position
    switch byte() {
    case 0x20, 0x09...0x0D:
      position += 1
    case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "/"):
      passLine()
    case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "*"):
      position = firstOffset(of: Array("*/".utf8), in: text, from: position + 2).map { $0 + 2 } ?? text.count
    case UInt8(ascii: "/") where !isAfterOperand:
      readRegularExpression()
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      readString()
    case UInt8(ascii: "`"):
      position += 1
      readTemplate(from: start)
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      readNumber()
    case UInt8(ascii: ".") where isDigit(byte(1)):
      readNumber()
    default:
      if isNamePart(byte()) { readName() } else { readMark() }
    }
  }

  private mutating func passLine() {
    while position < text.count, byte() != 0x0A, byte() != 0x0D { position += 1 }
  }

  private mutating func readString() {
    let start = position
    let quote = byte()
    position += 1
    while position < text.count, byte() != quote {
      if byte() == 0x0A || byte() == 0x0D { return add(.string, from: start, endsOperand: true) }
      position += byte() == UInt8(ascii: "\\") ? 2 : 1
    }
    position = min(position + 1, text.count)
    add(.string, from: start, endsOperand: true)
  }

  /// Reads a template literal up to its end or its next substitution.
  private mutating func readTemplate(from start: Int) {
    while position < text.count {
      switch byte() {
      case UInt8(ascii: "`"):
        position += 1
        return add(.template, from: start, endsOperand: true)
      case UInt8(ascii: "$") where byte(1) == UInt8(ascii: "{"):
        position += 2
        brackets.append(.substitution)
        return add(.template, from: start, endsOperand: false)
      case UInt8(ascii: "\\"):
        position += 2
      default:
        position += 1
      }
    }
    position = text.count
    add(.template, from: start, endsOperand: true)
  }

  private mutating func readRegularExpression() {
    let start = position
    var isInClass = false
    position += 1
    while position < text.count {
      switch byte() {
      case 0x0A, 0x0D:
        // No regular expression: a lone mark.
        position = start + 1
        return add(.mark, from: start, endsOperand: false)
      case UInt8(ascii: "\\"): position += 1
      case UInt8(ascii: "["): isInClass = true
      case UInt8(ascii: "]"): isInClass = false
      case UInt8(ascii: "/") where !isInClass:
        position += 1
        while position < text.count, isNamePart(byte()) { position += 1 }
        return add(.regularExpression, from: start, endsOperand: true)
      default: break
      }
      position += 1
    }
    position = min(start + 1, text.count)
    add(.mark, from: start, endsOperand: false)
  }

  private mutating func readNumber() {
    let start = position
    while position < text.count {
      let sign =
        (byte() == UInt8(ascii: "+") || byte() == UInt8(ascii: "-")) && text[position - 1] | 0x20 == UInt8(ascii: "e")
      let isHexadecimal = position > start + 1 && text[start + 1] | 0x20 == UInt8(ascii: "x")
      guard isNamePart(byte()) || byte() == UInt8(ascii: ".") || (sign && position > start && !isHexadecimal) else {
        break
      }
      position += 1
    }
    add(.number, from: start, endsOperand: true)
  }

  private mutating func readName() {
    let start = position
    while position < text.count {
      if byte() == UInt8(ascii: "\\"), byte(1) == UInt8(ascii: "u") {
        position += 2
        if byte() == UInt8(ascii: "{") {
          while position < text.count, byte() != UInt8(ascii: "}") { position += 1 }
          position = min(position + 1, text.count)
        }
      } else if isNamePart(byte()), byte() != UInt8(ascii: "\\") {
        position += 1
      } else {
        break
      }
    }
    if position == start { position += 1 }
    let isMember = tokens.last.map { text[Int($0.range.end) - 1] == UInt8(ascii: ".") && $0.kind == .mark } ?? false
    let word = String(decoding: text[start..<position], as: UTF8.self)
    add(.name, from: start, endsOperand: isMember || !Self.keywordsBeforeOperands.contains(word))
    isAfterCondition = !isMember && Self.keywordsBeforeConditions.contains(word)
  }

  private mutating func readMark() {
    let start = position
    let isCondition = isAfterCondition
    let wasAfterOperand = isAfterOperand
    let mark = byte()
    position += 1
    switch mark {
    case UInt8(ascii: "("):
      brackets.append(isCondition ? .statement : .operand)
    case UInt8(ascii: "["):
      brackets.append(.operand)
    case UInt8(ascii: "{"):
      brackets.append(beginsObject(wasAfterOperand) ? .operand : .statement)
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
      switch brackets.popLast() {
      case .substitution where mark == UInt8(ascii: "}"):
        return readTemplate(from: start)
      case .statement:
        return add(.mark, from: start, endsOperand: false)
      case .operand, .substitution, nil:
        return add(.mark, from: start, endsOperand: true)
      }
    case UInt8(ascii: "?") where byte() == UInt8(ascii: ".") && !isDigit(byte(1)):
      position += 1
    case UInt8(ascii: "+") where byte() == mark, UInt8(ascii: "-") where byte() == mark:
      position += 1
      return add(.mark, from: start, endsOperand: wasAfterOperand)
    case UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "<"), UInt8(ascii: ">"):
      while byte() == UInt8(ascii: "=") { position += 1 }
      if mark == UInt8(ascii: "="), byte() == UInt8(ascii: ">") { position += 1 }
    default:
      break
    }
    add(.mark, from: start, endsOperand: false)
  }

  /// Whether a curly bracket begins an object and no block.
  private func beginsObject(_ wasAfterOperand: Bool) -> Bool {
    guard !wasAfterOperand, let last = tokens.last else { return false }
    if last.kind == .name { return true }
    guard last.kind == .mark else { return false }
    switch text[Int(last.range.end) - 1] {
    case UInt8(ascii: ";"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ")"): return false
    case UInt8(ascii: ">"): return last.range.count == 1
    default: return true
    }
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  private func isNamePart(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || isDigit(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$")
      || byte == UInt8(ascii: "#") || byte == UInt8(ascii: "\\") || byte >= 0x80
  }

  /// Keywords after which an operand begins.
  private static let keywordsBeforeOperands: Set<String> = [
    "return", "typeof", "instanceof", "in", "of", "new", "delete", "void", "throw", "case", "do", "else", "yield",
    "await",
  ]

  /// Keywords before a condition in round brackets.
  private static let keywordsBeforeConditions: Set<String> = ["if", "while", "for", "with", "switch", "catch"]
}

public import SourceText

/// A word, literal or sign of an expression.
public struct Token: Hashable, Sendable {
  /// What the token is.
  public let kind: TokenKind
  /// Its bytes in the expression.
  public let range: ByteRange
}

/// The kinds of tokens.
public enum TokenKind: String, Hashable, Sendable, CaseIterable {
  case identifier
  case integer
  case decimal
  case string
  case leftParenthesis = "("
  case rightParenthesis = ")"
  case leftBracket = "["
  case rightBracket = "]"
  case comma = ","
  case dot = "."
  case question = "?"
  case colon = ":"
  case plus = "+"
  case minus = "-"
  case star = "*"
  case slash = "/"
  case percent = "%"
  case caret = "^"
  case exclamation = "!"
  case tilde = "~"
  case ampersand = "&"
  case bar = "|"
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  /// `{{name}}` or `${name}`, also with letters around it: a text that Archy or Terraform puts in later. It may stand
  /// for an operand, a name or a member.
  case placeholder
  /// An operator of another language, such as `&&`; ``BinaryOperator/init(foreign:)`` says what it means.
  case foreignOperator
  /// A character that no token begins with; a diagnostic says so.
  case unknown
  /// The end of the text, an empty range.
  case end
}

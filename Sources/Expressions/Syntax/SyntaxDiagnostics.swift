public import SourceText

/// What can be wrong with the text of an expression.
extension DiagnosticCode {
  /// A character that no word, literal or operator begins with: `Flow.count # 2`.
  public static let badCharacter = DiagnosticCode("bad-character")
  /// A blank other than space, tab and line break, such as a no-break space from a word processor; it is read as a
  /// blank, but whether Architect does is not known: `1 +\u{A0}2`.
  public static let badBlank = DiagnosticCode("bad-blank")
  /// A backslash before a character that is no known escape; both are kept: `"\d"`.
  public static let badEscape = DiagnosticCode("bad-escape")
  /// A number in a form that the language does not have: `1e5`, `.5`, `1.`, `0xFF`, `1_000`.
  public static let badNumber = DiagnosticCode("bad-number")
  /// A text between other quotes than `"`: `'gold'`, `“gold”`.
  public static let badQuotes = DiagnosticCode("bad-quotes")
  /// An operator of another language: `a && b`, `a = b`, `a <> b`, `not a`.
  public static let badOperator = DiagnosticCode("bad-operator")
  /// A text without its closing quote: `Flow.tier == "gold`.
  public static let unterminatedString = DiagnosticCode("unterminated-string")
  /// A substitution without its closing braces: `{{queue`.
  public static let unterminatedPlaceholder = DiagnosticCode("unterminated-placeholder")
  /// A `(` without its `)`: `(1 + 2`.
  public static let unterminatedParenthesis = DiagnosticCode("unterminated-parenthesis")
  /// A `[` without its `]`: `Flow.list[0`.
  public static let unterminatedBracket = DiagnosticCode("unterminated-bracket")
  /// No expression where one must stand: `1 + `, `Length()[]`.
  public static let badOperand = DiagnosticCode("bad-operand")
  /// Something that cannot go on from the expression before it: `1 2`, `(1))`.
  public static let badContinuation = DiagnosticCode("bad-continuation")
  /// No name after a dot: `Flow. + 1`, `Flow.5`.
  public static let badMember = DiagnosticCode("bad-member")
  /// A comma without an argument after it: `Append("a",)`.
  public static let badArgument = DiagnosticCode("bad-argument")
  /// A `?` without its `:`: `Flow.vip ? 1`.
  public static let badConditional = DiagnosticCode("bad-conditional")
  /// An expression over one of the ``ExpressionLimits``.
  public static let badSize = DiagnosticCode("bad-size")

  /// All codes of syntax.
  public static let syntaxCodes: [DiagnosticCode] = [
    badCharacter, badBlank, badEscape, badNumber, badQuotes, badOperator, unterminatedString, unterminatedPlaceholder,
    unterminatedParenthesis, unterminatedBracket, badOperand, badContinuation, badMember, badArgument, badConditional,
    badSize,
  ]
}

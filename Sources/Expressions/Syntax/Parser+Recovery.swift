import SourceText

extension Parser {
  /// What stands round an expression, which tells what may come after it.
  enum Surroundings: String {
    case whole = "an operator"
    case group = "an operator or ‘)’"
    case argument = "an operator, ‘,’ or ‘)’"
    case index = "an operator or ‘]’"
    case branch = "an operator or ‘:’"
  }

  /// Reads an expression up to a token that somebody waits for.
  ///
  /// What cannot follow the expression is reported once and passed over; where an operator comes after it, the expression
  /// goes on there.
  mutating func delimited(_ surroundings: Surroundings) -> NodeID {
    var node = expression()
    var isReported = false
    while !isAwaited(current.kind) {
      if !isReported, !hasUnterminatedString, !followsUnknown {
        report(
          .badContinuation, "expected \(surroundings.rawValue), found \(found)\(continuationHint)", at: current.range
        )
      }
      isReported = true
      skipBalanced()
      if binaryOperator() != nil || current.kind == .question {
        node = expression(continuing: node)
      }
    }
    return node
  }

  /// Whether some construct that is open waits for a token of a kind.
  private func isAwaited(_ kind: TokenKind) -> Bool {
    switch kind {
    case .end: true
    case .rightParenthesis: openParentheses > 0
    case .rightBracket: openBrackets > 0
    case .comma: openCalls > 0
    case .colon: openConditionals > 0
    default: false
    }
  }

  /// Passes a token over, and with an opening one everything up to its closing one.
  mutating func skipBalanced() {
    var depth = 0
    repeat {
      switch current.kind {
      case .leftParenthesis, .leftBracket: depth += 1
      case .rightParenthesis, .rightBracket: depth -= 1
      case .end: return
      default: break
      }
      take()
    } while depth > 0
  }

  private var continuationHint: String {
    switch current.kind {
    case .rightParenthesis, .rightBracket: ", which closes nothing"
    case .leftParenthesis: "; only the name of a function is called"
    default: ""
    }
  }

  /// Takes the closing token of a bracket; gives its range, or an empty one where it is missing.
  mutating func close(_ kind: TokenKind, opened opening: ByteRange) -> ByteRange {
    if current.kind == kind { return take().range }
    let isParenthesis = kind == .rightParenthesis
    report(
      isParenthesis ? .unterminatedParenthesis : .unterminatedBracket,
      "expected ‘\(kind.rawValue)’ to go with ‘\(isParenthesis ? "(" : "[")’, found \(found)", at: opening)
    return ByteRange(at: Int(previousEnd))
  }

  /// A node for an expression that is not there, with a report.
  mutating func missing(hint: String = "") -> NodeID {
    if !followsUnknown {
      let before = position > 0 ? tokens[position - 1] : nil
      let after = before.map { " after ‘\(written($0))’" } ?? ""
      report(.badOperand, "expected an expression\(after), found \(found)\(hint)", at: current.range)
    }
    return addLeaf(.missing, ByteRange(at: Int(current.range.start)))
  }

  /// Whether the token before the current one is unknown, which the tokenizer has reported.
  var followsUnknown: Bool {
    position > 0 && tokens[position - 1].kind == .unknown
  }

  // MARK: Tokens

  var current: Token { tokens[position] }

  /// The known token after the current one.
  var next: Token {
    var index = position
    repeat { index = min(index + 1, tokens.count - 1) } while tokens[index].kind == .unknown
    return tokens[index]
  }

  /// Goes on to the next token; gives the one passed. The end stays.
  @discardableResult
  mutating func take() -> Token {
    let token = tokens[position]
    if position < tokens.count - 1 { position += 1 }
    skipUnknown()
    return token
  }

  mutating func skipUnknown() {
    while tokens[position].kind == .unknown { position += 1 }
  }

  /// The offset after the token before the current one.
  private var previousEnd: UInt32 {
    position > 0 ? tokens[position - 1].range.end : 0
  }

  /// Whether a token is a word, which is given in lower case, without regard to case.
  func isWord(_ token: Token, _ word: StaticString) -> Bool {
    guard token.kind == .identifier, token.range.count == word.utf8CodeUnitCount else { return false }
    let start = Int(token.range.start)
    for index in 0..<word.utf8CodeUnitCount {
      if Characters.lowercased(text[start + index]) != word.utf8Start[index] { return false }
    }
    return true
  }

  /// Whether the current token is `and` or `or`.
  var isOperatorWord: Bool {
    isWord(current, "and") || isWord(current, "or")
  }

  /// The operator with two operands that the current token is; reports one of another language.
  mutating func binaryOperator() -> BinaryOperator? {
    switch current.kind {
    case .identifier:
      return isWord(current, "and") ? .and : isWord(current, "or") ? .or : nil
    case .foreignOperator:
      let written = written(current)
      guard let kind = BinaryOperator(foreign: written) else { return nil }
      report(.badOperator, "expected ‘\(kind.rawValue)’, found ‘\(written)’", at: current.range)
      return kind
    default:
      return BinaryOperator(current.kind)
    }
  }

  /// The operator before an operand that the current token is; reports `not`, unless it is called like a function.
  mutating func unaryOperator() -> UnaryOperator? {
    guard isWord(current, "not") else { return UnaryOperator(current.kind) }
    switch next.kind {
    case .identifier:
      let after = position + 1
      if isWord(tokens[after], "and") || isWord(tokens[after], "or") { return nil }
    case .integer, .decimal, .string, .placeholder, .exclamation: break
    default: return nil
    }
    report(.badOperator, "expected ‘!’, found ‘\(written(current))’", at: current.range)
    return .not
  }

  // MARK: Texts

  /// The current token as a message names it.
  var found: String {
    current.kind == .end ? "the end" : "‘\(written(current))’"
  }

  func written(_ token: Token) -> String {
    String(decoding: text[token.range.indices], as: UTF8.self).clipped
  }

  // MARK: Nodes

  subscript(_ id: NodeID) -> SyntaxNode { nodes[Int(id.index)] }

  @discardableResult
  mutating func addLeaf(_ kind: SyntaxKind, _ range: ByteRange) -> NodeID {
    add(kind, range: range, name: range, firstOperand: operandIDs.count)
  }

  /// Appends the operands of the node to be added next; gives where they begin.
  mutating func addOperands(_ first: NodeID, _ second: NodeID? = nil, _ third: NodeID? = nil) -> Int {
    let start = operandIDs.count
    operandIDs.append(first)
    if let second { operandIDs.append(second) }
    if let third { operandIDs.append(third) }
    return start
  }

  /// Appends a node whose operands are the last that were added.
  mutating func add(
    _ kind: SyntaxKind, range: ByteRange, name: ByteRange, anchor: UInt32? = nil, firstOperand: Int
  ) -> NodeID {
    nodes.append(
      SyntaxNode(
        kind: kind, range: range, nameRange: name, anchor: anchor ?? range.start,
        firstOperand: UInt32(clamping: firstOperand), operandCount: UInt32(clamping: operandIDs.count - firstOperand)))
    return NodeID(index: Int32(clamping: nodes.count - 1))
  }
}

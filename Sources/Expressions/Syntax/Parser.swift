import SourceText

/// Limits of one expression.
public struct ExpressionLimits: Sendable {
  /// How deep expressions may nest.
  public var depth = Limits().expressionDepth
  /// How many bytes an expression may have.
  public var byteCount = Limits().expressionSize

  /// Creates the default limits.
  public init() {}
}

extension SyntaxTree {
  /// Reads an expression. Never fails: what is wrong stands in ``diagnostics``.
  public convenience init(parsing text: [UInt8], limits: ExpressionLimits = ExpressionLimits()) {
    var parser = Parser(text, limits: limits)
    parser.whole()
    self.init(
      text: text, tokens: parser.tokens, nodes: parser.nodes, operandIDs: parser.operandIDs,
      diagnostics: parser.diagnostics.sorted { $0.range < $1.range })
  }

  /// Reads an expression. Never fails: what is wrong stands in ``diagnostics``.
  public convenience init(parsing text: String, limits: ExpressionLimits = ExpressionLimits()) {
    self.init(parsing: Array(text.utf8), limits: limits)
  }
}

/// Builds the tree of an expression.
///
/// Each method named like a production of `grammar/expression.ebnf` reads that production and gives its node. Operators
/// stand on a stack of the parser's own, so that a chain of any length needs no recursion; what nests is counted against
/// ``ExpressionLimits/depth``. Where the text is wrong a method reports it once, makes do with a `missing` node, and
/// leaves the tokens that the construct around it waits for.
struct Parser {
  let text: [UInt8]
  let limits: ExpressionLimits
  let tokens: [Token]
  /// The token to be read next; never an `unknown` one, which the tokenizer has reported.
  var position = 0
  var nodes: [SyntaxNode] = []
  var operandIDs: [NodeID] = []
  var diagnostics: [Diagnostic]
  /// The token of the last report: a second one about the same token would say the same in other words.
  var reportedToken = -1
  /// Whether a text has no end, which explains everything odd before it.
  let hasUnterminatedString: Bool
  /// How many of each are open, for telling which tokens somebody waits for.
  var openParentheses = 0
  var openBrackets = 0
  var openCalls = 0
  var openConditionals = 0
  private var depth = 0
  private var isGivingUp = false
  /// Whether a member that begins with a digit was reported, which is said once.
  private var hasDigitMember = false
  private var pending: [PendingOperator] = []
  private var arguments: [NodeID] = []

  /// An operator whose right operand is not complete yet.
  private struct PendingOperator {
    let left: NodeID
    let kind: BinaryOperator
    let sign: ByteRange
  }

  init(_ text: [UInt8], limits: ExpressionLimits) {
    self.text = text
    self.limits = limits
    let isTooLong = text.count > limits.byteCount
    let tokenizer = Tokenizer(isTooLong ? [] : text)
    tokens = tokenizer.tokens
    diagnostics = tokenizer.diagnostics
    hasUnterminatedString = tokenizer.hasUnterminatedString
    nodes.reserveCapacity(tokens.count)
    operandIDs.reserveCapacity(tokens.count)
    if hasUnterminatedString { reportedToken = tokens.count - 1 }
    if isTooLong {
      let message = "expected an expression of at most \(limits.byteCount) bytes, found \(text.count)"
      report(.badSize, message, at: ByteRange(at: 0))
    }
    skipUnknown()
  }

  // MARK: Productions

  mutating func whole() {
    if current.kind == .end {
      addLeaf(tokens.count > 1 || text.count > limits.byteCount ? .missing : .empty, current.range)
    } else {
      _ = delimited(.whole)
    }
  }

  /// - Parameter left: what has been read of the expression already.
  mutating func expression(continuing left: NodeID? = nil) -> NodeID {
    guard enter() else { return left ?? missing() }
    defer { depth -= 1 }
    let condition = operation(continuing: left)
    guard current.kind == .question else { return condition }
    let sign = take().range
    openConditionals += 1
    let then = delimited(.branch)
    openConditionals -= 1
    let otherwise: NodeID
    if current.kind == .colon {
      take()
      otherwise = expression()
    } else {
      report(.badConditional, "expected ‘:’ and another expression to go with ‘?’, found \(found)", at: sign)
      otherwise = addLeaf(.missing, ByteRange(at: Int(current.range.start)))
    }
    let first = addOperands(condition, then, otherwise)
    let range = self[condition].range.union(sign).union(self[otherwise].range)
    return add(.conditional, range: range, name: sign, anchor: sign.start, firstOperand: first)
  }

  mutating func operation(continuing left: NodeID? = nil) -> NodeID {
    let base = pending.count
    var left = left ?? unary()
    while let kind = binaryOperator() {
      while pending.count > base, let last = pending.last, last.kind.precedence >= kind.precedence {
        left = complete(last, with: left)
      }
      pending.append(PendingOperator(left: left, kind: kind, sign: take().range))
      left = unary()
    }
    while pending.count > base, let last = pending.last {
      left = complete(last, with: left)
    }
    return left
  }

  private mutating func complete(_ operation: PendingOperator, with right: NodeID) -> NodeID {
    pending.removeLast()
    let first = addOperands(operation.left, right)
    let range = self[operation.left].range.union(operation.sign).union(self[right].range)
    return add(
      .binary(operation.kind), range: range, name: operation.sign, anchor: operation.sign.start, firstOperand: first)
  }

  mutating func unary() -> NodeID {
    guard let kind = unaryOperator() else { return postfix() }
    guard enter() else { return missing() }
    defer { depth -= 1 }
    let sign = take().range
    let operand = unary()
    let first = addOperands(operand)
    return add(.unary(kind), range: sign.union(self[operand].range), name: sign, firstOperand: first)
  }

  mutating func postfix() -> NodeID {
    let first = tokens[position]
    var node = primary()
    while true {
      switch current.kind {
      case .dot: node = member(of: node, after: first)
      case .leftBracket: node = index(of: node)
      default: return node
      }
    }
  }

  /// - Parameter first: what the whole reference begins with: in a conversation keys may begin with digits.
  mutating func member(of base: NodeID, after first: Token) -> NodeID {
    let dot = take().range
    var name = ByteRange(at: Int(dot.end))
    if current.kind == .identifier || current.kind == .placeholder {
      if !hasDigitMember, Characters.isDigit(text[Int(current.range.start)]), !isWord(first, "conversation"),
        !isWord(first, "participant")
      {
        hasDigitMember = true
        report(.badMember, "expected a name that begins with a letter after ‘.’, found \(found)", at: current.range)
      }
      name = take().range
    } else {
      report(.badMember, "expected a name after ‘.’, found \(found)", at: current.range)
    }
    let first = addOperands(base)
    let range = self[base].range.union(dot).union(name)
    return add(.member, range: range, name: name, anchor: dot.start, firstOperand: first)
  }

  mutating func index(of base: NodeID) -> NodeID {
    let bracket = take().range
    openBrackets += 1
    let index = current.kind == .end ? addLeaf(.missing, current.range) : delimited(.index)
    openBrackets -= 1
    let end = close(.rightBracket, opened: bracket)
    let range = self[base].range.union(bracket).union(self[index].range).union(end)
    let first = addOperands(base, index)
    return add(.index, range: range, name: bracket, anchor: bracket.start, firstOperand: first)
  }

  mutating func primary() -> NodeID {
    while true {
      switch current.kind {
      case .integer, .decimal, .string:
        return literal()
      case .leftParenthesis:
        return group()
      case .identifier where isOperatorWord:
        return missing()
      case .identifier, .placeholder:
        return next.kind == .leftParenthesis ? call() : name()
      case .leftBracket:
        let node = missing(hint: "; a collection is written MakeList(…)")
        skipBalanced()
        return node
      case .foreignOperator:
        report(.badOperand, "expected an expression, found \(found)", at: current.range)
        take()
      default:
        return missing()
      }
    }
  }

  mutating func literal() -> NodeID {
    let token = take()
    let kind: SyntaxKind =
      switch token.kind {
      case .integer: .integer
      case .decimal: .decimal
      default: .string
      }
    return addLeaf(kind, token.range)
  }

  mutating func name() -> NodeID {
    let token = take()
    var kind: SyntaxKind = token.kind == .placeholder ? .placeholder : .name
    if isWord(token, "true") { kind = .boolean(true) }
    if isWord(token, "false") { kind = .boolean(false) }
    if isWord(token, "not_set") { kind = .notSet }
    return addLeaf(kind, token.range)
  }

  mutating func call() -> NodeID {
    let name = take().range
    let parenthesis = take().range
    openParentheses += 1
    openCalls += 1
    let base = arguments.count
    if followsUnknown || current.kind != .rightParenthesis && current.kind != .end { readArguments() }
    openCalls -= 1
    openParentheses -= 1
    let end = close(.rightParenthesis, opened: parenthesis)
    let last = arguments.count > base ? arguments.last.map { self[$0].range } : nil
    let first = operandIDs.count
    operandIDs.append(contentsOf: arguments[base...])
    arguments.removeSubrange(base...)
    let range = name.union(parenthesis).union(last ?? parenthesis).union(end)
    return add(.call, range: range, name: name, firstOperand: first)
  }

  private mutating func readArguments() {
    while true {
      arguments.append(delimited(.argument))
      guard current.kind == .comma else { return }
      let comma = position
      take()
      if current.kind == .rightParenthesis {
        report(
          .badArgument, "expected an argument after ‘,’, found ‘)’", at: tokens[comma].range, token: comma)
        return
      }
    }
  }

  mutating func group() -> NodeID {
    let parenthesis = take().range
    openParentheses += 1
    let inner = current.kind == .end ? addLeaf(.missing, current.range) : delimited(.group)
    openParentheses -= 1
    let end = close(.rightParenthesis, opened: parenthesis)
    let range = parenthesis.union(self[inner].range).union(end)
    let first = addOperands(inner)
    return add(.group, range: range, name: parenthesis, firstOperand: first)
  }

  // MARK: Depth

  /// Goes one level deeper; false, with a report, where the limit is reached: then nothing more is read.
  private mutating func enter() -> Bool {
    guard depth < limits.depth else {
      report(.badSize, "expected at most \(limits.depth) levels of nesting, found more", at: current.range)
      isGivingUp = true
      position = tokens.count - 1
      return false
    }
    depth += 1
    return true
  }

  /// Reports what is wrong at a token, by default the current one, unless something was said about it already.
  mutating func report(
    _ code: DiagnosticCode, _ message: String, at range: ByteRange, token: Int? = nil
  ) {
    let token = token ?? position
    guard !isGivingUp, token != reportedToken else { return }
    reportedToken = token
    diagnostics.append(Diagnostic(code, .error, message, at: range))
  }
}

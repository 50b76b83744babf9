extension BinaryOperator {
  /// How tightly the operator binds: the higher, the tighter. All unary operators bind tighter than any of these, and
  /// `?:` binds loosest of all.
  public var precedence: Int {
    switch self {
    case .or: 1
    case .and: 2
    case .bitwiseOr: 3
    case .bitwiseAnd: 4
    case .equal, .notEqual: 5
    case .less, .lessOrEqual, .greater, .greaterOrEqual: 6
    case .add, .subtract: 7
    case .multiply, .divide, .remainder: 8
    case .power: 9
    }
  }

  /// The operator that a sign stands for.
  init?(_ kind: TokenKind) {
    switch kind {
    case .bar: self = .bitwiseOr
    case .ampersand: self = .bitwiseAnd
    case .equal: self = .equal
    case .notEqual: self = .notEqual
    case .less: self = .less
    case .lessOrEqual: self = .lessOrEqual
    case .greater: self = .greater
    case .greaterOrEqual: self = .greaterOrEqual
    case .plus: self = .add
    case .minus: self = .subtract
    case .star: self = .multiply
    case .slash: self = .divide
    case .percent: self = .remainder
    case .caret: self = .power
    default: return nil
    }
  }

  /// The operator that the writer of an operator of another language means.
  init?(foreign text: String) {
    switch text {
    case "&&": self = .and
    case "||": self = .or
    case "=", "===": self = .equal
    case "<>", "!==", "≠": self = .notEqual
    case "=<", "≤": self = .lessOrEqual
    case "=>", "≥": self = .greaterOrEqual
    case "**": self = .power
    case "×": self = .multiply
    case "÷": self = .divide
    default: return nil
    }
  }
}

extension UnaryOperator {
  /// The operator that a sign before an operand stands for.
  init?(_ kind: TokenKind) {
    switch kind {
    case .minus: self = .minus
    case .plus: self = .plus
    case .exclamation: self = .not
    case .tilde: self = .bitwiseNot
    default: return nil
    }
  }
}

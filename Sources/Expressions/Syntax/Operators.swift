extension BinaryOperator {
  /// Whether the operator compares its sides.
  package var isComparison: Bool {
    switch self {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: true
    default: false
    }
  }

  /// Whether the operator always gives a Boolean.
  package var isTest: Bool { isComparison || self == .and || self == .or }

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
    guard let own = Self.foreign[text] else { return nil }
    self = own
  }

  private static let foreign: [String: BinaryOperator] = [
    "&&": .and, "||": .or, "=": .equal, "===": .equal, "<>": .notEqual, "!==": .notEqual, "≠": .notEqual,
    "=<": .lessOrEqual, "≤": .lessOrEqual, "=>": .greaterOrEqual, "≥": .greaterOrEqual, "**": .power, "×": .multiply,
    "÷": .divide,
  ]
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

public import Expressions

/// What Architect's compiler was seen to do in exports: which functions and operators it has for which types, and which
/// conversions it inserts. Each with the number of different expressions that show it.
///
/// Nothing in it is of the flows themselves: no text, no literal, no name of a variable.
public struct SignatureSet: Hashable, Sendable {
  /// The functions.
  public var functions: [CallSignature: Int] = [:]
  /// The operators.
  public var operators: [CallSignature: Int] = [:]
  /// The conversions that the compiler inserted itself.
  public var conversions: [CallSignature: Int] = [:]
  /// The codes of types.
  public var types: [String: Int] = [:]

  /// Creates a set with nothing in it.
  public init() {}

  /// Whether nothing was seen.
  public var isEmpty: Bool { functions.isEmpty && operators.isEmpty && types.isEmpty }

  /// Adds what another set holds.
  public mutating func merge(_ other: SignatureSet) {
    functions.merge(other.functions) { Self.sum($0, $1) }
    operators.merge(other.operators) { Self.sum($0, $1) }
    conversions.merge(other.conversions) { Self.sum($0, $1) }
    types.merge(other.types) { Self.sum($0, $1) }
  }

  private static func sum(_ first: Int, _ second: Int) -> Int {
    let (sum, overflow) = first.addingReportingOverflow(second)
    return overflow ? .max : sum
  }

  /// The operators of the language as compiled trees name them.
  static let operatorNames: Set<String> = [
    "+", "-", "*", "/", "==", "!=", "<", ">", "<=", ">=", "and", "or", "!", "?", ".", "[",
  ]

  /// Whether a text can be the name of a function and nothing else.
  public static func isFunctionName(_ name: String) -> Bool {
    guard let first = name.utf8.first, isLetter(first), name.utf8.count <= 100 else { return false }
    return name.utf8.allSatisfy { isLetter($0) || (UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0) }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || byte == UInt8(ascii: "_")
  }

  /// The type of a code, with nothing in it that could be a word of the user.
  static func type(_ code: String) -> ExpressionType? {
    // Types of JSON may be named by those who define them; only Architect's own are.
    if code.hasPrefix("jsn__"), !code.hasPrefix("jsn__architect::") { return .json }
    let isPlain = code.utf8.allSatisfy { isLetter($0) || $0 == UInt8(ascii: ":") }
    return isPlain ? ExpressionType(checkedCode: code) : nil
  }
}

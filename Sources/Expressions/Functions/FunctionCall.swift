import SourceText

/// A call whose arguments fit an overload's parameters.
struct FunctionCall {
  /// The function's own name.
  let name: String
  /// The bytes of the whole call.
  let range: ByteRange
  /// The arguments, converted to the parameters' types.
  let arguments: [Value]
  /// The operands of the call, and the nodes of its tree.
  let operands: ArraySlice<NodeID>
  let nodes: [SyntaxNode]
  /// The type that all items of the call share.
  let itemType: ExpressionType
  /// The time, where the environment knows it.
  let now: Int64?
  /// Random numbers.
  var random: RandomNumbers
  /// How many bytes a text may have.
  let textSize: Int
  /// How many steps the function has taken.
  var steps = 0

  var count: Int { arguments.count }

  /// Whether an argument was given and has a value.
  func isSet(_ index: Int) -> Bool { index < arguments.count && arguments[index].isSet }

  subscript(_ index: Int) -> Value { index < arguments.count ? arguments[index] : .notSet }

  func string(_ index: Int) -> String {
    if case .string(let text) = self[index] { text } else { "" }
  }

  func integer(_ index: Int) -> Int64 {
    if case .integer(let number) = self[index] { number } else { 0 }
  }

  func decimal(_ index: Int) -> DecimalNumber {
    switch self[index] {
    case .decimal(let number): number
    case .integer(let number): DecimalNumber(number)
    default: .zero
    }
  }

  /// A Boolean, `false` where it was left out.
  func boolean(_ index: Int) -> Bool {
    if case .boolean(let flag) = self[index] { flag } else { false }
  }

  func items(_ index: Int) -> [Value] {
    if case .collection(let items, of: _) = self[index] { items } else { [] }
  }

  // MARK: Results

  /// An error of the whole call.
  func failure(_ code: DiagnosticCode, _ message: String) -> EvaluationError {
    EvaluationError(code, message, at: range)
  }

  /// An error of one argument.
  func failure(_ code: DiagnosticCode, _ message: String, argument: Int) -> EvaluationError {
    let operand = operands.dropFirst(argument).first
    return EvaluationError(code, message, at: operand.map { nodes[Int($0.index)].range } ?? range)
  }

  /// A text as result, if it is not too long.
  mutating func result(_ text: String) throws(EvaluationError) -> Value {
    let size = text.utf8.count
    guard size <= textSize else {
      throw failure(.valueTooLarge, "expected a text of at most \(textSize) bytes, found \(size)")
    }
    steps += size / 1024
    return .string(text)
  }

  /// An Integer as result, if it is in range.
  func result(_ number: Int64?) throws(EvaluationError) -> Value {
    guard let number, number.magnitude <= Value.maximumInteger.magnitude else {
      throw failure(.overflow, "the result is beyond the range of Integer")
    }
    return .integer(number)
  }

  /// A Decimal as result, if it is in range.
  func result(_ number: DecimalNumber?) throws(EvaluationError) -> Value {
    guard let number else { throw failure(.overflow, "the result is beyond the range of Decimal") }
    return .decimal(number)
  }

  /// A collection as result, if it is not too large.
  mutating func result(_ items: [Value], of type: ExpressionType) throws(EvaluationError) -> Value {
    guard items.count <= Value.maximumItems else {
      throw failure(
        .valueTooLarge, "expected a collection of at most \(Value.maximumItems) items, found \(items.count)")
    }
    steps += items.count / 10
    return .collection(items, of: type)
  }
}

/// Numbers that look random and are the same for the same seed (SplitMix64).
struct RandomNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

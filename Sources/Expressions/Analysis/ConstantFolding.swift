import SourceText

extension SyntaxTree {
  /// The value and type of an expression that has the same value wherever it is evaluated; nil where it reads something,
  /// depends on time or chance, or fails.
  ///
  /// What laziness leaves out does not count: `true or Flow.a` is constant.
  public func constant(functions: FunctionCatalogue = .standard) -> (value: Value, type: ExpressionType)? {
    constant(at: root, functions: functions.pure)
  }

  private func constant(at id: NodeID, functions: FunctionCatalogue) -> (value: Value, type: ExpressionType)? {
    guard isValid else { return nil }
    var environment = RefusingEnvironment()
    var run = EvaluationRun(tree: self, functions: functions, limits: .folding, seed: 0)
    guard let operand = try? run.result(at: id, &environment), !environment.wasAsked else { return nil }
    return (operand.value, operand.type)
  }

  /// The expression with each of its largest constant parts replaced by the literal of its value; parts that fail, and
  /// those that no literal can write, stay as they are.
  public func folded(functions: FunctionCatalogue = .standard) -> String {
    guard isValid else { return text(ByteRange(0, text.count)) }
    let pure = functions.pure
    let isClosed = closedNodes(pure)
    var folded: [UInt8] = []
    var position = 0
    var pending = [root]
    while let id = pending.popLast() {
      guard isClosed[Int(id.index)] else {
        pending += operands(of: id).reversed()
        continue
      }
      guard let literal = constant(at: id, functions: pure)?.value.literal else { continue }
      let range = self[id].range
      folded += text[position..<Int(range.start)]
      // A negative number is an operation: in parentheses it stays one operand. The same keeps words apart that only
      // the parentheses of the part did: ‘(1 == 1)and’.
      let touches = folded.last.map(isOfWord) ?? false || Int(range.end) < text.count && isOfWord(text[Int(range.end)])
      folded += (literal.hasPrefix("-") || touches ? "(\(literal))" : literal).utf8
      position = Int(range.end)
    }
    return String(decoding: folded + text[position...], as: UTF8.self)
  }

  /// For each node whether neither it nor a part of it reads anything or calls what is not in the catalogue.
  private func closedNodes(_ functions: FunctionCatalogue) -> [Bool] {
    var isClosed: [Bool] = []
    isClosed.reserveCapacity(nodes.count)
    for index in nodes.indices {
      let id = NodeID(index: Int32(index))
      let isOpen =
        switch self[id].kind {
        case .name, .placeholder, .missing, .empty: true
        case .call: functions[name(of: id)] == nil
        default: false
        }
      isClosed.append(!isOpen && operands(of: id).allSatisfy { isClosed[Int($0.index)] })
    }
    return isClosed
  }
}

/// Whether a byte may be part of a name or number.
private func isOfWord(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), 0x80...:
    true
  default: false
  }
}

extension EvaluationLimits {
  /// Limits of what is computed ahead, which nobody waits for.
  fileprivate static var folding: EvaluationLimits {
    var limits = EvaluationLimits()
    limits.steps = 10_000
    return limits
  }
}

/// An environment that knows nothing and remembers that it was asked.
private struct RefusingEnvironment: Environment {
  var wasAsked = false

  mutating func resolve(_ path: AccessPath) -> Resolution {
    wasAsked = true
    return Resolution(.notSet, stepCount: path.steps.count)
  }

  mutating func find(_ lookup: ObjectLookup) -> Resolution? {
    wasAsked = true
    return nil
  }
}

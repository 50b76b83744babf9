import SourceText

extension SyntaxTree {
  /// The value and type of an expression that has the same value wherever it is evaluated; nil where it reads something,
  /// depends on time or chance, or fails.
  ///
  /// What laziness leaves out does not count: `true or Flow.a` is constant.
  public func constant(functions: FunctionCatalogue = .standard) -> (value: Value, type: ExpressionType)? {
    guard isValid, closedNodes(functions, isLazy: true)[Int(root.index)] else { return nil }
    return TypeChecker(functions: functions).check(self).constant(at: root)
  }

  /// The expression with each of its largest constant parts replaced by the literal of its value; parts that fail, and
  /// those that no literal can write, stay as they are.
  public func folded(functions: FunctionCatalogue = .standard) -> String {
    guard isValid else { return text(ByteRange(0, text.count)) }
    let isClosed = closedNodes(functions, isLazy: false)
    let typed = TypeChecker(functions: functions).check(self)
    var folded: [UInt8] = []
    var position = 0
    var pending = [root]
    while let id = pending.popLast() {
      guard isClosed[Int(id.index)] else {
        pending += operands(of: id).reversed()
        continue
      }
      guard let literal = typed.constant(at: id)?.value.literal else { continue }
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

  /// For each node whether neither it nor a part of it reads anything or calls what may give another value another time.
  ///
  /// - Parameter isLazy: whether only those parts count that are evaluated in any case, and constants of Genesys' are not
  ///   read.
  private func closedNodes(_ functions: FunctionCatalogue, isLazy: Bool) -> [Bool] {
    var isClosed: [Bool] = []
    isClosed.reserveCapacity(nodes.count)
    for index in nodes.indices {
      let id = NodeID(index: Int32(clamping: index))
      var operands = operands(of: id)
      var isOpen = false
      switch self[id].kind {
      case .name: isOpen = !isLazy || !Constants.roots.contains(name(of: id).lowercased())
      case .empty: isOpen = !isLazy
      case .placeholder, .missing: isOpen = true
      case .call:
        let function = functions[name(of: id)]
        isOpen = function?.isPure != true
        if isLazy, case .choice? = function?.overloads.first?.implementation { operands = operands.prefix(1) }
      case .conditional where isLazy, .binary(.and) where isLazy, .binary(.or) where isLazy:
        operands = operands.prefix(1)
      default: break
      }
      isClosed.append(!isOpen && operands.allSatisfy { isClosed[Int($0.index)] })
    }
    return isClosed
  }
}

extension TypedTree {
  /// The value of a part that reads nothing and does not fail.
  fileprivate func constant(at id: NodeID) -> (value: Value, type: ExpressionType)? {
    var environment = RefusingEnvironment()
    let result = try? Evaluator.evaluate(Plan(self, at: id), in: &environment, limits: .folding)
    guard let result, result.value.unknown == nil, !environment.wasAsked else { return nil }
    return (result.value, result.type)
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

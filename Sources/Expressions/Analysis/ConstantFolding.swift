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
    let typed = TypeChecker(functions: functions).check(self)
    var folded: [UInt8] = []
    var position = 0
    for (id, _) in closedParts(functions) {
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

  /// The largest parts that read nothing and always give the same, in order, each with whether it is evaluated whenever
  /// the expression is.
  func closedParts(_ functions: FunctionCatalogue) -> [(id: NodeID, isSure: Bool)] {
    let isClosed = closedNodes(functions, isLazy: false)
    var parts: [(id: NodeID, isSure: Bool)] = []
    var pending = [(id: root, isSure: true)]
    while let part = pending.popLast() {
      if isClosed[Int(part.id.index)] {
        parts.append(part)
      } else {
        let isLazy = decidesByFirst(part.id, functions)
        for (place, operand) in operands(of: part.id).enumerated().reversed() {
          pending.append((operand, part.isSure && (place == 0 || !isLazy)))
        }
      }
    }
    return parts
  }

  /// Whether the first operand of a node decides which of the others are evaluated.
  private func decidesByFirst(_ id: NodeID, _ functions: FunctionCatalogue) -> Bool {
    switch self[id].kind {
    case .conditional, .binary(.and), .binary(.or): true
    case .call: function(of: id, in: functions)?.isChoice == true
    default: false
    }
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
      case .call: isOpen = function(of: id, in: functions)?.isPure != true
      default: break
      }
      if isLazy, decidesByFirst(id, functions) { operands = operands.prefix(1) }
      isClosed.append(!isOpen && operands.allSatisfy { isClosed[Int($0.index)] })
    }
    return isClosed
  }
}

extension TypedTree {
  /// The value of a part that reads nothing and does not fail.
  func constant(at id: NodeID) -> (value: Value, type: ExpressionType)? {
    var environment = RefusingEnvironment()
    let result = try? Evaluator.evaluate(Plan(self, at: id), in: &environment, limits: .folding)
    guard let result, result.value.unknown == nil, !environment.wasAsked else { return nil }
    return (result.value, result.type)
  }
}

extension SyntaxTree {
  /// Whether some part asks whether there is a value: likewise.
  package func asksForValues(_ functions: FunctionCatalogue) -> Bool {
    ids.contains {
      function(of: $0, in: functions)?.proves.contains { if case .isSet = $0 { true } else { false } } == true
    }
  }

  /// Whether some part reads nothing and is more than a text or number: a quick look before types are worked out.
  package func holdsConstants(_ functions: FunctionCatalogue) -> Bool {
    isValid
      && closedParts(functions).contains { part in
        switch self[unwrapped(part.id)].kind {
        case .string, .integer, .decimal, .notSet: false
        default: true
        }
      }
  }

  /// Whether a part may always fail though what holds it reads something: likewise.
  package func holdsConstantDivisorOrLimit(_ functions: FunctionCatalogue) -> Bool {
    ids.contains { id in
      switch self[id].kind {
      case .binary(.divide), .binary(.remainder):
        operands(of: id).last.map { text(self[unwrapped($0)].range).allSatisfy { "0.".contains($0) } } ?? false
      case .call: function(of: id, in: functions)?.traits.contains(.limitsArguments) == true
      default: false
      }
    }
  }
}

extension TypedTree {
  /// What a call tells that asks whether a text is there which always is; nil for others.
  private func answer(of id: NodeID) -> Bool? {
    guard let argument = syntax.operands(of: id).first, let function = syntax.function(of: id, in: functions) else {
      return nil
    }
    for case .isSet(let answer) in function.proves where TextPattern.holdsText(argument, in: syntax) { return answer }
    return nil
  }

  /// Whether a part may be true or false; calls of most functions are not, and need not be evaluated.
  private func mayTell(_ id: NodeID) -> Bool {
    guard let function = syntax.function(of: syntax.unwrapped(id), in: functions) else { return true }
    return function.overloads.contains { overload in
      switch overload.result {
      case .exactly(let type): type == .boolean || type == .any
      default: true
      }
    }
  }

  /// The parts that are true or false whatever the variables hold, as long as no other part fails: `Flow.a or true`.
  public var constantTruths: [NodeID: Bool] {
    guard syntax.isValid else { return [:] }
    var truths: [NodeID: Bool] = [:]
    for (id, _) in constantOperations where mayTell(id) {
      if case .boolean(let value)? = constant(at: id)?.value { truths[id] = value }
    }
    for id in syntax.ids where truths[id] == nil {
      let sides = syntax.operands(of: id).map { truths[$0] }
      switch syntax[id].kind {
      case .boolean(let value): truths[id] = value
      case .call: truths[id] = answer(of: id)
      case .group: truths[id] = sides[0]
      case .unary(.not): truths[id] = sides[0].map { !$0 }
      case .binary(.and): truths[id] = sides.contains(false) ? false : sides.contains(nil) ? nil : true
      case .binary(.or): truths[id] = sides.contains(true) ? true : sides.contains(nil) ? nil : false
      default: break
      }
    }
    return truths
  }

  /// The largest parts that read nothing and are more than a literal, each with whether it is evaluated whenever the
  /// expression is; of very many the first.
  var constantOperations: ArraySlice<(id: NodeID, isSure: Bool)> {
    guard syntax.isValid else { return [] }
    return syntax.closedParts(functions).filter { part in
      switch syntax[syntax.unwrapped(part.id)].kind {
      case .string, .integer, .decimal, .boolean, .notSet: false
      default: true
      }
    }.prefix(1_000)
  }
}

/// Whether a byte may be part of a name or number.
private func isOfWord(_ byte: UInt8) -> Bool {
  Characters.isWord(byte) || byte == UInt8(ascii: ".") || byte >= 0x80
}

extension EvaluationLimits {
  /// Limits of what is computed ahead, which nobody waits for.
  static var folding: EvaluationLimits {
    var limits = EvaluationLimits()
    limits.steps = 10_000
    return limits
  }
}

/// An environment that knows nothing and remembers that it was asked.
struct RefusingEnvironment: Environment {
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

import SourceText

extension TypedTreeBuilder {
  mutating func addCall(_ id: NodeID) -> TypedNodeID {
    let first = operandIDs.count
    for operand in syntax.operands(of: id) { operandIDs.append(typed[Int(operand.index)]) }
    let nameRange = syntax[id].nameRange
    guard let place = functions.place(of: syntax.text(nameRange)) else {
      let written = syntax.text(nameRange)
      if !written.contains("{") {
        report(.unknownFunction, functions.unknown(written), at: nameRange)
      }
      return add(.call(written), .any, id, from: first)
    }
    let function = functions.functions[place]
    let types = types(from: first)
    guard let (chosen, match) = function.overloads.best(for: types) else {
      report(.invalidArgumentCount, function.expectedCount(insteadOf: types.count), at: syntax[id].range)
      calls.append(CheckedCall(node: id, function: place, overload: nil, form: .wrongCount))
      let only = function.overloads.count == 1 ? function.overloads.first : nil
      let result = only.map { $0.resultType(itemType: OverloadMatch($0, types).item) }
      return add(.call(function.name), result ?? .any, id, from: first)
    }
    if let wrong = match.firstMismatch {
      let argument = self[operandIDs[first + wrong]]
      let found = "one of type \(argument.type.displayName)\(function.hint)"
      report(
        .invalidArgument, "expected an argument that \(function.name) takes, found \(found)",
        at: syntax[argument.origin].range)
    }
    let overload = function.overloads[chosen]
    // Where the types of all arguments are known, their values cannot say otherwise.
    let isCertain = match.fits && types.allSatisfy { !$0.isNotSet && $0.type.isCertain }
    let form: CheckedCall.Form = if case .choice = overload.implementation { .choice } else { .plain }
    calls.append(CheckedCall(node: id, function: place, overload: isCertain ? chosen : nil, form: form))
    let result = overload.resultType(itemType: match.item)
    expect(overload, match.item, function.isConversion ? result : .any, from: first)
    return add(.call(function.name), result, id, from: first)
  }

  /// What is known of the operands from a place on.
  private func types(from first: Int) -> [ArgumentType] {
    operandIDs[first...].map { argument in
      let isNotSet = if case .notSet = self[argument].kind { true } else { false }
      return ArgumentType(self[argument].type, isNotSet: isNotSet)
    }
  }

  /// Gives each NOT_SET among the operands from a place on the type that its parameter wants.
  ///
  /// - Parameter any: the type that a parameter of any type wants.
  private mutating func expect(_ overload: Overload, _ item: ExpressionType, _ any: ExpressionType, from first: Int) {
    for place in first..<operandIDs.count {
      guard case .notSet = self[operandIDs[place]].kind else { continue }
      switch overload.parameter(at: place - first)?.type {
      case .exactly(let type): expect(type, of: operandIDs[place])
      case .item: expect(item, of: operandIDs[place])
      case .any: expect(any, of: operandIDs[place])
      default: break
      }
    }
  }

  // MARK: Conversion of the result

  /// Puts the conversion round the root that Architect inserts where a place wants another type.
  mutating func convertRoot(to target: ExpressionType) {
    guard let last = nodes.indices.last else { return }
    let root = TypedNodeID(index: Int32(clamping: last))
    expect(target, of: root)
    let type = self[root].type
    guard type != target, type != .any, target != .any, nodes[last].kind != .empty else { return }
    guard let name = ImplicitConversion.function(from: type, to: target) else {
      if type.cannotBecome(target) {
        report(
          .invalidResult, "expected a result of type \(target.displayName), found one of type \(type.displayName)",
          at: syntax[syntax.root].range)
      }
      return
    }
    add(.conversion(name), target, nodes[last].origin, root, anchor: nodes[last].anchor)
  }
}

extension ExpressionType {
  /// Whether Architect has no conversion that it puts round a result of this type where another one is wanted.
  package func cannotBecome(_ target: ExpressionType) -> Bool {
    self != target && ImplicitConversion.function(from: self, to: target) == nil
      && ImplicitConversion.isImpossible(from: self, to: target)
  }

  /// Whether values of the type can be of no other one.
  fileprivate var isCertain: Bool {
    switch self {
    case .any, .json: false
    case .collection(let element): element.isCertain
    default: true
    }
  }
}

extension Function {
  /// Whether it makes its result out of a value of any type, so that NOT_SET is taken for one of the result's own type.
  fileprivate var isConversion: Bool {
    switch category {
    case .conversion, .audio, .communication: true
    default: false
    }
  }
}

extension ExpressionType {
  /// Whether it is certain enough for a warning that a place of a type takes no value of this one.
  public func isRefused(by target: ExpressionType) -> Bool {
    self != target && ImplicitConversion.function(from: self, to: target) == nil
      && ImplicitConversion.isImpossible(from: self, to: target)
  }
}

/// The conversions that Architect puts round a whole expression.
enum ImplicitConversion {
  private static let functions: [(target: ExpressionType, name: String, sources: [ExpressionType])] = [
    (.integer, "ToInt", [.string, .decimal, .json]), (.decimal, "ToDecimal", [.string, .json, .integer]),
    (.boolean, "ToBool", [.json]), (.dateTime, "ToDateTime", [.string, .json]),
    (.date, "ToDate", [.string, .dateTime]),
    (.time, "ToTime", [.string, .dateTime]), (.duration, "ToDuration", [.string, .integer]),
    (.phoneNumber, "ToPhoneNumber", [.string]), (.audio, "ToAudioTTS", [.string]), (.audio, "ToAudio", [.prompt]),
    (.audio, "ToAudioDuration", [.duration]), (.audio, "ToAudioNumber", [.integer, .decimal]),
    (.audio, "ToAudioCurrency", [.currency]), (.audio, "ToAudioPhoneNumber", [.phoneNumber]),
    (.audio, "ToAudioDate", [.date, .dateTime]), (.audio, "ToAudioBool", [.boolean]),
  ]

  /// The function that turns one type into another; nil where none is known to be inserted.
  static func function(from type: ExpressionType, to target: ExpressionType) -> String? {
    switch (target, type) {
    case (.string, .audio), (.string, .prompt), (.string, .communication), (.string, .object): nil
    case (.string, _): "ToString"
    case (.json, _): "ToJson"
    case (.communication, _): "ToCommunication"
    default: functions.first { $0.target == target && $0.sources.contains(type) }?.name
    }
  }

  /// Whether it is certain enough for a warning that no conversion leads from one type to the other.
  static func isImpossible(from type: ExpressionType, to target: ExpressionType) -> Bool {
    let plain: Set<ExpressionType> = [.string, .integer, .decimal, .boolean, .dateTime, .duration]
    return plain.contains(type) && plain.contains(target)
  }
}

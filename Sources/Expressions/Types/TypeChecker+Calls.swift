import SourceText

extension TypedTreeBuilder {
  mutating func addCall(_ id: NodeID) -> TypedNodeID {
    let first = operandIDs.count
    for operand in syntax.operands(of: id) { operandIDs.append(typed[Int(operand.index)]) }
    let nameRange = syntax[id].nameRange
    guard let place = functions.place(ofLowercased: syntax.lowercasedText(nameRange)) else {
      let written = syntax.text(nameRange)
      if !written.contains("{") {
        report(.unknownFunction, functions.unknown(written), at: nameRange)
      }
      return add(.call(written), .any, id, from: first)
    }
    let function = functions.functions[place]
    guard let choice = overload(of: function, for: first, id) else {
      report(
        .invalidArgumentCount, function.expectedCount(insteadOf: operandIDs.count - first), at: syntax[id].range)
      calls.append(CheckedCall(node: id, function: place, overload: nil, form: .wrongCount))
      let only = function.overloads.count == 1 ? function.overloads.first : nil
      let item = only.map { OverloadMatch($0, types(from: first)).item } ?? .any
      return add(.call(function.name), only?.resultType(itemType: item) ?? .any, id, from: first)
    }
    let overload = function.overloads[choice.place]
    var form = CheckedCall.Form.plain
    if case .choice = overload.implementation { form = .choice }
    calls.append(
      CheckedCall(node: id, function: place, overload: choice.isCertain ? choice.place : nil, form: form))
    let result = overload.resultType(itemType: choice.item)
    expect(overload, choice.item, function.isConversion ? result : .any, from: first)
    return add(.call(function.name), result, id, from: first)
  }

  /// What is known of the operands from a place on.
  private func types(from first: Int) -> [ArgumentType] {
    operandIDs[first...].map { argument in
      let isNotSet = if case .notSet = self[argument].kind { true } else { false }
      return ArgumentType(self[argument].type, isNotSet: isNotSet)
    }
  }

  /// An overload that was chosen.
  private struct Choice {
    let place: Int
    /// The type that the items of the call share.
    let item: ExpressionType
    /// Whether the types of all arguments are known, so that their values cannot say otherwise.
    let isCertain: Bool
  }

  /// The overload of a function that fits the operands from a place on best; nil where none takes so many.
  private mutating func overload(of function: Function, for first: Int, _ id: NodeID) -> Choice? {
    let types = types(from: first)
    guard let best = function.overloads.best(for: types) else { return nil }
    if let wrong = best.match.firstMismatch {
      let argument = self[operandIDs[first + wrong]]
      report(
        .invalidArgument,
        "expected an argument that \(function.name) takes, found one of type \(argument.type.displayName)",
        at: syntax[argument.origin].range)
    }
    return Choice(
      place: best.place, item: best.match.item,
      isCertain: best.match.fits && types.allSatisfy { !$0.isNotSet && $0.type.isCertain })
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
      if ImplicitConversion.isImpossible(from: type, to: target) {
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

/// The conversions that Architect puts round a whole expression.
enum ImplicitConversion {
  /// The function that turns one type into another; nil where none is known to be inserted.
  static func function(from type: ExpressionType, to target: ExpressionType) -> String? {
    switch target {
    case .string:
      switch type {
      case .audio, .prompt, .communication, .object: nil
      default: "ToString"
      }
    case .integer: type == .string || type == .decimal || type == .json ? "ToInt" : nil
    case .decimal: type == .string || type == .json || type == .integer ? "ToDecimal" : nil
    case .boolean: type == .json ? "ToBool" : nil
    case .dateTime: type == .string || type == .json ? "ToDateTime" : nil
    case .date: type == .string || type == .dateTime ? "ToDate" : nil
    case .time: type == .string || type == .dateTime ? "ToTime" : nil
    case .duration: type == .string || type == .integer ? "ToDuration" : nil
    case .phoneNumber: type == .string ? "ToPhoneNumber" : nil
    case .json: "ToJson"
    case .audio: audio(from: type)
    case .communication: "ToCommunication"
    default: nil
    }
  }

  private static func audio(from type: ExpressionType) -> String? {
    switch type {
    case .string: "ToAudioTTS"
    case .duration: "ToAudioDuration"
    case .prompt: "ToAudio"
    case .integer, .decimal: "ToAudioNumber"
    case .currency: "ToAudioCurrency"
    case .phoneNumber: "ToAudioPhoneNumber"
    case .date, .dateTime: "ToAudioDate"
    case .boolean: "ToAudioBool"
    default: nil
    }
  }

  /// Whether it is certain enough for a warning that no conversion leads from one type to the other.
  static func isImpossible(from type: ExpressionType, to target: ExpressionType) -> Bool {
    let plain: Set<ExpressionType> = [.string, .integer, .decimal, .boolean, .dateTime, .duration]
    return plain.contains(type) && plain.contains(target)
  }
}

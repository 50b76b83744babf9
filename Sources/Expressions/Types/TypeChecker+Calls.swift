import SourceText

extension TypedTreeBuilder {
  mutating func addCall(_ id: NodeID) -> TypedNodeID {
    let arguments = operands(of: id)
    reportUnknownNames(arguments)
    let written = syntax.name(of: id)
    guard let place = functions.place(of: written) else {
      if !written.contains("{") { reportUnknownFunction(written, id) }
      return add(.call(written), .any, id, operands: arguments)
    }
    let choice = overload(of: functions.functions[place], for: arguments, id)
    calls.append(CheckedCall(node: id, function: place, overload: choice.flatMap { $0.isCertain ? $0.place : nil }))
    let result = choice.map { apply($0, of: functions.functions[place], to: arguments) } ?? .any
    return add(.call(functions.functions[place].name), result, id, operands: arguments)
  }

  private mutating func reportUnknownFunction(_ name: String, _ id: NodeID) {
    let hint = suggestion(functions.names(near: name))
    report(
      .unknownFunction, "expected the name of a function, found ‘\(name.clipped)’\(hint)", at: syntax[id].nameRange)
  }

  /// An overload that was chosen.
  private struct Choice {
    let place: Int
    /// The type that the items of the call share.
    let item: ExpressionType
    /// Whether the types of all arguments are known, so that their values cannot say otherwise.
    let isCertain: Bool
  }

  /// The overload of a function that fits the arguments best; reports where none takes them. Nil where nothing can be
  /// said.
  private mutating func overload(of function: Function, for arguments: [TypedNodeID], _ id: NodeID) -> Choice? {
    guard !function.overloads.isEmpty else { return nil }
    let types = arguments.map { ArgumentType(self[$0].type, isNotSet: self[$0].kind == .notSet) }
    guard let best = function.overloads.best(for: types) else {
      report(.invalidArgumentCount, function.expectedCount(insteadOf: arguments.count), at: syntax[id].range)
      guard function.overloads.count == 1 else { return nil }
      return Choice(place: 0, item: OverloadMatch(function.overloads[0], types).item, isCertain: false)
    }
    if let wrong = best.match.firstMismatch {
      let argument = self[arguments[wrong]]
      report(
        .invalidArgument,
        "expected an argument that \(function.name) takes, found one of type \(argument.type.displayName)",
        at: syntax[argument.origin].range)
    }
    return Choice(
      place: best.place, item: best.match.item,
      isCertain: best.match.fits && types.allSatisfy { !$0.isNotSet && $0.type.isCertain })
  }

  /// Types what depends on the chosen overload, and gives the type of the result.
  private mutating func apply(
    _ choice: Choice, of function: Function, to arguments: [TypedNodeID]
  ) -> ExpressionType {
    let overload = function.overloads[choice.place]
    let result = overload.resultType(itemType: choice.item)
    for (index, argument) in arguments.enumerated() {
      switch overload.parameter(at: index)?.type {
      case .exactly(let type): expect(type, of: argument)
      case .item: expect(choice.item, of: argument)
      case .any where function.isConversion: expect(result, of: argument)
      default: break
      }
    }
    return result
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
    add(.conversion(name), target, nodes[last].origin, anchor: nodes[last].anchor, operands: [root])
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

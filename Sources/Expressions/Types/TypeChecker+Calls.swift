import SourceText

extension TypedTreeBuilder {
  mutating func addCall(_ id: NodeID) -> TypedNodeID {
    let arguments = operands(of: id)
    reportUnknownNames(arguments)
    let written = syntax.name(of: id)
    guard let signature = functions.signature(of: written) else {
      if !written.contains("{") { reportUnknownFunction(written, id) }
      return add(.call(written), .any, id, operands: arguments)
    }
    var result = ExpressionType.any
    if let overload = overload(of: signature, for: arguments, id) {
      result = apply(overload, to: arguments)
    }
    return add(.call(signature.name), result, id, operands: arguments)
  }

  private mutating func reportUnknownFunction(_ name: String, _ id: NodeID) {
    let hint = suggestion(nearestNames(to: name, among: functions.functionNames))
    report(
      .unknownFunction, "expected the name of a function, found ‘\(name.clipped)’\(hint)", at: syntax[id].nameRange)
  }

  /// The form of a function that fits the arguments best; reports where none takes them. Nil where nothing can be said.
  private mutating func overload(
    of signature: FunctionSignature, for arguments: [TypedNodeID], _ id: NodeID
  ) -> FunctionSignature.Overload? {
    guard !signature.overloads.isEmpty else { return nil }
    let candidates = signature.overloads.filter { $0.accepts(count: arguments.count) }
    guard !candidates.isEmpty else {
      report(
        .invalidArgumentCount,
        "expected \(Self.counts(of: signature)) for \(signature.name), found \(arguments.count)", at: syntax[id].range)
      return signature.overloads.count == 1 ? signature.overloads[0] : nil
    }
    var best: (overload: FunctionSignature.Overload, match: Match)?
    for candidate in candidates {
      let match = match(candidate, arguments)
      if let current = best, (current.match.mismatches, current.match.cost) <= (match.mismatches, match.cost) {
        continue
      }
      best = (candidate, match)
      if match.mismatches == 0, match.cost == 0 { break }
    }
    guard let best else { return nil }
    if let wrong = best.match.firstMismatch {
      report(
        .invalidArgument,
        "expected an argument that \(signature.name) takes, found one of type \(self[arguments[wrong]].type.code)",
        at: syntax[self[arguments[wrong]].origin].range)
    }
    return best.overload
  }

  /// How well arguments fit a form of a function.
  private struct Match {
    /// The arguments that do not fit, and the first of them.
    var mismatches = 0
    var firstMismatch: Int?
    /// How far the others are from being exactly what is wanted.
    var cost = 0
    /// The type that the signature's `element` stands for; `any` as long as no argument tells.
    var element = ExpressionType.any
  }

  private func match(_ overload: FunctionSignature.Overload, _ arguments: [TypedNodeID]) -> Match {
    var match = Match()
    for (index, argument) in arguments.enumerated() {
      guard let pattern = overload.parameter(index) else { continue }
      // Where NOT_SET leaves the choice open, a conversion is taken from its own type: ToString's NOT_SET is a string.
      if self[argument].kind == .notSet, pattern == overload.result { continue }
      if let cost = cost(of: self[argument].type, for: pattern, element: &match.element) {
        match.cost += cost
      } else {
        match.mismatches += 1
        match.firstMismatch = match.firstMismatch ?? index
      }
    }
    return match
  }

  /// How far a type is from what a parameter wants: 0 for the same; nil where it does not fit.
  private func cost(of type: ExpressionType, for pattern: TypePattern, element: inout ExpressionType) -> Int? {
    switch pattern {
    case .only(let wanted):
      return Self.cost(of: type, for: wanted)
    case .element:
      if element == .any {
        element = type
        return 2
      }
      return Self.cost(of: type, for: element).map { $0 + 2 }
    case .collectionOfElements:
      switch type {
      case .collection(let item):
        if element == .any {
          element = item
          return 2
        }
        return Self.cost(of: item, for: element).map { $0 + 2 }
      case .any, .json: return 3
      default: return nil
      }
    case .anyCollection:
      switch type {
      case .collection: return 2
      case .any, .json: return 3
      default: return nil
      }
    }
  }

  private static func cost(of type: ExpressionType, for wanted: ExpressionType) -> Int? {
    if type == wanted { return 0 }
    if wanted == .any { return 3 }
    if type == .any { return 1 }
    // JSON properties are given to conversions and collection functions as they are, and whole numbers and texts where
    // decimals and JSON are wanted.
    if type == .json { return 4 }
    if type == .integer, wanted == .decimal { return 1 }
    if wanted == .json { return 5 }
    return nil
  }

  /// Types what depends on the chosen form, and gives the type of the result.
  private mutating func apply(
    _ overload: FunctionSignature.Overload, to arguments: [TypedNodeID]
  ) -> ExpressionType {
    let element = match(overload, arguments).element
    for (index, argument) in arguments.enumerated() {
      guard let pattern = overload.parameter(index) else { continue }
      expect(Self.type(of: pattern, element: element), of: argument)
    }
    return Self.type(of: overload.result, element: element)
  }

  private static func type(of pattern: TypePattern, element: ExpressionType) -> ExpressionType {
    switch pattern {
    case .only(let type): type
    case .element: element
    case .collectionOfElements: element == .any ? .any : .collection(element)
    case .anyCollection: .any
    }
  }

  /// The numbers of arguments that a function takes, as a message names them.
  private static func counts(of signature: FunctionSignature) -> String {
    let least = signature.overloads.map(\.requiredCount).min() ?? 0
    let most = signature.overloads.map(\.parameters.count).max() ?? 0
    if signature.overloads.contains(where: \.isVariadic) {
      return "at least \(least) \(least == 1 ? "argument" : "arguments")"
    }
    if least == most { return "\(least) \(least == 1 ? "argument" : "arguments")" }
    return "\(least) to \(most) arguments"
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
          .invalidResult, "expected a result of type \(target.code), found one of type \(type.code)",
          at: syntax[syntax.root].range)
      }
      return
    }
    add(.conversion(name), target, nodes[last].origin, anchor: nodes[last].anchor, operands: [root])
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

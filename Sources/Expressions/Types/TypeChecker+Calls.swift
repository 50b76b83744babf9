import SourceText

extension TypedTreeBuilder {
  mutating func addCall(_ id: NodeID) -> TypedNodeID {
    let arguments = operands(of: id)
    reportUnknownNames(arguments)
    let written = syntax.name(of: id)
    guard let function = functions[written] else {
      if !written.contains("{") { reportUnknownFunction(written, id) }
      return add(.call(written), .any, id, operands: arguments)
    }
    var result = ExpressionType.any
    if let overload = overload(of: function, for: arguments, id) {
      result = apply(overload, of: function, to: arguments)
    }
    return add(.call(function.name), result, id, operands: arguments)
  }

  private mutating func reportUnknownFunction(_ name: String, _ id: NodeID) {
    let hint = suggestion(functions.names(near: name))
    report(
      .unknownFunction, "expected the name of a function, found ‘\(name.clipped)’\(hint)", at: syntax[id].nameRange)
  }

  /// The form of a function that fits the arguments best; reports where none takes them. Nil where nothing can be said.
  private mutating func overload(
    of function: Function, for arguments: [TypedNodeID], _ id: NodeID
  ) -> Overload? {
    guard !function.overloads.isEmpty else { return nil }
    let candidates = function.overloads.filter { $0.takes(arguments.count) }
    guard !candidates.isEmpty else {
      report(
        .invalidArgumentCount, "expected \(Self.counts(of: function)) for \(function.name), found \(arguments.count)",
        at: syntax[id].range)
      return function.overloads.count == 1 ? function.overloads[0] : nil
    }
    var best: (overload: Overload, match: Match)?
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
      let argument = self[arguments[wrong]]
      report(
        .invalidArgument,
        "expected an argument that \(function.name) takes, found one of type \(argument.type.displayName)",
        at: syntax[argument.origin].range)
    }
    return best.overload
  }

  /// How well arguments fit a form of a function.
  private struct Match {
    /// How many arguments do not fit, and the first of them.
    var mismatches = 0
    var firstMismatch: Int?
    /// How far the others are from being exactly what is wanted.
    var cost = 0
    /// The type that the items of the call share; `any` as long as no argument tells.
    var item = ExpressionType.any
  }

  private func match(_ overload: Overload, _ arguments: [TypedNodeID]) -> Match {
    var match = Match()
    for (index, argument) in arguments.enumerated() {
      guard let parameter = overload.parameter(at: index)?.type else { continue }
      // Where NOT_SET leaves the choice open, a conversion is taken from its own type: ToString's NOT_SET is a string.
      if self[argument].kind == .notSet, parameter == overload.result { continue }
      if let cost = Self.cost(of: self[argument].type, for: parameter, item: &match.item) {
        match.cost += cost
      } else {
        match.mismatches += 1
        match.firstMismatch = match.firstMismatch ?? index
      }
    }
    return match
  }

  /// How far a type is from what a parameter wants: 0 for the same; nil where it does not fit.
  private static func cost(
    of type: ExpressionType, for parameter: ParameterType, item: inout ExpressionType
  ) -> Int? {
    switch (parameter, type) {
    case (.exactly(let wanted), _): return cost(of: type, for: wanted)
    case (.item, _): return share(type, &item)
    case (.items, .collection(let own)): return share(own, &item)
    case (.anyCollection, .collection): return 2
    case (.items, .any), (.items, .json), (.anyCollection, .any), (.anyCollection, .json): return 3
    case (.items, _), (.anyCollection, _): return nil
    case (.anyJSON, .json): return 0
    case (.anyJSON, .collection): return nil
    case (.anyJSON, _), (.any, _): return 4
    }
  }

  private static func cost(of type: ExpressionType, for wanted: ExpressionType) -> Int? {
    if type == wanted { return 0 }
    if wanted == .any { return 4 }
    if type == .any { return 1 }
    if type == .integer, wanted == .decimal { return 1 }
    // JSON properties are given to conversions and collection functions as they are; a text or number where JSON is
    // wanted is seen too.
    if type == .json || wanted == .json { return 3 }
    if case .collection(let own) = type, case .collection(let item) = wanted, own == .any || item == .any { return 1 }
    return nil
  }

  /// Takes the type of one more item into the shared one.
  private static func share(_ type: ExpressionType, _ item: inout ExpressionType) -> Int? {
    guard let common = ExpressionType.common(item, type) else { return nil }
    item = common
    return type == common || type == .any ? 2 : 3
  }

  /// Types what depends on the chosen form, and gives the type of the result.
  private mutating func apply(
    _ overload: Overload, of function: Function, to arguments: [TypedNodeID]
  ) -> ExpressionType {
    let item = match(overload, arguments).item
    let result = overload.resultType(itemType: item)
    for (index, argument) in arguments.enumerated() {
      switch overload.parameter(at: index)?.type {
      case .exactly(let type): expect(type, of: argument)
      case .item: expect(item, of: argument)
      case .any where function.isConversion: expect(result, of: argument)
      default: break
      }
    }
    return result
  }

  /// The numbers of arguments that a function takes, as a message names them.
  private static func counts(of function: Function) -> String {
    let least = function.overloads.map(\.minimumCount).min() ?? 0
    let most = function.overloads.map { $0.maximumCount ?? .max }.max() ?? 0
    let word = most == 1 || most == .max && least == 1 ? "argument" : "arguments"
    if least == most { return "\(least) \(word)" }
    return most == .max ? "at least \(least) \(word)" : "\(least) to \(most) \(word)"
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

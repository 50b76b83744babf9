import JSON

/// How well arguments fit an overload: the one rule by which the checker, the evaluator and the catalogue choose.
struct OverloadMatch {
  /// How many arguments do not fit, and the first of them.
  private(set) var mismatches = 0
  private(set) var firstMismatch: Int?
  /// How far the others are from being exactly what is wanted.
  private(set) var cost = 0
  /// The type that the items of the call share; `any` as long as no argument tells.
  private(set) var item = ExpressionType.any

  /// Whether all arguments fit.
  var fits: Bool { mismatches == 0 }

  /// Compares as many arguments as the overload takes.
  init(_ overload: Overload, _ arguments: [ArgumentType]) {
    let isDecided = overload.sharesItems && shareItems(overload, arguments)
    for (place, argument) in arguments.enumerated() {
      guard let parameter = overload.parameter(at: place)?.type else { continue }
      if argument.isNotSet, parameter != .item {
        // A literal is taken for one of the result's type where that leaves a choice: ToString's NOT_SET is a String.
        if argument.content == nil, parameter != overload.result { cost += 1 }
      } else if let distance = distance(of: argument, from: parameter, isDecided) {
        cost += distance
      } else {
        mismatches += 1
        firstMismatch = firstMismatch ?? place
      }
    }
  }

  /// Finds the type that items share: the one of a collection among the arguments, else the one that all of them can be
  /// converted to; where one of them cannot, it stays that of those before.
  ///
  /// - Returns: whether a collection says it.
  private mutating func shareItems(_ overload: Overload, _ arguments: [ArgumentType]) -> Bool {
    for (place, argument) in arguments.enumerated() where overload.parameter(at: place)?.type == .items {
      guard case .collection(let element) = argument.type, element != .any else { continue }
      item = element
      return true
    }
    for (place, argument) in arguments.enumerated() where overload.parameter(at: place)?.type == .item {
      if let common = ExpressionType.common(item, argument.type) { item = common }
    }
    return false
  }

  /// How far an argument is from what a parameter wants: 0 for the same; nil where it does not fit.
  private func distance(of argument: ArgumentType, from parameter: ParameterType, _ isDecided: Bool) -> Int? {
    switch (parameter, argument.type) {
    case (.exactly(let wanted), _): return argument.distance(from: wanted)
    case (.item, let type):
      if type == item || type == .any { return 2 }
      let fits =
        isDecided
        ? argument.isNotSet || argument.distance(from: item) != nil : ExpressionType.common(item, type) == item
      return fits ? 3 : nil
    case (.items, .collection(let element)): return element == item || element == .any ? 2 : nil
    case (.anyCollection, .collection): return 2
    // A member of JSON may turn out to be none, which fits everywhere.
    case (.items, .any), (.items, .json), (.anyCollection, .any), (.anyCollection, .json):
      return argument.content == nil ? 3 : nil
    case (.items, _), (.anyCollection, _): return nil
    case (.anyJSON, .json): return 0
    case (.anyJSON, .collection): return nil
    case (.anyJSON, _), (.any, _): return 4
    }
  }
}

/// What is known of an argument of a call.
struct ArgumentType {
  /// The type that the expression has: of what is found in JSON JSON.
  let type: ExpressionType
  /// The type of the value, where that is known: of what is found in JSON that of the content.
  let content: ExpressionType?
  /// Whether it is known to be NOT_SET, which fits everywhere.
  let isNotSet: Bool

  /// An argument that is not evaluated.
  init(_ type: ExpressionType, isNotSet: Bool = false) {
    self.type = type
    content = nil
    self.isNotSet = isNotSet
  }

  /// An argument that was evaluated.
  ///
  /// - Parameter type: its type; that of NOT_SET as far as it is known.
  init(_ value: Value, type: ExpressionType) {
    switch value {
    case .unknown:
      self.type = type
      content = nil
      isNotSet = false
    case .json(let node):
      self.type = .json
      content = Value.type(of: node)
      isNotSet = node.kind == .null
    default:
      self.type = type
      content = type
      isNotSet = !value.isSet
    }
  }

  /// How far it is from a type: 0 for the same; nil where no conversion that need not be asked for leads there.
  func distance(from wanted: ExpressionType) -> Int? {
    if type == wanted { return 0 }
    if wanted == .any { return 4 }
    if type == .any { return 1 }
    switch (type, wanted) {
    case (.integer, .decimal): return 1
    // What stands in JSON is taken for what it is, as soon as that is known.
    case (.json, _):
      guard let content else { return 3 }
      return content == .json ? nil : ArgumentType(content).distance(from: wanted).map { 3 + $0 }
    case (.string, .json), (.integer, .json), (.decimal, .json), (.boolean, .json): return 3
    // Objects that a data action gives, whose shape Architect knows.
    case (.object(let code), .json): return code.hasPrefix("jsn__") ? 3 : nil
    case (.collection(let own), .collection(let item)): return own == .any || item == .any ? 1 : nil
    default: return nil
    }
  }
}

extension [Overload] {
  /// The overload that fits best, of several the first, and how it fits; nil where there is none.
  func best(for arguments: [ArgumentType]) -> (place: Int, match: OverloadMatch)? {
    var best: (place: Int, match: OverloadMatch)?
    for (place, overload) in enumerated() where overload.takes(arguments.count) {
      let match = OverloadMatch(overload, arguments)
      if let current = best, (current.match.mismatches, current.match.cost) <= (match.mismatches, match.cost) {
        continue
      }
      best = (place, match)
      if match.fits, match.cost == 0 { break }
    }
    return best
  }
}

extension Overload {
  /// Whether it can be called with a number of arguments.
  public func takes(_ count: Int) -> Bool {
    count >= minimumCount && count <= maximumCount ?? .max
  }

  /// The type of a call's result, given the type that its items share.
  func resultType(itemType: ExpressionType) -> ExpressionType {
    switch result {
    case .exactly(let type): type
    case .item: itemType
    case .items, .anyCollection: .collection(itemType)
    case .anyJSON: .json
    case .any: .any
    }
  }
}

extension ExpressionType {
  /// The type that values of both types can be converted to without being asked for; nil where there is none.
  static func common(_ first: ExpressionType, _ second: ExpressionType) -> ExpressionType? {
    if first == second || second == .any { return first }
    if first == .any { return second }
    switch (first, second) {
    case (.integer, .decimal), (.decimal, .integer): return .decimal
    case (.json, .string), (.json, .integer), (.json, .decimal), (.json, .boolean): return .json
    case (.string, .json), (.integer, .json), (.decimal, .json), (.boolean, .json): return .json
    default: return nil
    }
  }
}

extension Value {
  /// The value as a parameter that it fits takes it; nil where it is over a limit of JSON texts. NOT_SET stays as it is.
  func taken(for parameter: ParameterType, itemType: ExpressionType) -> Value? {
    switch parameter {
    case .exactly(let type): taken(as: type)
    case .item: taken(as: itemType)
    case .items: taken(as: .collection(itemType))
    case .anyJSON: isSet ? asJSON.map { .json($0) } : self
    case .any, .anyCollection: self
    }
  }

  /// The value as one of a type, by the conversions that need not be asked for; nil where there is none.
  func converted(to type: ExpressionType) -> Value? {
    let argument = ArgumentType(self, type: self.type)
    return argument.isNotSet || argument.distance(from: type) != nil ? taken(as: type) : nil
  }

  private func taken(as type: ExpressionType) -> Value? {
    switch (type, self) {
    case (.any, _), (_, .notSet), (_, .unknown), (.json, .json): self
    case (.json, _): asJSON.map { .json($0) }
    case (_, .json): isSet ? jsonScalar?.taken(as: type) : .notSet
    case (.decimal, .integer(let number)): .decimal(DecimalNumber(number))
    case (.collection(let element), .collection(let items, of: .any)): .collection(items, of: element)
    default: self
    }
  }
}

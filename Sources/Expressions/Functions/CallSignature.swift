/// How something was called: the types of the operands and of the result.
public struct CallSignature: Hashable, Sendable {
  /// The name of the function, or the sign of the operator.
  public let name: String
  /// The types of the operands in order.
  public let operands: [ExpressionType]
  /// The type of the result.
  public let result: ExpressionType

  /// Creates a signature.
  public init(name: String, operands: [ExpressionType], result: ExpressionType) {
    self.name = name
    self.operands = operands
    self.result = result
  }
}

extension CallSignature: Comparable, CustomStringConvertible {
  /// The signature in type codes: `Left(str, int) → str`.
  public var description: String {
    "\(name)(\(operands.map(\.code).joined(separator: ", "))) → \(result.code)"
  }

  /// Orders by name, number of operands, types.
  public static func < (left: CallSignature, right: CallSignature) -> Bool {
    if left.name != right.name {
      let names = (left.name.lowercased(), right.name.lowercased())
      return names.0 == names.1 ? left.name < right.name : names.0 < names.1
    }
    if left.operands.count != right.operands.count { return left.operands.count < right.operands.count }
    return left.description < right.description
  }
}

extension FunctionCatalogue {
  /// What a signature that Architect compiled adds to the catalogue.
  public enum Novelty: Hashable, Sendable {
    /// Nothing.
    case none
    /// The catalogue has another result for these arguments.
    case result(ExpressionType)
    /// The function is known, but not with such arguments.
    case overload
    /// The function is not known.
    case function
  }

  /// What a signature that Architect compiled adds to the catalogue.
  public func novelty(of signature: CallSignature) -> Novelty {
    guard let function = self[signature.name] else { return .function }
    var other: ExpressionType?
    for overload in function.overloads {
      guard let result = overload.result(for: signature.operands) else { continue }
      if result == signature.result || result.isOpen { return .none }
      other = other ?? result
    }
    return other.map { .result($0) } ?? .overload
  }

  /// This catalogue with what Architect was seen to compile: the overloads that were missing, and certainty.
  public func observing(_ signatures: some Sequence<CallSignature>) -> FunctionCatalogue {
    let seen = Dictionary(grouping: signatures.sorted()) { $0.name.lowercased() }
    if seen.isEmpty { return self }
    let known = functions.map { function in
      guard let calls = seen[function.name.lowercased()] else { return function }
      // What contradicts the catalogue comes first: it was seen.
      let corrected = calls.filter { if case .result = novelty(of: $0) { true } else { false } }
      let missing = calls.filter { novelty(of: $0) == .overload }
      let overloads =
        corrected.map { Overload(seen: $0, as: overload(like: $0)) } + function.overloads
        + missing.map { Overload(seen: $0) }
      return function.replacing(overloads: overloads, confidence: .verified)
    }
    let new = seen.values.filter { novelty(of: $0[0]) == .function }.sorted { $0[0] < $1[0] }
    return FunctionCatalogue(
      known + new.map { calls in .seen(calls[0].name, overloads: calls.map { Overload(seen: $0) }) })
  }

  private func overload(like signature: CallSignature) -> Overload? {
    self[signature.name]?.overloads.first { $0.result(for: signature.operands) != nil }
  }
}

extension Function {
  /// A function of which only calls were seen.
  fileprivate static func seen(_ name: String, overloads: [Overload]) -> Function {
    Function(
      name, .declared, .verified, isPure: false, "Seen in what Architect compiled; Plumb cannot compute it.",
      overloads: overloads)
  }
}

extension Overload {
  /// An overload with exactly the types that were seen; computed as another one where that takes the same arguments.
  fileprivate init(seen signature: CallSignature, as other: Overload? = nil) {
    let parameters = signature.operands.enumerated().map { place, type in
      let like = other?.parameter(at: place)
      return Parameter(
        like?.name ?? "value\(place + 1)", type == .any ? .any : .exactly(type),
        allowsNotSet: like?.allowsNotSet ?? false)
    }
    self.init(parameters, .exactly(signature.result), other?.implementation ?? .unknown)
  }

  /// The type of the result for arguments of certain types; nil where it does not take them.
  ///
  /// Stricter than the checker: JSON is not taken for anything else, nor anything else for JSON, since it was seen when it
  /// was converted.
  fileprivate func result(for types: [ExpressionType]) -> ExpressionType? {
    guard takes(types.count) else { return nil }
    for (place, type) in types.enumerated() {
      guard let parameter = parameter(at: place)?.type, parameter.takesUnconverted(type) else { return nil }
    }
    let match = OverloadMatch(self, types.map { ArgumentType($0) })
    return match.fits ? resultType(itemType: match.item) : nil
  }
}

extension ParameterType {
  fileprivate func takesUnconverted(_ type: ExpressionType) -> Bool {
    switch self {
    case .any, .anyJSON, .item: true
    case .items, .anyCollection: type != .json
    case .exactly(let wanted): (type == .json) == (wanted == .json) || type.isOpen || wanted.isOpen
    }
  }
}

extension ExpressionType {
  /// Whether nothing certain is said: any type, or a collection of such.
  fileprivate var isOpen: Bool {
    if case .collection(let element) = self { element.isOpen } else { self == .any }
  }
}

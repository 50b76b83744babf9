/// What a type checker asks about functions; the catalogue answers.
public protocol FunctionDirectory: Sendable {
  /// The function with a name, without regard to letter case.
  func signature(of name: String) -> FunctionSignature?
  /// The official names of all functions, for suggestions.
  var functionNames: [String] { get }
}

/// The name and the types of a function.
public struct FunctionSignature: Sendable {
  /// The name as Architect spells it.
  public let name: String
  /// The ways to call it, the most usual first; empty where nothing is known.
  public let overloads: [Overload]

  /// Creates a signature.
  public init(name: String, overloads: [Overload]) {
    self.name = name
    self.overloads = overloads
  }

  /// One way to call a function.
  public struct Overload: Sendable {
    /// The types of the parameters.
    public let parameters: [TypePattern]
    /// How many of the parameters must be given.
    public let requiredCount: Int
    /// Whether the last parameter may be given any number of times more.
    public let isVariadic: Bool
    /// The type of the result.
    public let result: TypePattern

    /// Creates an overload; without a count all parameters are required.
    public init(
      _ parameters: [TypePattern], requiredCount: Int? = nil, isVariadic: Bool = false, result: TypePattern
    ) {
      self.parameters = parameters
      self.requiredCount = requiredCount ?? parameters.count
      self.isVariadic = isVariadic
      self.result = result
    }

    /// Whether it can be called with a number of arguments.
    public func accepts(count: Int) -> Bool {
      count >= requiredCount && (isVariadic || count <= parameters.count)
    }

    func parameter(_ index: Int) -> TypePattern? {
      index < parameters.count ? parameters[index] : isVariadic ? parameters.last : nil
    }
  }
}

/// A type in a signature, which may depend on the arguments.
public enum TypePattern: Hashable, Sendable {
  /// One type; `any` fits everything.
  case only(ExpressionType)
  /// The type that all places of the signature with `element` and `collectionOfElements` share.
  case element
  /// A collection of ``element``.
  case collectionOfElements
  /// Any collection.
  case anyCollection
}

import SourceText

/// A built-in function: all that is known of it in one value.
///
/// The checker reads the overloads, the evaluator runs them, `plumb functions` and the reference page print the rest, and
/// a test runs the examples.
public final class Function: Sendable {
  /// The groups of functions in Architect's expression help.
  public enum Category: String, Sendable, CaseIterable {
    case logical, text, conversion, math, dateTime, collection, json, financial, phone, lookup, audio, communication
    case language
    /// Declared by the user.
    case declared
  }

  /// What the knowledge of a function rests on.
  public enum Confidence: String, Sendable, CaseIterable {
    /// Seen in what Architect compiled: name, number of arguments and types are certain.
    case verified
    /// Seen in flows that are in use; types are inferred.
    case used
    /// Stated by Genesys' help.
    case documented
    /// Stated by others only.
    case thirdParty = "third-party"
    /// Plausible; nothing found that shows it exists.
    case unverified
    /// Said by the user, in a configuration or from what was learnt from exports.
    case declared
  }

  /// What a call proves of its first argument to whoever acts on the result.
  public enum Proof: Hashable, Sendable {
    /// That there is a value, where the result is this Boolean.
    case isSet(when: Bool)
    /// What stands in a text.
    case text
    /// How many items there are.
    case size
    /// Whether something is among the items, or in the text.
    case membership
    /// At which place an item is.
    case place
  }

  /// What is known of a function beside its types.
  public enum Trait: Sendable {
    /// The result is a text put together of the texts of all arguments.
    case joins
    /// The result is the text of the only argument.
    case keepsText
    /// A text of any other form than it reads is an error.
    case readsForm
    /// It takes the member of the first argument that the second names.
    case takesMember
    /// It takes the item of the first argument at the place that the second says, which must be there.
    case takesItem
    /// The collection that it gives has an item at least.
    case givesItems
    /// The collection that it gives holds its arguments.
    case lists
    /// The result is the text in small or in capital letters.
    case changesCase
    /// The result is how the first argument begins, or a part of it from the place on that the second says.
    case takesBeginning, takesPart
    /// Only some values of its arguments are taken, whatever the others are.
    case limitsArguments
    /// It gives the present moment, which is in UTC.
    case givesNow
    /// It gives the hour or the weekday of a moment, which are others in another time zone.
    case tellsLocalTime
    /// It moves a moment by some hours or minutes.
    case movesMoment
    /// It tells whether its last two arguments are the same, or whether the first begins with the second.
    case compares, comparesBeginning
    /// It reads a value out in the way of its type, or is silent: it says no words of its own.
    case readsOut
  }

  /// An expression and what it gives, as text; NOT_SET and UNKNOWN are written so.
  public struct Example: Sendable {
    /// The expression.
    public let expression: String
    /// The text of its value.
    public let value: String
  }

  /// The name as Architect writes it.
  public let name: String
  /// The group it belongs to.
  public let category: Category
  /// What the knowledge of it rests on.
  public let confidence: Confidence
  /// Whether the same arguments always give the same value, so that it may be computed ahead.
  public let isPure: Bool
  /// What it does, in a few sentences.
  public let documentation: String
  /// Bounds of arguments and results, and what is a decision of Plumb, one sentence each.
  public let limits: [String]
  /// What the arguments may be.
  public let overloads: [Overload]
  /// What the result proves of the first argument.
  public let proves: [Proof]
  /// What else is known of it.
  public let traits: [Trait]
  /// How that is done which a call with arguments that no overload takes is mostly meant to do.
  let advice: String?
  private let pairs: KeyValuePairs<String, String>
  /// Expressions with their values.
  public var examples: [Example] { pairs.map { Example(expression: $0.key, value: $0.value) } }

  init(
    _ name: String, _ category: Category, _ confidence: Confidence, isPure: Bool = true, _ documentation: String,
    limits: [String] = [], proves: [Proof] = [], traits: [Trait] = [], advice: String? = nil,
    overloads: [Overload], examples: KeyValuePairs<String, String> = [:]
  ) {
    self.name = name
    self.category = category
    self.confidence = confidence
    self.isPure = isPure
    self.documentation = documentation
    self.limits = limits
    self.overloads = overloads
    self.proves = proves
    self.traits = traits
    self.advice = advice
    pairs = examples
  }

  /// A function with one way to call it.
  convenience init(
    _ name: String, _ category: Category, _ confidence: Confidence, isPure: Bool = true, _ documentation: String,
    limits: [String] = [], proves: [Proof] = [], traits: [Trait] = [], advice: String? = nil,
    _ parameters: [Parameter], _ result: ParameterType, examples: KeyValuePairs<String, String>,
    _ body: @escaping Overload.Body
  ) {
    self.init(
      name, category, confidence, isPure: isPure, documentation, limits: limits, proves: proves, traits: traits,
      advice: advice, overloads: [Overload(parameters, result, body)], examples: examples)
  }
}

extension Function {
  /// Whether the first argument says which of the others is evaluated.
  package var isChoice: Bool { if case .choice? = overloads.first?.implementation { true } else { false } }

  /// Whether the call tells whether its first argument has a value, and has no need of one itself.
  package var asksForValue: Bool {
    proves.contains { if case .isSet = $0 { true } else { false } }
      && overloads.allSatisfy { $0.parameters.first?.allowsNotSet ?? false }
  }

  /// Whether an argument that is NOT_SET ends a call with an error, whichever of the forms of so many arguments is meant.
  package func needsValue(at place: Int, of count: Int) -> Bool {
    let forms = overloads.filter { $0.takes(count) }
    return !forms.isEmpty && forms.allSatisfy { $0.parameter(at: place)?.allowsNotSet == false }
  }

  /// Another name of a function.
  static func synonym(
    _ name: String, _ confidence: Confidence, of other: Function, _ example: String, _ value: String
  ) -> Function {
    Function(
      name, other.category, confidence, "Does what \(other.name) does.", proves: other.proves, traits: other.traits,
      overloads: other.overloads, examples: [example: value])
  }

  /// The function with other overloads, of which nothing is computed ahead.
  func replacing(overloads: [Overload], confidence: Confidence? = nil) -> Function {
    Function(
      name, category, confidence ?? self.confidence, isPure: isPure && overloads.count == self.overloads.count,
      documentation, limits: limits, proves: proves, traits: traits, advice: advice, overloads: overloads,
      examples: pairs)
  }

  /// Creates a function that is declared, not built in: calls of it are checked, and cannot be evaluated.
  public convenience init(declared name: String, _ documentation: String = "Declared by you.", overloads: [Overload]) {
    self.init(name, .declared, .declared, isPure: false, documentation, overloads: overloads)
  }
}

extension Function {
  /// What is wrong with a number of arguments: `expected 2 or 3 arguments for ‘Contains’, found 1`.
  func expectedCount(insteadOf count: Int) -> String {
    "expected \(argumentCounts) for ‘\(name)’, found \(count)\(hint)"
  }

  /// What is sure to exist, and does the same; nil for what is sure itself, or where nothing does.
  package var surer: String? { ForeignFunctions.sure[name] }

  /// The ``advice`` as the end of a message.
  var hint: String { advice.map { "; " + $0 } ?? "" }

  private var argumentCounts: String {
    if let least = overloads.filter({ $0.maximumCount == nil }).map(\.minimumCount).min() {
      return "at least \(least) argument\(least == 1 ? "" : "s")"
    }
    var counts: Set<Int> = []
    for overload in overloads {
      counts.formUnion(overload.minimumCount...Swift.max(overload.minimumCount, overload.maximumCount ?? 0))
    }
    let sorted = counts.sorted()
    let list = sorted.map(String.init).joined(separator: " or ")
    return sorted == [0] ? "no arguments" : "\(list) argument\(sorted == [1] ? "" : "s")"
  }
}

/// One way to call a function.
public struct Overload: Sendable {
  /// Computes the result from arguments that fit the parameters.
  typealias Body = @Sendable (inout FunctionCall) throws(EvaluationError) -> Value

  /// How the result comes about.
  enum Implementation: Sendable {
    /// All arguments are evaluated first.
    case strict(Body)
    /// The first argument, a Boolean, says whether the second or the third is evaluated and gives the result.
    case choice
    /// The environment looks up an object by what the first argument says.
    case lookup(ObjectLookup.Key)
    /// Not known: the function can be checked, not evaluated.
    case unknown
  }

  /// The parameters in order.
  public let parameters: [Parameter]
  /// The type of the result.
  public let result: ParameterType
  let implementation: Implementation
  /// Whether some parameters take items that must share a type.
  let sharesItems: Bool
  /// How many arguments are needed at least.
  public let minimumCount: Int
  /// How many arguments are taken at most; nil for any number.
  public let maximumCount: Int?

  init(_ parameters: [Parameter], _ result: ParameterType, _ implementation: Implementation) {
    self.parameters = parameters
    self.result = result
    self.implementation = implementation
    sharesItems = parameters.contains { $0.type == .item || $0.type == .items }
    minimumCount = parameters.count { !$0.isOptional }
    maximumCount = parameters.last?.isVariadic == true ? nil : parameters.count
  }

  /// Creates a way to call a function of which no more is known than its types.
  public init(_ parameters: [Parameter], _ result: ParameterType) {
    self.init(parameters, result, .unknown)
  }

  init(_ parameters: [Parameter], _ result: ParameterType, _ body: @escaping Body) {
    self.init(parameters, result, .strict(body))
  }

  /// The parameter of an argument; the last one takes all that are left over where it is variadic.
  public func parameter(at index: Int) -> Parameter? {
    if index < parameters.count { return parameters[index] }
    guard let last = parameters.last, last.isVariadic else { return nil }
    return last
  }
}

/// A parameter of a function.
public struct Parameter: Sendable {
  /// The name, for messages.
  public let name: String
  /// What it takes.
  public let type: ParameterType
  /// Whether NOT_SET may be given.
  public let allowsNotSet: Bool
  /// Whether it may be left out.
  public let isOptional: Bool
  /// Whether it takes any number of arguments; only the last one does.
  public let isVariadic: Bool
  /// Whether only the type of the argument counts, so that its value need not be known.
  private(set) var isExample: Bool

  /// Creates a parameter.
  public init(
    _ name: String, _ type: ParameterType, allowsNotSet: Bool = false, isOptional: Bool = false,
    isVariadic: Bool = false
  ) {
    self.name = name
    self.type = type
    self.allowsNotSet = allowsNotSet
    self.isOptional = isOptional
    self.isVariadic = isVariadic
    isExample = false
  }

  /// Creates a parameter of which only the type counts.
  init(example name: String) {
    self.init(name, .item, allowsNotSet: true)
    isExample = true
  }
}

/// What a parameter takes or a function gives.
public enum ParameterType: Hashable, Sendable {
  /// Values of one type; an Integer is taken for a Decimal, and a string, number or Boolean in JSON for its own type.
  case exactly(ExpressionType)
  /// Values of the type that all items of the call share.
  case item
  /// A collection of items.
  case items
  /// JSON, or a value that can be written as JSON.
  case anyJSON
  /// Values of any type.
  case any
  /// A collection of any items.
  case anyCollection

  static let string = ParameterType.exactly(.string)
  static let integer = ParameterType.exactly(.integer)
  static let decimal = ParameterType.exactly(.decimal)
  static let boolean = ParameterType.exactly(.boolean)
  static let json = ParameterType.exactly(.json)
  static let dateTime = ParameterType.exactly(.dateTime)
  static let date = ParameterType.exactly(.date)
  static let time = ParameterType.exactly(.time)
  static let duration = ParameterType.exactly(.duration)
  static let audio = ParameterType.exactly(.audio)
  static let communication = ParameterType.exactly(.communication)

  /// What a message calls it.
  public var displayName: String {
    switch self {
    case .exactly(let type): type.displayName
    case .item: "an item of the same type"
    case .items, .anyCollection: "Collection"
    case .anyJSON: "JSON"
    case .any: "any type"
    }
  }
}

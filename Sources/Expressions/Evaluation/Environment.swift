public import SourceText

/// What an expression is evaluated against: variables, a conversation, the clock.
///
/// The evaluator hands over every reference whole. The environment answers with the value of its longest beginning that
/// it knows (`Flow.order` of `Flow.order.items[0]`, all of a conversation path); the evaluator goes on from there.
public protocol Environment {
  /// Answers a reference; `path` holds no `dynamic` step.
  mutating func resolve(_ path: AccessPath) -> Resolution

  /// The time, in milliseconds since 1970-01-01T00:00:00Z; nil where it is not known.
  var now: Int64? { get }

  /// Where random numbers begin: the same seed gives the same numbers.
  var randomSeed: UInt64 { get }

  /// Looks for an object of the organisation; nil where it is not known what there is. One that does not exist is
  /// NOT_SET, with an origin that says so.
  mutating func find(_ lookup: ObjectLookup) -> Resolution?
}

extension Environment {
  /// Not known.
  public var now: Int64? { nil }

  /// Always the same.
  public var randomSeed: UInt64 { 0 }

  /// Not known.
  public mutating func find(_ lookup: ObjectLookup) -> Resolution? { nil }
}

/// An environment's answer to a reference.
public struct Resolution: Sendable {
  /// The value; `notSet` where there is none, `unknown` where only something else could tell it.
  public var value: Value
  /// The value's type where that is not the one that the value shows: the type of a variable that is NOT_SET.
  public var type: ExpressionType?
  /// How many of the path's steps the value stands for.
  public var stepCount: Int
  /// Where the value came from or why there is none, for the environment to explain later.
  public var origin: OriginID?
  /// What is to be said about the reference.
  public var diagnostics: [Diagnostic]

  /// Creates an answer.
  public init(
    _ value: Value, type: ExpressionType? = nil, stepCount: Int, origin: OriginID? = nil,
    diagnostics: [Diagnostic] = []
  ) {
    self.value = value
    self.type = type
    self.stepCount = stepCount
    self.origin = origin
    self.diagnostics = diagnostics
  }
}

/// Names an origin that an environment keeps; the evaluator carries it along with a value that is handed on unchanged.
public struct OriginID: Hashable, Sendable {
  /// The environment's own number.
  public let index: Int

  /// Creates an id.
  public init(_ index: Int) {
    self.index = index
  }
}

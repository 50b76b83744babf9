import Expressions

/// What all expressions gave against one input.
struct EvaluatedInput {
  /// What tells the conversation from others; NOT_SET where there is none.
  var key = Value.notSet
  let results: [EvaluationResult]
  /// Why the input is no conversation; nil where it is one.
  var problem: String?
}

/// One way of printing results.
protocol EvaluationOutput: Sendable {
  /// Prints before anything else.
  mutating func begin(_ transcript: inout Transcript)
  /// Prints the results of all expressions against one input.
  mutating func input(_ input: EvaluatedInput, _ transcript: inout Transcript)
  /// Takes what another output of the same kind has counted, for inputs that come after those so far.
  mutating func absorb(_ other: any EvaluationOutput)
  /// Prints the rest.
  mutating func end(_ transcript: inout Transcript)
}

extension EvaluationOutput {
  mutating func begin(_ transcript: inout Transcript) {}
  mutating func absorb(_ other: any EvaluationOutput) {}
  mutating func end(_ transcript: inout Transcript) {}
}

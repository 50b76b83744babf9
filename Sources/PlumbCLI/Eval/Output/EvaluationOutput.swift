/// One way of printing results.
protocol EvaluationOutput {
  /// Prints before anything else.
  mutating func begin()
  /// Prints the results of all expressions against one input.
  mutating func input(_ results: [EvaluationResult])
  /// Prints the rest.
  mutating func end()
}

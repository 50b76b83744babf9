extension Function {
  static let roundUp = Function(
    "RoundUp", .math, .verified,
    """
    Rounds a Duration up to the first of the steps that is not shorter, or to a multiple of the second argument where it \
    is longer than all steps. A number is rounded away from 0, to a number of places where one is given.
    """,
    limits: ["What the arguments mean, and that numbers are taken at all, is a decision."],
    overloads: [
      Overload(
        [
          Parameter("duration", .duration), Parameter("finalInterval", .duration),
          Parameter("roundingSteps", .exactly(.collection(.duration))),
        ], .duration
      ) { call throws(EvaluationError) in try call.roundDurationUp() }
    ] + RoundingOverloads.all(.awayFromZero),
    examples: [
      "RoundUp(ToDuration(45000), ToDuration(300000), MakeList(ToDuration(30000), ToDuration(60000)))": "PT1M",
      "RoundUp(ToDuration(700000), ToDuration(300000), MakeList(ToDuration(30000), ToDuration(60000)))": "PT15M",
      "RoundUp(2.1)": "3",
    ])

  static let roundDown = Function(
    "RoundDown", .math, .unverified, "Rounds a number towards 0, to a number of places where one is given.",
    overloads: RoundingOverloads.all(.towardZero),
    examples: ["RoundDown(-2.9)": "-2", "RoundDown(2.349, 2)": "2.34"])

  static let round = Function(
    "Round", .math, .unverified,
    "Rounds a number to the nearest, halves away from 0, to a number of places where one is given.",
    limits: ["Where halves go is a decision."],
    overloads: RoundingOverloads.all(.halfAwayFromZero),
    examples: ["Round(2.5)": "3", "Round(2.345, 2)": "2.35"])

  static let floor = Function(
    "Floor", .math, .unverified, "Gives the largest Integer that is not above a number.",
    overloads: [RoundingOverloads.toInteger(.down)],
    examples: ["Floor(-2.1)": "-3"])

  static let ceiling = Function(
    "Ceiling", .math, .unverified, "Gives the smallest Integer that is not below a number.",
    overloads: [RoundingOverloads.toInteger(.up)],
    examples: ["Ceiling(2.1)": "3"])
}

/// The overloads that functions of rounding share.
enum RoundingOverloads {
  static func toInteger(_ rounding: Rounding) -> Overload {
    Overload([Parameter("number", .decimal)], .integer) { call throws(EvaluationError) in
      try call.result(call.decimal(0).rounded(toPlaces: 0, rounding)?.integer)
    }
  }

  static func all(_ rounding: Rounding) -> [Overload] {
    [
      toInteger(rounding),
      Overload([Parameter("number", .decimal), Parameter("places", .integer)], .decimal) {
        call throws(EvaluationError) in
        try call.result(call.decimal(0).rounded(toPlaces: Int(clamping: call.integer(1)), rounding))
      },
    ]
  }
}

extension FunctionCall {
  fileprivate func roundDurationUp() throws(EvaluationError) -> Value {
    guard case .duration(let span) = self[0], case .duration(let interval) = self[1] else { return .notSet }
    let steps = items(2).compactMap { item -> TimeSpan? in if case .duration(let step) = item { step } else { nil } }
    if let step = steps.sorted().first(where: { $0 >= span }) { return .duration(step) }
    guard interval.milliseconds > 0 else {
      throw failure(.invalidValue, "expected a Duration above 0", argument: 1)
    }
    let rest = span.milliseconds % interval.milliseconds
    let sum = span.milliseconds + (rest > 0 ? interval.milliseconds - rest : -rest)
    guard let result = TimeSpan(milliseconds: sum) else {
      throw failure(.overflow, "the result is beyond the range of Duration")
    }
    return .duration(result)
  }
}

extension FunctionCatalogue {
  static let mathFunctions: [Function] = [
    .sum, .roundUp, .roundDown, .round, .floor, .ceiling, .abs, .min, .max, .sqrt, .power, .random, .average, .mean,
    .median,
  ]
}

extension Function {
  static let sum = Function(
    "Sum", .math, .verified, "Adds numbers, or the numbers of a collection.",
    limits: ["Of a collection without items the sum is 0: a decision."],
    overloads: Statistics.overloads(.decimal, integers: .integer) { call throws(EvaluationError) in
      var total = DecimalNumber.zero
      for number in call.numbers {
        guard let next = total.adding(number) else {
          throw call.failure(.overflow, "the result is beyond the range of Decimal")
        }
        total = next
      }
      return try call.number(total)
    },
    examples: ["Sum(3, -1)": "2", "Sum(0.5, 2)": "2.5", "Sum(MakeList(1, 2, 3))": "6"])

  static let average = Function(
    "Average", .math, .unverified, "Gives the mean of numbers, or of the numbers of a collection.",
    overloads: Statistics.overloads(.decimal, integers: .decimal) { call throws(EvaluationError) in
      let numbers = try call.someNumbers()
      let total = numbers.reduce(DecimalNumber.zero as DecimalNumber?) { $0?.adding($1) }
      return try call.result(total?.divided(by: DecimalNumber(Int64(numbers.count))))
    },
    examples: ["Average(1, 2)": "1.5", "Average(MakeList(2, 4))": "3"])

  static let mean: Function = .synonym("Mean", .unverified, of: average, "Mean(1, 2, 6)", "3")

  static let median = Function(
    "Median", .math, .unverified,
    "Gives the number in the middle, or the mean of the two in the middle, of numbers or of a collection.",
    overloads: Statistics.overloads(.decimal, integers: .decimal) { call throws(EvaluationError) in
      let sorted = try call.someNumbers().sorted()
      let upper = sorted[sorted.count / 2]
      guard sorted.count % 2 == 0 else { return .decimal(upper) }
      return try call.result(sorted[sorted.count / 2 - 1].adding(upper)?.divided(by: DecimalNumber(2)))
    },
    examples: ["Median(5, 1, 3)": "3", "Median(1, 2)": "1.5"])

  static let min = Function(
    "Min", .math, .unverified, "Gives the smallest of numbers, or of the numbers of a collection.",
    overloads: Statistics.overloads(.decimal, integers: .integer) { call throws(EvaluationError) in
      try call.number(try call.someNumbers().min() ?? .zero)
    },
    examples: ["Min(3, 1, 2)": "1", "Min(MakeList(2.5, 3))": "2.5"])

  static let max = Function(
    "Max", .math, .unverified, "Gives the largest of numbers, or of the numbers of a collection.",
    overloads: Statistics.overloads(.decimal, integers: .integer) { call throws(EvaluationError) in
      try call.number(try call.someNumbers().max() ?? .zero)
    },
    examples: ["Max(3, 1, 2)": "3"])

  static let abs = Function(
    "Abs", .math, .unverified, "Gives a number without its sign.",
    overloads: [
      Overload([Parameter("number", .integer)], .integer) { call throws(EvaluationError) in
        try call.result(DecimalNumber(call.integer(0)).magnitude.integer)
      },
      Overload([Parameter("number", .decimal)], .decimal) { call in .decimal(call.decimal(0).magnitude) },
    ],
    examples: ["Abs(-3)": "3", "Abs(-2.5)": "2.5"])

  static let sqrt = Function(
    "Sqrt", .math, .unverified, "Gives the square root of a number from 0, with up to 40 digits.",
    [Parameter("number", .decimal)], .decimal, examples: ["Sqrt(6.25)": "2.5"]
  ) { call throws(EvaluationError) in
    guard let root = call.decimal(0).squareRoot else {
      throw call.failure(.invalidValue, "expected a number from 0, found one below", argument: 0)
    }
    return .decimal(root)
  }

  static let power = Function(
    "Power", .math, .unverified, "Does what the operator ^ does.",
    overloads: [
      Overload([Parameter("base", .integer), Parameter("exponent", .integer)], .integer) {
        call throws(EvaluationError) in
        try call.operation(.power)
      },
      Overload([Parameter("base", .decimal), Parameter("exponent", .integer)], .decimal) {
        call throws(EvaluationError) in
        try call.operation(.power)
      },
    ],
    examples: ["Power(2, 10)": "1024", "Power(1.5, 2)": "2.25"])

  static let random = Function(
    "Random", .math, .unverified, isPure: false,
    "Gives an Integer from the first to the second number, both included. The seed of the environment decides which.",
    [Parameter("from", .integer), Parameter("to", .integer)], .integer, examples: ["Random(7, 7)": "7"]
  ) { call throws(EvaluationError) in
    guard call.integer(0) <= call.integer(1) else {
      throw call.failure(.invalidValue, "expected a number from \(call.integer(0)), found less", argument: 1)
    }
    return .integer(Int64.random(in: call.integer(0)...call.integer(1), using: &call.random))
  }
}

/// Functions of any number of numbers.
enum Statistics {
  /// The overloads for Integers, for numbers, for a collection of Integers and for one of numbers.
  static func overloads(
    _ result: ParameterType, integers: ParameterType, _ body: @escaping Overload.Body
  ) -> [Overload] {
    let integer = [Parameter("value1", .integer), Parameter("value2", .integer, isVariadic: true)]
    let decimal = [Parameter("value1", .decimal), Parameter("value2", .decimal, isVariadic: true)]
    return [
      Overload(integer, integers, body),
      Overload(decimal, result, body),
      Overload([Parameter("collection", .exactly(.collection(.integer)))], integers, body),
      Overload([Parameter("collection", .exactly(.collection(.decimal)))], result, body),
    ]
  }
}

extension FunctionCall {
  /// All numbers among the arguments, or of the collection that is the only argument; items that are NOT_SET are left
  /// out.
  var numbers: [DecimalNumber] {
    var values = arguments
    if count == 1, case .collection(let items, of: _) = arguments[0] { values = items }
    return values.compactMap(\.number)
  }

  /// The numbers, of which there must be one at least.
  func someNumbers() throws(EvaluationError) -> [DecimalNumber] {
    let numbers = numbers
    guard !numbers.isEmpty else { throw failure(.invalidValue, "expected at least one number", argument: 0) }
    return numbers
  }

  /// A number of the kind that the arguments are.
  func number(_ number: DecimalNumber) throws(EvaluationError) -> Value {
    let isInteger = arguments.map(\.type).allSatisfy { $0 == .integer || $0 == .collection(.integer) }
    return isInteger ? try result(number.integer) : .decimal(number)
  }

  /// What an operator makes of the first two arguments.
  func operation(_ sign: BinaryOperator) throws(EvaluationError) -> Value {
    do throws(OperatorFailure) {
      return try BinaryOperation.apply(sign, self[0], self[1])
    } catch {
      throw failure(error.code, error.message)
    }
  }
}

import Expressions
import SourceText
import TestSupport

/// Writes expressions that mostly parse, of all operators, functions and kinds of values.
struct RandomExpressions {
  private var random: SeededGenerator
  private let names: [String] =
    ["flow.nothing", "flow.empty", "flow.text", "flow.number", "flow.n1", "flow.least", "flow.most", "flow.big"]
    + ["flow.flag", "flow.list", "flow.texts", "flow.json", "flow.array", "flow.json.a", "flow.json.zz", "flow.huge"]
    + (16..<32).map { "flow.v\($0)" }
  private let literals = [
    "0", "1", "-1", "7", "2.5", "999999999999999", "0.1", "\"\"", "\"a\"", "\"12\"", "true", "false", "NOT_SET",
    "\"2024-02-29\"", "\"PT1M\"", "100000", "[", "",
  ]

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func expression(depth: Int) -> String {
    guard depth > 0 else {
      return Bool.random(using: &random) ? pick(names) : pick(literals)
    }
    switch Int.random(in: 0..<8, using: &random) {
    case 0, 1:
      return
        "(\(expression(depth: depth - 1)) \(pick(BinaryOperator.allCases).rawValue) \(expression(depth: depth - 1)))"
    case 2: return "\(pick(UnaryOperator.allCases).rawValue)\(expression(depth: depth - 1))"
    case 3: return "\(expression(depth: depth - 1))[\(expression(depth: depth - 1))]"
    case 4: return "(\(expression(depth: 0)) ? \(expression(depth: depth - 1)) : \(expression(depth: depth - 1)))"
    case 5, 6: return call(depth: depth)
    default: return expression(depth: 0)
    }
  }

  private mutating func call(depth: Int) -> String {
    let function = pick(FunctionCatalogue.standard.functions)
    let overload = pick(function.overloads)
    var count = overload.parameters.count
    if Int.random(in: 0..<10, using: &random) == 0 { count += 1 }
    var arguments: [String] = []
    for _ in 0..<count { arguments.append(expression(depth: depth - 1)) }
    return "\(function.name)(\(arguments.joined(separator: ", ")))"
  }

  private mutating func pick<T>(_ choices: [T]) -> T {
    choices[Int.random(in: 0..<choices.count, using: &random)]
  }

  /// Values of every kind for the names.
  static func variables() throws -> [String: Value] {
    var variables: [String: Value] = [
      "flow.nothing": .notSet, "flow.empty": .string(""), "flow.text": .string("a,é😀\n1"),
      "flow.number": .string("12"), "flow.n1": .integer(1), "flow.least": .integer(.min), "flow.most": .integer(.max),
      "flow.big": .integer(Value.maximumInteger), "flow.flag": .boolean(true), "flow.none": .collection([], of: .any),
      "flow.list": .collection([.integer(3), .notSet], of: .integer),
      "flow.texts": .collection([.string("a"), .string("b")], of: .string),
    ]
    variables["flow.large"] = DecimalNumber(parsing: String(repeating: "9", count: 40)).map { .decimal($0) }
    variables["flow.small"] = DecimalNumber(parsing: "-1e-80").map { .decimal($0) }
    variables["flow.json"] = try json("{\"a\": [1, null, \"x\", 1e999, -0.0], \"b\": {}}")
    variables["flow.array"] = try json("[1, 1e999, {\"k\": null}]")
    variables["flow.null"] = try json("null")
    variables["flow.huge"] = try json("1e999")
    for expression in [
      "System.MaxDateTime", "System.MinDate", "System.MaxTime", "ToDuration(System.MaxInt)",
      "MakeCurrency(1.5, \"EUR\")", "ToPhoneNumber(\"+13175550123\")", "ToAudioTTS(\"x\")", "Prompt.x",
      "MakeTimeslot(System.MaxDateTime, ToDuration(1))", "Format.String.x", "MakeList(ToDuration(-1))",
    ] {
      variables["flow.v\(variables.count)"] = try evaluate(expression).value
    }
    return variables
  }
}

// Throws bytes at the evaluator; run.sh compiles and runs it with libFuzzer.

import Expressions
import JSON
import SourceText

/// An environment in which each name has a value of the kind that its first letter says.
private struct FuzzEnvironment: Environment {
  let now: Int64? = 1_747_424_849_309

  /// Built-in collections, which are never NOT_SET.
  private static let collections = Set(
    BuiltInVariable.all.filter { $0.type.code.hasSuffix("_coll") }.map { $0.name.lowercased() })

  func resolve(_ path: AccessPath) -> Resolution {
    if let name = path.variableName?.lowercased(), Self.collections.contains(name) {
      return Resolution(.collection([], of: .string), stepCount: path.steps.count)
    }
    let name = path.steps.first?.name ?? path.root
    let known = min(path.steps.count, 1)
    switch name.utf8.first ?? 0 {
    case UInt8(ascii: "s"): return Resolution(.string("a,é😀\n1"), stepCount: known)
    case UInt8(ascii: "i"): return Resolution(.integer(3), stepCount: known)
    case UInt8(ascii: "l"): return Resolution(.collection([.integer(1), .notSet], of: .integer), stepCount: known)
    case UInt8(ascii: "j"):
      let document = try? JSONDocument(parsing: Array(#"{"a": [1, null, "x", 1e999], "b": {}}"#.utf8))
      return Resolution(document.map { .json($0.root) } ?? .notSet, stepCount: known)
    default: return Resolution(.notSet, stepCount: path.steps.count)
    }
  }
}

/// Evaluates the bytes as an expression; stops where an error points outside the text, where what was found out
/// beforehand is not so, or where the folded expression has another value.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let tree = SyntaxTree(parsing: Array(UnsafeBufferPointer(start: start, count: count)))
  guard tree.isValid else { return 0 }
  var limits = EvaluationLimits()
  limits.steps = 20_000
  var environment = FuzzEnvironment()
  var trace: EvaluationTrace? = EvaluationTrace(of: tree)
  let facts = ExpressionFacts(of: tree)
  do throws(EvaluationError) {
    let result = try Evaluator.evaluate(Plan(tree), in: &environment, limits: limits, trace: &trace)
    expect(result.value.unknown != nil || facts.canBeNotSet != (result.value.isSet ? .always : .never))
    if let constant = facts.constant { expect(constant.text == result.value.text) }
    let folded = SyntaxTree(parsing: tree.folded())
    expect(folded.isValid)
    let again = try? Evaluator.evaluate(tree: folded, in: &environment, limits: limits)
    expect(again?.value.text == result.value.text)
  } catch {
    expect(Int(error.range.end) <= count)
  }
  expect(trace?.steps(of: tree).allSatisfy { Int($0.range.end) <= count } ?? false)
  return 0
}

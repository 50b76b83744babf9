import Expressions
import SourceText
import Testing

@Suite("Functions that the catalogue does not have")
struct DeclaredFunctionTests {
  private let catalogue = FunctionCatalogue.standard.declaring([
    .declared(
      "Tier",
      overloads: [.declared([.declared(1, .string), .declared(2, .integer, isOptional: true)], result: .decimal)]),
    .declared("Lower", overloads: [.declared([.declared(1, .boolean)], result: .boolean)]),
  ])

  private func type(_ text: String) -> String {
    let typed = TypeChecker(functions: catalogue).check(SyntaxTree(parsing: text))
    return ([typed.type.code] + typed.diagnostics.map(\.message)).joined(separator: "; ")
  }

  @Test(
    "are checked by their declaration",
    arguments: [
      ("tier(\"a\")", "dec"), ("Tier(\"a\", 2) + 1", "dec"), ("Lower(true)", "bln"), ("Lower(\"A\")", "str"),
      ("Tier(1)", "dec; expected an argument that Tier takes, found one of type Integer"),
      ("Tier()", "dec; expected 1 to 2 arguments for Tier, found 0"),
    ])
  func types(_ text: String, _ expected: String) {
    #expect(type(text) == expected)
  }

  @Test(
    "cannot be computed, unless the catalogue can",
    arguments: [
      ("Tier(1 / 0)", "unknown-here 0..<4: ‘Tier’ is declared with these types, but Plumb cannot compute it"),
      ("If(true, 1, Tier(\"a\"))", "1"),
      ("Lower(\"A\")", "a"),
      (
        "1 == 1 and Lower(false)",
        "unknown-here 11..<16: ‘Lower’ is declared with these types, but Plumb cannot compute it"
      ),
    ])
  func evaluation(_ text: String, _ expected: String) {
    var environment = TestEnvironment()
    do throws(EvaluationError) {
      let value = try Evaluator.evaluate(tree: SyntaxTree(parsing: text), in: &environment, functions: catalogue).value
      #expect(value.text == expected)
    } catch {
      #expect("\(error.code) \(error.range.start)..<\(error.range.end): \(error.message)" == expected)
    }
  }
}

@Suite("Signatures that Architect compiled")
struct CallSignatureTests {
  private func signature(_ name: String, _ operands: String, _ result: String) -> CallSignature {
    CallSignature(
      name: name, operands: operands.split(separator: " ").map { ExpressionType(code: String($0)) },
      result: ExpressionType(code: result))
  }

  @Test(
    "say what is new",
    arguments: [
      ("Lower", "str", "str", FunctionCatalogue.Novelty.none), ("lower", "str", "str", .none),
      ("Append", "str str str", "str", .none), ("If", "bln com com", "com", .none),
      ("AddItem", "tsl_coll tsl", "tsl_coll", .none), ("IsSet", "cpx_anything", "bln", .none),
      ("Lower", "jsn", "str", .overload), ("Lower", "str str", "str", .overload),
      ("Lower", "str", "int", .result(.string)), ("Unheard", "", "str", .function),
    ])
  func novelty(_ name: String, _ operands: String, _ result: String, _ expected: FunctionCatalogue.Novelty) {
    #expect(FunctionCatalogue.standard.novelty(of: signature(name, operands, result)) == expected)
  }

  @Test("add overloads and certainty to the catalogue")
  func observing() throws {
    let seen = [
      signature("FindGroup", "str", "grp"), signature("Unheard", "str int", "dec"), signature("Unheard", "", "dec"),
      signature("Lower", "int", "str"), signature("Upper", "str", "jsn"),
    ]
    let catalogue = FunctionCatalogue.standard.observing(seen)
    #expect(catalogue["FindGroup"]?.confidence == .verified)
    #expect(FunctionCatalogue.standard["FindGroup"]?.confidence != .verified)
    #expect(catalogue["FindGroup"]?.overloads.count == FunctionCatalogue.standard["FindGroup"]?.overloads.count)
    let unheard = try #require(catalogue["Unheard"])
    #expect(
      unheard.overloads.map { FunctionReference.signature(of: unheard, $0) }
        == ["Unheard() → Decimal", "Unheard(value1: String, value2: Integer) → Decimal"])
    #expect(catalogue["Lower"]?.overloads.count == 2)
    // What contradicts the catalogue comes first, and is computed as before.
    #expect(catalogue["Upper"]?.overloads.first?.result == .exactly(.json))
    var environment = TestEnvironment()
    let upper = try Evaluator.evaluate(
      tree: SyntaxTree(parsing: "Upper(\"a\")"), in: &environment, functions: catalogue)
    #expect(upper.value.text == "A")
    #expect(catalogue.novelty(of: seen[4]) == .none)
    for signature in seen { #expect(catalogue.novelty(of: signature) == .none) }
  }
}

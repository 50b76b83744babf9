import Expressions
import Testing

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
      unheard.overloads.map { $0.signature(of: "Unheard") }
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

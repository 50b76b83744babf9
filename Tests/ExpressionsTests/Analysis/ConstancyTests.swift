import Expressions
import SourceText
import Testing

@Suite("Constant expressions")
struct ConstancyTests {
  @Test(
    "are those without variables, clock and organisation",
    arguments: [
      ("1 + 2", "3"), ("Lower(\"A\")", "a"), ("If(1 > 2, \"a\", \"b\")", "b"), ("NOT_SET", "NOT_SET"),
      ("System.MaxInt", "999999999999999"), ("", "NOT_SET"), ("1 / 0", "division-by-zero"),
      ("Flow.x", nil), ("1 + Flow.x", nil), ("GetCurrentDateTimeUtc()", nil), ("FindQueue(\"a\")", nil),
      ("Random(1, 2)", nil), ("Unknown(1)", nil), ("{{a}}", nil), ("1 +", nil), ("false and Flow.x", nil),
    ] as [(String, String?)])
  func constant(_ text: String, _ expected: String?) {
    let tree = SyntaxTree(parsing: text)
    #expect(tree.isConstant() == (expected != nil))
    switch tree.constantValue() {
    case .success(let evaluation): #expect(evaluation.value.text ?? "NOT_SET" == expected)
    case .failure(let error): #expect(error.code.description == expected)
    case nil: #expect(expected == nil)
    }
  }
}

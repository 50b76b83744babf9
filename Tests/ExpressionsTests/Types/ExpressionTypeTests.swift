import Testing

@testable import Expressions

struct ExpressionTypeTests {
  @Test(arguments: ExpressionType.scalars + [.object("que"), .collection(.string), .collection(.object("cpx_email"))])
  func codesLeadBackToTheirTypes(_ type: ExpressionType) {
    #expect(ExpressionType(code: type.code) == type)
  }

  @Test func codesOfUsersAreChecked() {
    let longest = String(repeating: "_coll", count: 200_000)
    #expect(ExpressionType(code: "str" + longest) == .any)
    for code in ["string", "st", "STR", "_coll", "", "s r", "str_col", "str" + longest] {
      #expect(ExpressionType(checkedCode: code) == nil, "\(code.prefix(20))")
    }
    for code in ["str", "new", "cpx_any", "jsn__a::b_coll", "int_coll_coll"] {
      #expect(ExpressionType(checkedCode: code)?.code == code)
    }
    #expect(ExpressionType.codes(near: "Integer") == ["int"])
    #expect(ExpressionType.codes(near: "datetime") == ["dtm"])
    #expect(ExpressionType.codes(near: "bool") == ["bln"])
    #expect(ExpressionType.codes(near: "itn") == ["int"])
  }

  @Test func declarationsHaveTypes() {
    let cases: [(String, ExpressionType)] = [
      ("stringVariable", .string), ("dateTimeVariable", .dateTime), ("jsonVariable", .json),
      ("queueVariable", .object("que")), ("integerCollectionVariable", .collection(.integer)),
      ("agentScorePairCollectionVariable", .collection(.object("cpx_agent_score_pair"))), ("newVariable", .any),
      ("newCollectionVariable", .collection(.any)), ("string", .any),
    ]
    for (key, type) in cases { #expect(ExpressionType(declarationKey: key) == type, "\(key)") }
  }

  @Test func builtInNamesAreUnique() {
    let names = BuiltInVariable.all.map { $0.name.lowercased() }
    #expect(Set(names).count == names.count)
    for name in names { #expect(BuiltInVariable.namespaces[name.prefix { $0 != "." }.lowercased()] != nil, "\(name)") }
  }
}

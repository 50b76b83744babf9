import Testing

@testable import Expressions

struct ExpressionTypeTests {
  @Test(arguments: ExpressionType.scalars + [.object("que"), .collection(.string), .collection(.object("cpx_email"))])
  func codesLeadBackToTheirTypes(_ type: ExpressionType) {
    #expect(ExpressionType(code: type.code) == type)
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

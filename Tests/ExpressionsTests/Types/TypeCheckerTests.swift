import JSON
import SourceText
import TestSupport
import Testing

@testable import Expressions

/// Which typed tree an expression is compiled to.
struct TypeCheckerTests {
  static let checker = TypeChecker(symbols: .sample)

  static let trees: [(String, String)] = [
    ("", "emp:any"),
    ("1", "lit 1:int"),
    ("1.50", "lit 1.50:dec"),
    (#""a\n\"b\"""#, "lit a\n\"b\":str"),
    ("TRUE", "lit true:bln"),
    ("NOT_SET", "nul:any"),
    ("-3", "lit -3:int"),
    ("- 3.5", "lit -3.5:dec"),
    ("--3", "-(lit -3:int):int"),
    ("-(3)", "-(lit 3:int):int"),
    ("((1))", "lit 1:int"),
    ("flow . NAME", "ref flow.NAME:str"),
    ("ToCommunication(NOT_SET)", "ToCommunication(nul:com):com"),
    ("State.unknown", "ref State.unknown:any"),
    ("Call.Ani", "sysref Call.Ani:str"),
    ("PromptSystem.please_try_again", "sysref PromptSystem.please_try_again:pmt"),
    ("{{a}}.b", ".(lit b:str, ref {{a}}:any):any"),
    ("Flow.{{a}}", "ref Flow.{{a}}:any"),
    ("Message.Message.ID", ".(lit id:str, sysref Message.Message:cpx_short_message):str"),
    (
      "Email.Message.from.Name",
      ".(lit name:str, .(lit from:str, sysref Email.Message:cpx_email):cpx_email_address):str"
    ),
    ("Format.Date.shortYear", ".(lit dateShortYear:str, sysref Format.Date:dac):daf"),
    ("Flow.json.Order.id", ".(lit id:str, .(lit Order:str, ref Flow.json:jsn):jsn):jsn"),
    ("Task.phone.E164", ".(lit e164:str, ref Task.phone:phn):str"),
    ("Flow.list[0]", "[(lit 0:int, ref Flow.list:str_coll):str"),
    ("Flow.json[0]", "[(lit 0:int, ref Flow.json:jsn):jsn"),
    ("Flow.count + 1", "+(ref Flow.count:int, lit 1:int):int"),
    ("Flow.count + 1.5", "+(ref Flow.count:int, lit 1.5:dec):dec"),
    ("Flow.name + \"a\"", "+(ref Flow.name:str, lit a:str):str"),
    ("State.x + \"a\"", "+(ref State.x:any, lit a:str):str"),
    ("State.x + 1", "+(ref State.x:any, lit 1:int):any"),
    ("1 / 2", "/(lit 1:int, lit 2:int):dec"),
    ("2 ^ 3 % 4", "%(^(lit 2:int, lit 3:int):int, lit 4:int):int"),
    ("Task.wait < Call.EstimatedWaitTime", "<(ref Task.wait:dur, sysref Call.EstimatedWaitTime:dur):bln"),
    ("Flow.vip OR !Flow.vip", "OR(ref Flow.vip:bln, !(ref Flow.vip:bln):bln):bln"),
    ("Flow.name == NOT_SET", "==(ref Flow.name:str, nul:str):bln"),
    ("Flow.vip ? 1 : NOT_SET", "?(ref Flow.vip:bln, lit 1:int, nul:int):int"),
    ("Flow.vip ? 1 : 2.5", "?(ref Flow.vip:bln, lit 1:int, lit 2.5:dec):dec"),
    ("~1 & 2 | 3", "|(&(~(lit 1:int):int, lit 2:int):int, lit 3:int):int"),
    ("tostring(NOT_SET)", "ToString(nul:str):str"),
    ("contains(flow.name, \"a\")", "Contains(ref flow.name:str, lit a:str):bln"),
    ("If(Flow.vip, NOT_SET, Task.wait)", "If(ref Flow.vip:bln, nul:dur, ref Task.wait:dur):dur"),
    ("GetJsonObjectProperty(Flow.json, \"a\")", "GetJsonObjectProperty(ref Flow.json:jsn, lit a:str):jsn"),
    ("{{function}}(1)", "{{function}}(lit 1:int):any"),
  ]

  @Test(arguments: trees)
  func tree(_ text: String, _ expected: String) {
    let tree = Self.checker.check(SyntaxTree(parsing: text))
    #expect(tree.summary == expected)
    #expect(tree.diagnostics == [])
  }

  static let conversions: [(String, ExpressionType, String)] = [
    ("3 + 4", .string, "ToString(+(lit 3:int, lit 4:int):int):str"),
    ("Flow.json", .string, "ToString(ref Flow.json:jsn):str"),
    ("Flow.list", .string, "ToString(ref Flow.list:str_coll):str"),
    ("Flow.name", .string, "ref Flow.name:str"),
    ("Flow.name", .integer, "ToInt(ref Flow.name:str):int"),
    ("Flow.name", .decimal, "ToDecimal(ref Flow.name:str):dec"),
    ("\"Hello\"", .communication, "ToCommunication(lit Hello:str):com"),
    ("Task.wait", .audio, "ToAudioDuration(ref Task.wait:dur):aud"),
    ("NOT_SET", .communication, "nul:com"),
    ("State.x", .string, "ref State.x:any"),
    ("", .string, "emp:any"),
  ]

  @Test(arguments: conversions)
  func conversion(_ text: String, _ target: ExpressionType, _ expected: String) {
    let tree = Self.checker.check(SyntaxTree(parsing: text), target: target)
    #expect(tree.summary == expected)
    #expect(tree.diagnostics == [])
  }

  @Test func conversationPathsNeedNoDeclaration() {
    for text in ["conversation.participants[\"customer\"].attributes.tier", "Participant.attributes.tier == \"gold\""] {
      #expect(Self.checker.check(SyntaxTree(parsing: text)).diagnostics == [])
    }
  }

  @Test func positionsCountUTF16() throws {
    let tree = Self.checker.check(SyntaxTree(parsing: "\"ä😀\" + Flow.list[1]"))
    var writer = JSONWriter()
    tree.write(to: &writer)
    #expect(
      writer.text == """
        {"+":{"pos":7,"type":"str","operands":[{"lit":{"pos":1,"type":"str","text":"ä😀"}},\
        {"[":{"pos":18,"type":"str","operands":[{"lit":{"pos":19,"type":"int","text":"1"}},\
        {"ref":{"pos":9,"type":"str_coll","text":"Flow.list"}}]}}]}}
        """)
  }

  @Test func longChainsNeedNoRecursion() {
    let chain = "1" + String(repeating: " + 1", count: 10_000)
    let tree = Self.checker.check(SyntaxTree(parsing: chain), target: .string)
    #expect(tree.type == .string)
    #expect(tree.canonicalText?.utf8.count == "ToString()".utf8.count + chain.utf8.count + 2 * 9_999)
    var writer = JSONWriter()
    tree.write(to: &writer)
    #expect(writer.bytes.count > 10_000)
    let members = Self.checker.check(SyntaxTree(parsing: "Flow.json" + String(repeating: ".a", count: 10_000)))
    #expect(members.type == .json)
  }

  // MARK: Diagnostics

  static let diagnostics: [(String, DiagnosticCode, String)] = [
    (
      "«Lowr»(\"A\")", .unknownFunction, "expected the name of a function, found ‘Lowr’; did you mean ‘Lower’?"
    ),
    (
      "«concatenate»(\"a\", Flow.name)", .unknownFunction,
      "expected the name of a function, found ‘concatenate’; did you mean ‘Append’?"
    ),
    (
      "«ToNumber»(Flow.name) + 1", .unknownFunction,
      "expected the name of a function, found ‘ToNumber’; did you mean ‘ToInt’ or ‘ToDecimal’?"
    ),
    (
      "«Coalesce»(Flow.name, \"none\")", .unknownFunction,
      "expected the name of a function, found ‘Coalesce’; did you mean ‘If(IsSet(value), value, other)’?"
    ),
    (
      "«MakeList()»", .invalidArgumentCount,
      "expected at least 1 argument for ‘MakeList’, found 0; a collection without items is made by MakeEmptyList"
    ),
    ("«custmer» == 1", .unknownVariable, "expected a variable such as Flow.name, found ‘custmer’"),
    (
      "«name»", .unknownVariable, "expected a variable such as Flow.name, found ‘name’; did you mean ‘Flow.name’?"
    ),
    (
      "IsSet(«Flow.nam»)", .unknownVariable, "expected a declared variable, found ‘Flow.nam’; did you mean ‘Flow.name’?"
    ),
    ("\"a\".«id»", .unknownProperty, "expected a value with properties before ‘.id’, found one of type String"),
    ("«Lower()»", .invalidArgumentCount, "expected 1 argument for ‘Lower’, found 0"),
    ("«If(true)» + 1", .invalidArgumentCount, "expected 3 arguments for ‘If’, found 1"),
    ("Lower(«5»)", .invalidArgument, "expected an argument that Lower takes, found one of type Integer"),
    ("\"a\" «+» 1", .invalidOperand, "expected operands that ‘+’ takes, found types String and Integer"),
    ("1 «and» true", .invalidOperand, "expected operands that ‘and’ takes, found types Integer and Boolean"),
    ("!«Flow.name»", .invalidOperand, "expected an operand that ‘!’ takes, found one of type String"),
    ("-«Flow.name»", .invalidOperand, "expected an operand that ‘-’ takes, found one of type String"),
    ("«Flow.name» ? 1 : 2", .invalidOperand, "expected a condition of type Boolean, found one of type String"),
    ("«Flow.count»[0]", .invalidOperand, "expected a collection before ‘[’, found a value of type Integer"),
    ("Flow.list[«\"a\"»]", .invalidOperand, "expected an index of type Integer, found one of type String"),
    (
      "-«1000000000000000»", .invalidInteger, "expected an integer of at most 999999999999999, found ‘1000000000000000’"
    ),
  ]

  @Test(arguments: diagnostics)
  func diagnostic(_ marked: String, _ code: DiagnosticCode, _ message: String) {
    let marked = MarkedText(marked)
    let tree = Self.checker.check(SyntaxTree(parsing: marked.text))
    #expect(tree.diagnostics.map(\.code) == [code])
    #expect(tree.diagnostics.map(\.message) == [message])
    #expect(tree.diagnostics.map(\.range.indices) == marked.ranges)
    #expect(tree.diagnostics.allSatisfy { $0.severity == .warning })
  }

  @Test func impossibleResultsAreReported() {
    let tree = Self.checker.check(SyntaxTree(parsing: "true"), target: .duration)
    #expect(tree.diagnostics.map(\.code) == [.invalidResult])
    #expect(tree.diagnostics.map(\.message) == ["expected a result of type Duration, found one of type Boolean"])
    #expect(tree.summary == "lit true:bln")
  }

  @Test func everyCodeHasACase() {
    #expect(Set(Self.diagnostics.map(\.1)).union([.invalidResult]) == Set(DiagnosticCode.typeCodes))
  }

  @Test func whatIsUnknownCausesNoSecondDiagnostic() {
    let tree = Self.checker.check(SyntaxTree(parsing: "Unknown(1).x[0] + \"a\" == Lower(Unknown(2)) and !Unknown(3)"))
    #expect(tree.diagnostics.map(\.code) == [.unknownFunction, .unknownFunction, .unknownFunction])
    #expect(tree.type == .boolean)
  }

  /// A file may hold very many misspelt names and as many declared ones.
  @Test func namesAreSuggestedAsLongAsComparisonsAreLeft() {
    var symbols = SymbolTable()
    symbols.declare("Flow.tier", .string)
    symbols.declare("Flow.queue", .string)
    symbols.completeNamespaces = ["flow"]
    let checker = TypeChecker(symbols: symbols)
    var comparisons = 3
    let messages = ["Flow.teir", "Flow.qeue"].map { text in
      checker.check(SyntaxTree(parsing: text), comparisons: &comparisons).diagnostics.first?.message
    }
    #expect(
      messages == [
        "expected a declared variable, found ‘Flow.teir’; did you mean ‘Flow.tier’?",
        "expected a declared variable, found ‘Flow.qeue’",
      ])
    #expect(comparisons == 1)
  }
}

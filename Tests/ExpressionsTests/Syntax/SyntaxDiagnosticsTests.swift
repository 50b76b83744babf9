import SourceText
import TestSupport
import Testing

@testable import Expressions

/// What is said about a text that is wrong, where, and that it is said once.
struct SyntaxDiagnosticsTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    let code: DiagnosticCode
    let message: String
    let tree: String
    var testDescription: String { text }

    init(_ text: String, _ code: DiagnosticCode, _ message: String, _ tree: String) {
      self.text = text
      self.code = code
      self.message = message
      self.tree = tree
    }
  }

  static let cases: [Case] = [
    Case("Flow.count «#» 2", .badCharacter, "expected a name, a literal or an operator, found ‘#’", "Flow.count"),
    Case("a «@@@»+ 2", .badCharacter, "expected a name, a literal or an operator, found ‘@’", "(+ a 2)"),
    Case("«$»Flow.a", .badCharacter, "expected a name, a literal or an operator, found ‘$’", "Flow.a"),
    Case(
      "a «\u{0}»+ 2", .badCharacter, "expected a name, a literal or an operator, found the character U+0000", "(+ a 2)"),
    Case(
      "«\u{202E}»a", .badCharacter, "expected a name, a literal or an operator, found the character U+202E", "a"),
    Case(
      "Count(«{»\"a\": [1]})", .badCharacter, "expected an expression, found ‘{’; JSON is written JsonParse(\"{…}\")",
      "(call Count _)"),
    Case("1 +«\u{A0}»2", .badBlank, "expected a plain blank, found the character U+00A0", "(+ 1 2)"),
    Case("«\u{FEFF}»a", .badBlank, "expected a plain blank, found the character U+FEFF", "a"),
    Case(
      #""a«\d»b""#, .badEscape, #"expected \", \\, \n, \r or \t, found ‘\d’; a backslash is written \\"#, #""a\db""#),
    Case("«1e5»", .badNumber, "expected a number such as 12 or 0.5, found ‘1e5’", "1e5"),
    Case("a + «.5»", .badNumber, "expected a number such as 12 or 0.5, found ‘.5’; write 0.5", "(+ a .5)"),
    Case("«1.» + a", .badNumber, "expected a number such as 12 or 0.5, found ‘1.’", "(+ 1. a)"),
    Case("«1.2.3»", .badNumber, "expected a number such as 12 or 0.5, found ‘1.2.3’", "1.2.3"),
    Case("«1_000»", .badNumber, "expected a number such as 12 or 0.5, found ‘1_000’", "1_000"),
    Case("«0xFF»", .badNumber, "expected a number such as 12 or 0.5, found ‘0xFF’", "0xFF"),
    Case("«2fa»", .badNumber, "expected a number such as 12 or 0.5, found ‘2fa’", "2fa"),
    Case("a == «'»gold'", .badQuotes, "expected ‘\"’ round a text, found ‘'’", "(== a 'gold')"),
    Case("a == «“»gold”", .badQuotes, "expected ‘\"’ round a text, found ‘“’", "(== a “gold”)"),
    Case("a == «“»gold\"", .badQuotes, "expected ‘\"’ round a text, found ‘“’", "(== a “gold\")"),
    Case("it«'»s", .badQuotes, "expected ‘\"’ round a text, found ‘'’", "it"),
    Case("a «&&» b", .badOperator, "expected ‘and’, found ‘&&’", "(and a b)"),
    Case("a«||»b", .badOperator, "expected ‘or’, found ‘||’", "(or a b)"),
    Case("a «=» b", .badOperator, "expected ‘==’, found ‘=’", "(== a b)"),
    Case("a «===» b", .badOperator, "expected ‘==’, found ‘===’", "(== a b)"),
    Case("a «<>» b", .badOperator, "expected ‘!=’, found ‘<>’", "(!= a b)"),
    Case("a «!==» b", .badOperator, "expected ‘!=’, found ‘!==’", "(!= a b)"),
    Case("a «=>» b", .badOperator, "expected ‘>=’, found ‘=>’", "(>= a b)"),
    Case("a «≤» b", .badOperator, "expected ‘<=’, found ‘≤’", "(<= a b)"),
    Case("a «**» b", .badOperator, "expected ‘^’, found ‘**’", "(^ a b)"),
    Case("a «–» b", .badOperator, "expected ‘-’, found ‘–’", "(- a b)"),
    Case("«not» a and b", .badOperator, "expected ‘!’, found ‘not’", "(and (! a) b)"),
    Case("«Not» !a", .badOperator, "expected ‘!’, found ‘Not’", "(! (! a))"),
    Case(
      "Flow.tier == «\"»gold", .unterminatedString, "expected ‘\"’ at the end of the text that begins here, found none",
      "(== Flow.tier \"gold)"),
    Case(
      "f(\"a + b + \"c«\"»)", .unterminatedString, "expected ‘\"’ at the end of the text that begins here, found none",
      "(call f \"a + b + \")"),
    Case(
      "«{{»queue", .unterminatedPlaceholder, "expected ‘}}’ at the end of the placeholder, found none", "{{queue"),
    Case("«(»1 + 2", .unterminatedParenthesis, "expected ‘)’ to go with ‘(’, found the end", "(group (+ 1 2))"),
    Case("f«(»", .unterminatedParenthesis, "expected ‘)’ to go with ‘(’, found the end", "(call f)"),
    Case("((«(»1", .unterminatedParenthesis, "expected ‘)’ to go with ‘(’, found the end", "(group (group (group 1)))"),
    Case("f(«(»a, b)", .unterminatedParenthesis, "expected ‘)’ to go with ‘(’, found ‘,’", "(call f (group a) b)"),
    Case("a«[»0", .unterminatedBracket, "expected ‘]’ to go with ‘[’, found the end", "a[0]"),
    Case("f(a«[»0)", .unterminatedBracket, "expected ‘]’ to go with ‘[’, found ‘)’", "(call f a[0])"),
    Case("1 +«»", .badOperand, "expected an expression after ‘+’, found the end", "(+ 1 _)"),
    Case("a * «/» b", .badOperand, "expected an expression after ‘*’, found ‘/’", "(/ (* a _) b)"),
    Case("a or «or» b", .badOperand, "expected an expression after ‘or’, found ‘or’", "(or (or a _) b)"),
    Case("f(a, «,» b)", .badOperand, "expected an expression after ‘,’, found ‘,’", "(call f a _ b)"),
    Case("f(«,» b)", .badOperand, "expected an expression after ‘(’, found ‘,’", "(call f _ b)"),
    Case("(«)»", .badOperand, "expected an expression after ‘(’, found ‘)’", "(group _)"),
    Case("a[«]»", .badOperand, "expected an expression after ‘[’, found ‘]’", "a[_]"),
    Case("«=»a", .badOperand, "expected an expression, found ‘=’", "a"),
    Case(
      "Count(«[»1, 2])", .badOperand,
      "expected an expression after ‘(’, found ‘[’; a collection is written MakeList(…)", "(call Count _)"),
    Case("1 «2»", .badContinuation, "expected an operator, found ‘2’", "1"),
    Case("a «b» c + d", .badContinuation, "expected an operator, found ‘b’", "(+ a d)"),
    Case("a«)» + 1", .badContinuation, "expected an operator, found ‘)’, which closes nothing", "(+ a 1)"),
    Case("(a «b»)", .badContinuation, "expected an operator or ‘)’, found ‘b’", "(group a)"),
    Case("(a«,» b)", .badContinuation, "expected an operator or ‘)’, found ‘,’", "(group a)"),
    Case("f(a «\"b\"»)", .badContinuation, "expected an operator, ‘,’ or ‘)’, found ‘\"b\"’", "(call f a)"),
    Case(
      "f(a«]»)", .badContinuation, "expected an operator, ‘,’ or ‘)’, found ‘]’, which closes nothing", "(call f a)"),
    Case("a[1«,» 2]", .badContinuation, "expected an operator or ‘]’, found ‘,’", "a[1]"),
    Case("a ? b «c» : d", .badContinuation, "expected an operator or ‘:’, found ‘c’", "(? a b d)"),
    Case(
      "a.b«(»1)", .badContinuation, "expected an operator, found ‘(’; only the name of a function is called", "a.b"),
    Case("a «!» b", .badContinuation, "expected an operator, found ‘!’", "a"),
    Case("Flow. «+» 1", .badMember, "expected a name after ‘.’, found ‘+’", "(+ Flow. 1)"),
    Case(
      "Flow.x.«5»", .badMember, "expected a name that begins with a letter after ‘.’, found ‘5’", "Flow.x.5"),
    Case(
      "Flow.«2nd» == 1", .badMember, "expected a name that begins with a letter after ‘.’, found ‘2nd’",
      "(== Flow.2nd 1)"),
    Case("Flow.«.»a", .badMember, "expected a name after ‘.’, found ‘.’", "Flow..a"),
    Case("Flow.«»", .badMember, "expected a name after ‘.’, found the end", "Flow."),
    Case("Append(\"a\"«,»)", .badArgument, "expected an argument after ‘,’, found ‘)’", "(call Append \"a\")"),
    Case(
      "Flow.vip «?» 1", .badConditional, "expected ‘:’ and another expression to go with ‘?’, found the end",
      "(? Flow.vip 1 _)"),
    Case(
      "f(a «?» 1)", .badConditional, "expected ‘:’ and another expression to go with ‘?’, found ‘)’",
      "(call f (? a 1 _))"),
  ]

  @Test(arguments: cases)
  func diagnostic(_ given: Case) throws {
    let marked = MarkedText(given.text)
    let tree = SyntaxTree(parsing: marked.text)
    #expect(tree.diagnostics.map(\.code) == [given.code])
    let diagnostic = try #require(tree.diagnostics.first)
    #expect(diagnostic.message == given.message)
    #expect(diagnostic.range.indices == marked.ranges.first)
    #expect(tree.sExpression == given.tree)
    let isWarning = given.code == .badBlank || given.code == .badEscape
    #expect(diagnostic.severity == (isWarning ? .warning : .error))
  }

  @Test func everyCodeHasACase() {
    let covered = Set(Self.cases.map(\.code)).union([.badSize])
    #expect(covered == Set(DiagnosticCode.syntaxCodes))
    #expect(DiagnosticCode.syntaxCodes.count == Set(DiagnosticCode.syntaxCodes).count)
  }

  @Test func limitsAreNamed() {
    var limits = ExpressionLimits()
    limits.depth = 3
    limits.byteCount = 10
    let deep = SyntaxTree(parsing: "((((1))))", limits: limits)
    #expect(deep.diagnostics.map(\.message) == ["expected at most 3 levels of nesting, found more"])
    let long = SyntaxTree(parsing: "12345678901", limits: limits)
    #expect(long.diagnostics.map(\.message) == ["expected an expression of at most 10 bytes, found 11"])
    #expect(Set((deep.diagnostics + long.diagnostics).map(\.code)) == [.badSize])
  }

  @Test func invalidUTF8IsReportedOnce() {
    let tree = SyntaxTree(parsing: [UInt8(ascii: "a"), 0xFF, 0xC3, UInt8(ascii: "+"), 0xE2, 0x82])
    #expect(tree.diagnostics.map(\.code).filter { $0 == .badCharacter }.count == 1)
    #expect(tree.diagnostics.first?.range == ByteRange(1, 2))
  }

  @Test func aSecondMistakeIsReportedToo() {
    let tree = SyntaxTree(parsing: "f(1 2, a && b, )")
    #expect(tree.diagnostics.map(\.code) == [.badContinuation, .badOperator, .badArgument])
  }
}

import SourceText
import Testing

@testable import Expressions

/// Which tree a text has.
struct SyntaxTreeTests {
  static let trees: [(String, String)] = [
    ("", "empty"),
    (" \t\r\n ", "empty"),
    ("1", "1"),
    ("200.50", "200.50"),
    ("\"a \\\" b\"", "\"a \\\" b\""),
    ("\"two\nlines\"", "\"two\nlines\""),
    ("true", "TRUE"),
    ("False", "FALSE"),
    ("NOT_SET", "NOT_SET"),
    ("not_set", "NOT_SET"),
    ("Flow.name", "Flow.name"),
    ("Flow . name", "Flow.name"),
    ("Flow.and.or.true.NOT_SET", "Flow.and.or.true.NOT_SET"),
    ("participant.attributes.2fa", "participant.attributes.2fa"),
    ("Conversation.from.attributes.5.6", "Conversation.from.attributes.5.6"),
    ("attributes.größe", "attributes.größe"),
    ("größe + 名前", "(+ größe 名前)"),
    ("a[0].b[c[1]]", "a[0].b[c[1]]"),
    ("f()", "(call f)"),
    ("f (1, g(2))", "(call f 1 (call g 2))"),
    ("f(1)[2].x", "(call f 1)[2].x"),
    ("(a).b", "(group a).b"),
    // Each level of precedence against its neighbours.
    ("-2^2", "(^ (- 2) 2)"),
    ("!a and b", "(and (! a) b)"),
    ("~a & b", "(& (~ a) b)"),
    ("2^3*4", "(* (^ 2 3) 4)"),
    ("2*3^4", "(* 2 (^ 3 4))"),
    ("1+2*3", "(+ 1 (* 2 3))"),
    ("1*2+3", "(+ (* 1 2) 3)"),
    ("a<b+c", "(< a (+ b c))"),
    ("a+b<c", "(< (+ a b) c)"),
    ("a==b<c", "(== a (< b c))"),
    ("a<b==c", "(== (< a b) c)"),
    ("a&b==c", "(& a (== b c))"),
    ("a==b&c", "(& (== a b) c)"),
    ("a|b&c", "(| a (& b c))"),
    ("a&b|c", "(| (& a b) c)"),
    ("a and b|c", "(and a (| b c))"),
    ("a|b and c", "(and (| a b) c)"),
    ("a or b and c", "(or a (and b c))"),
    ("a and b or c", "(or (and a b) c)"),
    ("a or b ? c : d", "(? (or a b) c d)"),
    ("a ? b : c or d", "(? a b (or c d))"),
    // Chains group to the left, conditionals to the right.
    ("a-b-c", "(- (- a b) c)"),
    ("a^b^c", "(^ (^ a b) c)"),
    ("a/b*c%d", "(% (* (/ a b) c) d)"),
    ("a ? b : c ? d : e", "(? a b (? c d e))"),
    ("a ? b ? c : d : e", "(? a (? b c d) e)"),
    ("a OR b And c", "(or a (and b c))"),
    ("a <= b", "(<= a b)"),
    ("a >= b", "(>= a b)"),
    ("a != b", "(!= a b)"),
    ("- - +a", "(- (- (+ a)))"),
    ("a--b", "(- a (- b))"),
    ("(((a)))", "(group (group (group a)))"),
    ("not", "not"),
    ("not == 1", "(== not 1)"),
    ("Not(a)", "(call Not a)"),
    // Placeholders stand for operands, names and members, and are plain text inside a string.
    ("{{queue}}", "{{queue}}"),
    ("{{ a b }} + 1", "(+ {{ a b }} 1)"),
    ("Flow.{{name}}.x", "Flow.{{name}}.x"),
    ("Flow.pre_{{name}}_post", "Flow.pre_{{name}}_post"),
    ("{{function}}(1)", "(call {{function}} 1)"),
    ("Append({{a}}, ${var.b})", "(call Append {{a}} ${var.b})"),
    ("12{{a}}", "12{{a}}"),
    ("\"{{a\"", "\"{{a\""),
  ]

  @Test(arguments: trees)
  func tree(_ text: String, _ expected: String) {
    let tree = SyntaxTree(parsing: text)
    #expect(tree.sExpression == expected)
    #expect(tree.diagnostics == [])
  }

  @Test func stringsHaveValues() {
    let cases: [(String, String)] = [
      (#""""#, ""), (#""a\"b""#, "a\"b"), (#""\\n""#, "\\n"), (#""\n\r\t""#, "\n\r\t"), (#""\d""#, "\\d"),
      (#""größe""#, "größe"), (#""open"#, "open"), (#""open\"#, "open\\"), ("'single'", "single"), ("“it's”", "it's"),
    ]
    for (text, value) in cases {
      let tree = SyntaxTree(parsing: text)
      #expect(tree.stringValue(of: tree.root) == value, "\(text)")
    }
  }

  @Test func nodesKnowTheirPlaces() {
    let tree = SyntaxTree(parsing: "f( a.b[1] ) + -x")
    let places = tree.nodes.map { "\(tree.text($0.range))|\(tree.text($0.nameRange))|\($0.anchor)" }
    #expect(
      places == [
        "a|a|3", "a.b|b|4", "1|1|7", "a.b[1]|[|6", "f( a.b[1] )|f|0", "x|x|15", "-x|-|14", "f( a.b[1] ) + -x|+|12",
      ])
  }

  @Test func everyByteButBlanksBelongsToAToken() {
    let text = "f(1.5, \"x y\") [ {{p}} ] # ≤ größe"
    let tree = SyntaxTree(parsing: text)
    let written = tree.tokens.map { tree.text($0.range) }
    #expect(written == ["f", "(", "1.5", ",", "\"x y\"", ")", "[", "{{p}}", "]", "#", "≤", "größe", ""])
  }

  @Test func longChainsAreFlat() {
    let text = "1" + String(repeating: " + 1", count: 10_000)
    let tree = SyntaxTree(parsing: text)
    #expect(tree.isValid)
    #expect(tree.nodes.count == 20_001)
    let members = SyntaxTree(parsing: "a" + String(repeating: ".b", count: 10_000))
    #expect(members.accessPath(of: members.root)?.steps.count == 10_000)
  }

  @Test func fiveHundredLevelsAreTheLimit() {
    let deep = String(repeating: "(", count: 499) + "1" + String(repeating: ")", count: 499)
    #expect(SyntaxTree(parsing: deep).isValid)
    #expect(!SyntaxTree(parsing: "(" + deep + ")").isValid)
  }

  @Test(arguments: [
    "(", "-", "!", "f(", "a?", "a?a:", "a[", "a[a[", "[", "f(1,", "{", "{{", "'\\", "a.", "\"", "+", ":",
  ])
  func deepNestingEndsInOneReport(_ part: String) {
    let tree = SyntaxTree(parsing: String(repeating: part, count: 100_000))
    #expect(!tree.isValid)
    #expect(tree.diagnostics.count <= 2)
    #expect(Set(tree.diagnostics.map(\.code)).count == tree.diagnostics.count)
  }
}

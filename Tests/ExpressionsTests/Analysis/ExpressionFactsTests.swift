import Expressions
import SourceText
import Testing

@Suite("Facts about expressions")
struct ExpressionFactsTests {
  private static func facts(_ text: String, _ types: [String: ExpressionType] = [:]) -> ExpressionFacts {
    var symbols = SymbolTable()
    for (name, type) in types { symbols.declare(name, type) }
    return ExpressionFacts(of: SyntaxTree(parsing: text), symbols: symbols)
  }

  @Test(
    "name each variable once, without what is read inside it",
    arguments: [
      ("1 + 2", []), ("Flow.a + flow.A + Flow.b", ["Flow.a", "Flow.b"]),
      ("Flow.list[Flow.i].name.first", ["Flow.list", "Flow.i"]), ("Lower((Flow.a).b)", ["Flow.a"]),
      ("Message.Message.senderAddress", ["Message.Message"]), ("System.MaxInt", []),
      ("conversation.participants.agent.userId", ["conversation.participants.agent.userId"]),
      ("GetAt(Flow.list, 0).name", ["Flow.list"]), ("Flow.a ? Flow.b : Flow.c", ["Flow.a", "Flow.b", "Flow.c"]),
      ("Flow.a + ", ["Flow.a"]),
    ])
  func reads(_ text: String, _ names: [String]) {
    #expect(Self.facts(text).reads == names)
  }

  @Test(
    "name each attribute and whose it is",
    arguments: [
      ("participant.attributes.tier", "customer tier"),
      ("conversation.participants.customer.attributes.a.b", "customer a.b"),
      ("conversation.participants[\"agent\"].attributes[\"a b\"].c", "agent a b"),
      ("conversation.participants[2].attributes.x", "[2] x"), ("Conversation.FROM.Attributes.x", "from x"),
      ("conversation.participants.customer[1].attributes.x", "customer[1] x"),
      ("conversation.participants[Flow.i].attributes[Flow.k]", "[…] ?"), ("participant.attributes", "customer ?"),
      ("participant.attributes.a + participant.attributes.a", "customer a"), ("Flow.attributes.a", ""),
      ("conversation.participants.customer.name", ""), ("conversation.attributes.a", ""),
    ])
  func attributes(_ text: String, _ expected: String) {
    let found = Self.facts(text).attributes.map { "\($0.participant) \($0.key ?? "?")" }
    #expect(found.joined(separator: ", ") == expected)
  }

  @Test(
    "tell whether there can be no value",
    arguments: [
      ("1", .never), ("NOT_SET", .always), ("", .always), ("Flow.a", .maybe), ("Flow.a + 1", .never),
      ("(NOT_SET)", .always), ("If(Flow.a, 1, 2)", .never), ("If(Flow.a, 1, NOT_SET)", .maybe),
      ("If(Flow.a, NOT_SET, NOT_SET)", .always), ("Flow.a ? Flow.b : 1", .maybe), ("true ? 1 : Flow.a", .never),
      ("IsSet(Flow.a)", .never), ("ToString(Flow.a)", .maybe), ("ToString(Flow.a + 1)", .never),
      ("Lower(Flow.a)", .never), ("MakeList(Flow.a)", .never), ("GetAt(Flow.a, 0)", .maybe),
      ("FindQueue(Flow.a)", .maybe), ("JsonParse(Flow.a)", .maybe), ("Unknown(1)", .maybe), ("Flow.list", .never),
      ("Flow.list[0]", .maybe), ("System.MaxInt", .never), ("GetCurrentDateTimeUtc()", .never),
    ] as [(String, NotSetPossibility)])
  func canBeNotSet(_ text: String, _ expected: NotSetPossibility) {
    #expect(Self.facts(text, ["Flow.list": .collection(.string)]).canBeNotSet == expected)
  }

  @Test(
    "tell the value of what is constant",
    arguments: [
      ("1 + 2 * 3", "7 int"), ("Append(\"a\", Upper(\"b\"))", "\"aB\" str"), ("1 / 4", "0.25 dec"),
      ("true or Flow.a", "true bln"), ("If(1 > 2, Flow.a, NOT_SET)", "NOT_SET any"), ("Flow.a == Flow.a", "–"),
      ("1 / 0", "–"), ("GetCurrentDateTimeUtc()", "–"), ("Random(1, 2)", "–"), ("FindQueue(\"a\")", "–"),
      ("1 +", "–"), ("Lowr(\"A\")", "–"), ("JsonParse(\"[1]\")[0]", "1 int"), ("System.MaxInt", "999999999999999 int"),
    ])
  func constants(_ text: String, _ expected: String) {
    let facts = Self.facts(text)
    let found = facts.constant.map { ($0.literal ?? $0.text ?? "") + " " + (facts.constantType?.code ?? "") }
    #expect((found ?? "–") == expected)
  }

  @Test(
    "fold constant parts into literals",
    arguments: [
      ("1 + 2 + Flow.a", "3 + Flow.a"), ("Flow.a + 1 + 2", "Flow.a + 1 + 2"), ("Flow.a * (2 - 5)", "Flow.a * (-3)"),
      ("Append(Lower(\"A\"), Flow.a, \"x\" + \"\\n\")", "Append(\"a\", Flow.a, \"x\\n\")"),
      ("Flow.list[1 - 1]", "Flow.list[0]"), ("Flow.a + 1 / 0", "Flow.a + 1 / 0"), ("8 / 4", "2.0"), ("", ""),
      ("Flow.a + MakeList(1)", "Flow.a + MakeList(1)"), ("1 +", "1 +"), ("!(1 > 2)", "true"),
      ("Flow.a and(1 == 1)and Flow.b", "Flow.a and(true)and Flow.b"),
    ])
  func folding(_ text: String, _ expected: String) {
    #expect(SyntaxTree(parsing: text).folded() == expected)
  }
}

@Suite("Facts about random expressions")
struct ExpressionFactsPropertyTests {
  @Test("agree with the evaluation", arguments: 0..<20)
  func agree(_ seed: Int) throws {
    var generator = RandomExpressions(seed: UInt64(1000 + seed))
    let variables = try RandomExpressions.variables()
    for _ in 0..<150 {
      let text = generator.expression(depth: 4)
      let tree = SyntaxTree(parsing: text)
      guard tree.isValid else { continue }
      let facts = ExpressionFacts(of: tree)
      let value = try? evaluate(text, variables, now: 0).value
      let folded = try? evaluate(tree.folded(), variables, now: 0).value
      #expect(folded.map(Self.description) == value.map(Self.description), "\(text) folded: \(tree.folded())")
      guard let value else {
        #expect(facts.constant == nil, "\(text)")
        continue
      }
      if let constant = facts.constant { #expect(Self.description(constant) == Self.description(value), "\(text)") }
      guard value.unknown == nil else { continue }
      switch facts.canBeNotSet {
      case .never: #expect(value.isSet, "\(text)")
      case .always: #expect(!value.isSet, "\(text)")
      case .maybe: break
      }
    }
  }

  @Test("agree with the examples of the functions")
  func examples() {
    for function in FunctionCatalogue.standard.functions {
      for example in function.examples {
        let tree = SyntaxTree(parsing: example.expression)
        let facts = ExpressionFacts(of: tree)
        guard let value = try? evaluate(example.expression).value, value.unknown == nil else { continue }
        if let constant = facts.constant { #expect(Self.description(constant) == Self.description(value)) }
        #expect(facts.canBeNotSet != (value.isSet ? .always : .never), "\(example.expression)")
        #expect(outcome(tree.folded()) == outcome(example.expression), "\(example.expression)")
      }
    }
  }

  private static func description(_ value: Value) -> String { "\(value.type.code) \(value.text ?? "NOT_SET")" }
}

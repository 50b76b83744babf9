import TestSupport
import Testing

@testable import Expressions

/// The grammar file and the parser speak of the same productions and the same precedence.
struct GrammarTests {
  let grammar: String
  let expressions: Substring
  let tokens: Substring

  init() throws {
    grammar = try Repository.text("grammar/expression.ebnf")
    let parts = grammar.split(separator: "(* --- ")
    expressions = try #require(parts.first { $0.hasPrefix("Expressions") })
    tokens = try #require(parts.first { $0.hasPrefix("Tokens") })
  }

  @Test func productionsOfExpressionsAreTheParsersMethods() throws {
    let source = try Repository.text("Sources/Expressions/Syntax/Parser.swift")
    // The table of operators is not read by a method of its own: `operation` asks for one operator at a time.
    #expect(names(of: expressions).filter { $0 != "operator" } == methods(of: source, public: true))
  }

  @Test func productionsOfTokensAreTheTokenizersMethods() throws {
    let sources = try ["Tokenizer", "Tokenizer+Literals"].map {
      try Repository.text("Sources/Expressions/Syntax/\($0).swift")
    }
    let found = Set(sources.flatMap { methods(of: $0, public: false) + methods(of: $0, public: true) })
    let classes = ["letter", "digit", "placeholder"]  // tests of characters: isWord, isDigit, placeholderEnd
    for name in names(of: tokens) where !classes.contains(name) {
      #expect(found.contains(name), "the tokenizer has no method \(name)")
    }
  }

  @Test func precedenceIsThatOfTheGrammar() throws {
    let lines = expressions.split(separator: "\n").map { $0.drop { $0 == " " } }
    let start = try #require(lines.firstIndex { $0.hasPrefix("(* The operators") })
    let table = lines[(start + 1)...].prefix { !$0.hasPrefix("*)") }
    for (level, line) in table.enumerated() {
      for sign in line.split(separator: " ") {
        let kind = try #require(BinaryOperator(rawValue: String(sign)))
        #expect(kind.precedence == level + 1, "\(sign)")
      }
    }
    #expect(table.flatMap { $0.split(separator: " ") }.count == BinaryOperator.allCases.count)
  }

  @Test func everyOperatorStandsInTheGrammar() throws {
    let production = try #require(expressions.split(separator: "\n").first { $0.hasPrefix("operator ") })
    for kind in BinaryOperator.allCases {
      #expect(production.contains("\"\(kind.rawValue)\""))
    }
  }

  /// The names before `=` at the beginnings of lines, in order.
  private func names(of part: Substring) -> [String] {
    part.split(separator: "\n").compactMap { line in
      guard let first = line.first, first.isLetter, let sign = line.firstIndex(of: "=") else { return nil }
      let name = line[..<sign].filter { $0 != " " }
      return name.allSatisfy(\.isLetter) ? String(name) : nil
    }
  }

  /// The methods of a source file, in order; `public`: those that are not private, up to the first that gives no node.
  private func methods(of source: String, public isPublic: Bool) -> [String] {
    source.split(separator: "\n").compactMap { line in
      let start = isPublic ? "  mutating func " : "  private mutating func "
      guard line.hasPrefix(start) else { return nil }
      return String(line.dropFirst(start.count).prefix { $0.isLetter })
    }.filter { !isPublic || $0 != "report" }
  }
}

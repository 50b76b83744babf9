@testable import Expressions
import SourceText
import TestSupport
import Testing

@Suite("The catalogue of functions")
struct FunctionCatalogueTests {
  @Test("has examples that give what they say", arguments: FunctionCatalogue.standard.functions.map(\.name))
  func examples(_ name: String) throws {
    let function = try #require(FunctionCatalogue.standard[name])
    for example in function.examples {
      // The clock stands at 2025-05-16T19:47:29.309Z
      #expect(outcome(example.expression, now: 1_747_424_849_309) == example.value, "\(example.expression)")
    }
  }

  @Test("describes every function", arguments: FunctionCatalogue.standard.functions.map(\.name))
  func description(_ name: String) throws {
    let function = try #require(FunctionCatalogue.standard[name])
    #expect(function.name == name)
    #expect(function.documentation.hasSuffix("."))
    #expect(function.documentation.first?.isUppercase == true)
    #expect(!function.examples.isEmpty)
    #expect(!function.overloads.isEmpty)
    for limit in function.limits { #expect(limit.hasSuffix("."), "\(limit)") }
    for overload in function.overloads {
      #expect(overload.parameters.dropLast().allSatisfy { !$0.isVariadic })
      let firstOptional = overload.parameters.firstIndex { $0.isOptional } ?? overload.parameters.count
      #expect(overload.parameters[firstOptional...].allSatisfy { $0.isOptional })
    }
  }

  @Test("lists every name once, in any letter case")
  func names() {
    let names = FunctionCatalogue.standard.functions.map { $0.name.lowercased() }
    #expect(Set(names).count == names.count)
    #expect(FunctionCatalogue.standard["TOSTRING"]?.name == "ToString")
    #expect(FunctionCatalogue.standard["ToQueue"] == nil)
    #expect(FunctionCatalogue.standard.names(near: "Apend") == ["Append"])
  }

  @Test("is described on a page that is current")
  func page() throws {
    let markdown = FunctionReference.markdown(for: .standard)
    #expect(try Golden.difference(of: markdown, from: "grammar/functions.md") == nil)
  }

  @Test("takes functions that are declared")
  func declared() {
    let number = Parameter("value", .exactly(.integer))
    let catalogue = FunctionCatalogue.standard.adding([
      Function(declared: "Twice", overloads: [Overload([number], .exactly(.integer))]),
      Function(declared: "lower", overloads: [Overload([number], .exactly(.string))]),
    ])
    #expect(catalogue["twice"]?.confidence == .declared)
    #expect(catalogue["Lower"]?.confidence == .verified)
    #expect(catalogue["Lower"]?.overloads.count == 2)
    var environment = TestEnvironment()
    for (text, expected) in [
      ("Twice(2)", "function"), ("Twice()", "invalid-argument-count"), ("Lower(2)", "function"),
    ] {
      do throws(EvaluationError) {
        let result = try Evaluator.evaluate(tree: SyntaxTree(parsing: text), in: &environment, functions: catalogue)
        #expect(result.value.unknown?.needs.rawValue == expected)
      } catch {
        #expect(error.code.description == expected)
      }
    }
    #expect(throws: Never.self) {
      try Evaluator.evaluate(tree: SyntaxTree(parsing: "Lower(\"A\")"), in: &environment, functions: catalogue)
    }
  }

  @Test("leads from the names of other languages to its own")
  func otherLanguages() {
    let catalogue = FunctionCatalogue.standard
    for (name, others) in ForeignFunctions.names {
      #expect(catalogue[name] == nil, "\(name) is a name of its own")
      #expect(name == name.lowercased())
      for other in others {
        let tree = SyntaxTree(parsing: other)
        #expect(tree.isValid, "\(other)")
        if tree.nodes.count == 1 { #expect(catalogue[other]?.name == other) }
        for call in tree.ids where tree[call].kind == .call {
          #expect(catalogue[tree.name(of: call)]?.name == tree.name(of: call))
        }
      }
    }
    #expect(catalogue.names(near: "LEN") == ["Length"])
    #expect(catalogue.names(near: "GetDayOfWeek") == ["DayOfWeek"])
    #expect(catalogue.names(near: "Appendd") == ["Append"])
  }
}

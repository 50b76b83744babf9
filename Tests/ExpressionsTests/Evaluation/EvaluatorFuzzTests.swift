import Expressions
import JSON
import SourceText
import Testing

@Suite("The evaluator on random expressions")
struct EvaluatorFuzzTests {
  @Test("gives a value or an error inside the text", arguments: 0..<40)
  func random(_ seed: Int) throws {
    var generator = RandomExpressions(seed: UInt64(seed))
    let variables = try RandomExpressions.variables()
    for _ in 0..<100 {
      let text = generator.expression(depth: 4)
      let tree = SyntaxTree(parsing: text)
      var environment = TestEnvironment(variables: variables, now: 1_747_424_849_309)
      do throws(EvaluationError) {
        let result = try Evaluator.evaluate(tree: tree, in: &environment)
        // What has a value can be written, and equals itself wherever it can be compared.
        var writer = JSONWriter()
        result.value.write(to: &writer)
        #expect(throws: Never.self) { try JSONDocument(parsing: writer.take()) }
      } catch {
        #expect(error.range.end <= text.utf8.count, "\(text)")
        #expect(!error.message.isEmpty && error.message.first?.isUppercase == false, "\(error.message)")
        #expect(!error.message.hasSuffix("."), "\(error.message)")
        // One code names one kind of error, and all are in the lists.
        let codes = DiagnosticCode.evaluationCodes + DiagnosticCode.syntaxCodes
        #expect(codes.contains(error.code), "\(error.code)")
      }
    }
  }

  @Test("takes every function with arguments of every kind")
  func everyFunction() throws {
    let variables = try RandomExpressions.variables()
    let names = variables.keys.sorted()
    for function in FunctionCatalogue.standard.functions {
      for (place, first) in names.enumerated() {
        // A different few of the others each time.
        for second in stride(from: place % 7, to: names.count, by: 7).map({ names[$0] }) {
          for arguments in [first, "\(first), \(second)", "\(first), \(second), \(first)", "\(first), 1, 1, 1, 1, 1"] {
            _ = outcome("\(function.name)(\(arguments))", variables)
          }
        }
      }
    }
  }
}

import Expressions
import Linting
import SourceText
import TestSupport
import Testing

@Suite("The configuration")
struct ConfigurationTests {
  private func read(_ text: String) throws -> ConfigurationReading {
    SettingsReader.read(try SourceFile(name: "plumb.yaml", contents: Array(text.utf8)))
  }

  @Test("declares functions and names files with signatures")
  func whole() throws {
    let reading = try read(
      """
      functions:
        LoyaltyTier:
          - {parameters: [str, int?], result: str}
          - parameters: [que|not-set, str|not-set...]
            result: str_coll
        Today:
          - result: dat
      signatures: [a.json, ../b.json]
      """)
    #expect(reading.problems.isEmpty)
    let signatures = reading.configuration.functions.flatMap { function in
      function.overloads.map { $0.signature(of: function.name) }
    }
    #expect(
      signatures == [
        "LoyaltyTier(value1: String, [value2: Integer]) → String",
        "LoyaltyTier(value1: que or NOT_SET, [value2: String or NOT_SET, …]) → String Collection",
        "Today() → Date",
      ])
    #expect(reading.configuration.functions.allSatisfy { $0.confidence == .declared })
    #expect(reading.configuration.signatures.map(\.path) == ["a.json", "../b.json"])
  }

  @Test("may say nothing", arguments: ["", "# nothing yet\n", "---\n", "functions:\nsignatures:\n", "{}"])
  func empty(_ text: String) throws {
    let reading = try read(text)
    #expect(reading.problems.isEmpty)
    #expect(reading.configuration.functions.isEmpty)
  }

  @Test(
    "says what is wrong and where",
    arguments: [
      ("«function»: {}", "the configuration has no key ‘function’; did you mean ‘functions’?"),
      ("«rulez»: {}", "the configuration has no key ‘rulez’; did you mean ‘rules’?"),
      ("«[a]»", "expected the configuration to be a mapping, found a list"),
      ("functions: {}\n«functions»: {}", "‘functions’ stands twice"),
      ("functions: «[F]»", "expected ‘functions’ to be a mapping, found a list"),
      ("functions:\n  «My-Func»: [{result: str}]", "expected the name of a function, found ‘My-Func’"),
      ("functions:\n  F: «{result: str}»", "expected the ways to call ‘F’ to be a list, found a mapping"),
      ("functions:\n  «F»:", "expected at least one way to call ‘F’, such as {parameters: [str], result: bln}"),
      (
        "functions:\n  F: [«str»]",
        "expected a way to call a function, such as {parameters: [str], result: bln}, found ‘str’"
      ),
      ("functions:\n  F: [«{parameters: [str]}»]", "expected ‘result’, the type code of what the call gives"),
      (
        "functions:\n  F: [{«results»: str, result: str}]",
        "a way to call a function has no key ‘results’; did you mean ‘result’?"
      ),
      (
        "functions:\n  F: [{result: «string»}]",
        "expected a type code such as str, int or str_coll, found ‘string’; did you mean ‘str’?"
      ),
      (
        "functions:\n  F: [{result: «strr»}]",
        "expected a type code such as str, int or str_coll, found ‘strr’; did you mean ‘str’?"
      ),
      ("functions:\n  F: [{result: «»}]", "expected a type code such as str, found nothing"),
      (
        "functions:\n  F: [{parameters: [str?, «int»], result: str}]",
        "expected a parameter that may be left out, as those before it, such as ‘int?’"
      ),
      (
        "functions:\n  F: [{parameters: [str..., «int»], result: str}]",
        "expected no parameter after one that takes any number of arguments"
      ),
      (
        "functions:\n  F: [{parameters: [«str?|not-set»], result: str}]",
        "expected a type code with ‘|not-set’, ‘?’ or ‘...’ after it in this order, found ‘str?|not-set’"
      ),
      ("signatures: «a.json»", "expected ‘signatures’ to be a list, found ‘a.json’"),
      ("signatures: [«[]»]", "expected the path of a file, found a list"),
    ])
  func problem(_ marked: String, _ message: String) throws {
    let marked = MarkedText(marked)
    let problems = try read(marked.text).problems
    #expect(problems.map(\.message) == [message])
    let found = problems.first.map { Int($0.range.start)..<Int($0.range.end) }
    #expect(found == marked.ranges.first)
  }

  @Test("that is no YAML has one problem")
  func notYAML() throws {
    #expect(try read("functions: [").problems.count == 1)
    #expect(try read("a: 1\n---\nb: 2").problems.count == 2)
  }

  @Test("has a schema for editors")
  func schema() throws {
    let difference = try Golden.difference(of: ConfigurationSchema.text, from: "grammar/config.schema.json")
    #expect(difference == nil, "\(difference ?? "")")
  }
}

import Expressions
import FoundationEssentials
import JSON
import SourceText
import TestSupport
import Testing

/// Runs the language-neutral cases of `grammar/conformance`.
@Suite("The conformance cases of evaluation")
struct ConformanceTests {
  /// One case of a file.
  struct Case: CustomTestStringConvertible {
    let file: String
    let expression: String
    let node: JSONNode

    var testDescription: String { "\(file): \(expression)" }
  }

  static let cases: [Case] = allCases()

  private static func allCases() -> [Case] {
    let folder = Repository.path("grammar/conformance")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".json") }.sorted().flatMap { name -> [Case] in
      guard let bytes = try? Repository.bytes("grammar/conformance/\(name)"),
        let document = try? JSONDocument(parsing: bytes), let items = document.root["cases"]?.items
      else {
        Issue.record("\(name) is no file of cases")
        return []
      }
      return items.map { Case(file: name, expression: $0["expr"]?.string ?? "", node: $0) }
    }
  }

  @Test("hold", arguments: cases)
  func holds(_ test: Case) throws {
    #expect(test.node["expr"]?.string != nil)
    let outcomes = ["value", "unknown", "error", "type"].filter { test.node[$0] != nil }
    #expect(!outcomes.isEmpty, "a case says what is expected")
    var environment = TestEnvironment()
    for member in test.node["given"].map({ Array($0.members) }) ?? [] {
      environment.variables[try #require(member.key.string).lowercased()] = try Self.value(of: member.value)
    }
    if let now = test.node["now"]?.numberText { environment.now = Int64(now) }
    var limits = EvaluationLimits()
    if let steps = test.node["steps"]?.numberText { limits.steps = Int(steps) ?? 0 }
    do throws(EvaluationError) {
      let tree = SyntaxTree(parsing: test.expression)
      let result = try Evaluator.evaluate(tree: tree, in: &environment, limits: limits)
      #expect(result.value.unknown?.needs.rawValue == test.node["unknown"]?.string)
      if let expected = test.node["value"] { #expect(Self.text(of: result.value) == Self.text(of: .json(expected))) }
      if let expected = test.node["type"]?.string { #expect(result.type.code == expected) }
      if let error = test.node["error"] { Issue.record("expected \(Self.text(of: .json(error))), found a value") }
      let notes = test.node["notes"].map { Array($0.items).compactMap(\.string) } ?? []
      #expect(notes.isEmpty || notes == result.diagnostics.map(\.code.description))
    } catch {
      guard let expected = test.node["error"] else {
        Issue.record("\(error.code): \(error.message)")
        return
      }
      let (start, end) = Self.scalars(error.range, in: test.expression)
      #expect(error.code.description == expected["code"]?.string, "\(error.message)")
      #expect("\(start)..<\(end)" == "\(expected["start"]?.numberText ?? "")..<\(expected["end"]?.numberText ?? "")")
    }
  }

  @Test("show every error once at least")
  func codes() {
    let shown = Set(Self.cases.compactMap { $0.node["error"]?["code"]?.string })
    let noted = Set(Self.cases.flatMap { $0.node["notes"].map { Array($0.items).compactMap(\.string) } ?? [] })
    let missing = DiagnosticCode.evaluationCodes.map(\.description).filter {
      !shown.contains($0) && !noted.contains($0)
    }
    #expect(missing.isEmpty)
  }

  /// A value as JSON, for comparison.
  private static func text(of value: Value) -> String {
    var writer = JSONWriter()
    value.write(to: &writer)
    return writer.text
  }

  /// A given value: a JSON scalar for a String, Integer, Decimal or Boolean, null for NOT_SET, otherwise an object with
  /// a type code and a value.
  private static func value(of node: JSONNode) throws -> Value {
    switch node.kind {
    case .null: return .notSet
    case .string: return .string(try #require(node.string))
    case .boolean: return .boolean(node.boolean == true)
    case .number: return number(try #require(node.numberText))
    case .array:
      Issue.record("a collection is given with its type")
      return .notSet
    case .object:
      let type = ExpressionType(code: try #require(node["type"]?.string))
      return try typed(try #require(node["value"]), type)
    }
  }

  private static func number(_ text: String) -> Value {
    if let number = Int64(text) { return .integer(number) }
    return DecimalNumber(parsing: text).map { .decimal($0) } ?? .notSet
  }

  private static func typed(_ node: JSONNode, _ type: ExpressionType) throws -> Value {
    switch type {
    case .json: return .json(node)
    case .collection(let element): return .collection(try node.items.map { try typed($0, element) }, of: element)
    case .decimal:
      return .decimal(try #require(DecimalNumber(parsing: node.numberText ?? "")))
    case .dateTime, .duration, .phoneNumber:
      let function = type == .dateTime ? "ToDateTime" : type == .duration ? "ToDuration" : "ToPhoneNumber"
      return try evaluate("\(function)(\"\(node.string ?? "")\")").value
    default: return try value(of: node)
    }
  }

  private static func scalars(_ range: ByteRange, in text: String) -> (Int, Int) {
    let bytes = Array(text.utf8)
    return (scalarCount(bytes[..<Int(range.start)]), scalarCount(bytes[..<Int(range.end)]))
  }
}

import Expressions
import TestSupport
import Testing

@Suite("The reference page of functions")
struct FunctionReferenceTests {
  @Test("is what the catalogue says")
  func page() throws {
    let page = FunctionReference.markdown(for: .standard)
    let difference = try Golden.difference(of: page, from: "grammar/functions.md")
    #expect(difference == nil, "\(difference ?? "")")
  }

  @Test(
    "tells where NOT_SET may be given",
    arguments: [
      ("GetCurrentDateTimeUtc", nil),
      ("IsSet", "Every argument may be NOT_SET."),
      ("Lower", "An argument that is NOT_SET is an error."),
      ("If", "trueValue, falseValue may be NOT_SET; elsewhere that is an error."),
    ])
  func notSet(_ name: String, _ rule: String?) throws {
    #expect(FunctionReference.notSetRule(of: try #require(FunctionCatalogue.standard[name])) == rule)
  }

  @Test("writes an overload on one line")
  func signature() throws {
    let function = try #require(FunctionCatalogue.standard["Contains"])
    #expect(
      FunctionReference.signature(of: function, function.overloads[0])
        == "Contains(stringToSearch: String, stringToFind: String, [ignoreCase: Boolean]) → Boolean")
  }
}

import JSON
import Testing

@testable import GenesysCloud

struct ErrorBodyTests {
  private func read(_ text: String) -> ErrorBody? {
    ErrorBody(try? JSONDocument(parsing: Array(text.utf8)).root)
  }

  @Test(
    arguments: [
      (#"{"error":"invalid_client","description":"d","error_description":"e"}"#, "invalid_client", "e"),
      (#"{"error":"invalid_client","description":"d"}"#, "invalid_client", "d"),
      (#"{"message":"m","code":"c","status":400}"#, "c", "m"), (#"{"status":400}"#, nil, nil),
      (#"{"errors":[{"message":"inner"}],"code":"c"}"#, "c", "inner"),
    ] as [(String, String?, String?)])
  func bothFormsAreRead(text: String, code: String?, message: String?) throws {
    let body = try #require(read(text))
    #expect(body.code == code)
    #expect(body.message == message)
  }

  @Test(arguments: ["{}", "[]", "null", #""text""#, "<html>", #"{"id":"c1"}"#])
  func othersAreNone(text: String) {
    #expect(read(text) == nil)
  }

  @Test(arguments: [
    ("at least one of: [a:b:c]", ["a:b:c"]), ("missing: [a:b:c, d:e:f]", ["a:b:c", "d:e:f"]), ("none", []),
    ("[]", []), ("[not one]", []), ("[a:b:c", []), ("] [x:y:z]", ["x:y:z"]),
  ])
  func permissionsStandInBrackets(message: String, permissions: [String]) throws {
    var writer = JSONWriter()
    writer.object { $0.member("message", message) }
    #expect(try #require(read(writer.text)).permissions == permissions)
  }
}

import SourceText
import Testing

@Suite("Encodings of text")
struct EncodingTests {
  @Test(
    "percent-encode what is not unreserved, and back",
    arguments: [
      ("", ""), ("aZ09-._~", "aZ09-._~"), ("a b+c", "a%20b%2Bc"), ("50 %", "50%20%25"), ("ü\n", "%C3%BC%0A"),
      ("/?#[]@", "%2F%3F%23%5B%5D%40"),
    ])
  func percent(text: String, encoded: String) {
    #expect(percentEncoded(text) == encoded)
    #expect(percentDecoded(encoded) == text)
  }

  @Test(
    "decode what others encode",
    arguments: [
      ("a+b", "a+b", "a b"), ("%c3%bC", "ü", "ü"), ("ü", "ü", "ü"), ("%", nil, nil), ("%4", nil, nil),
      ("%+1", nil, nil), ("%G0", nil, nil), ("%FF", nil, nil),
    ] as [(String, String?, String?)])
  func decoding(text: String, plain: String?, inForm: String?) {
    #expect(percentDecoded(text) == plain)
    #expect(percentDecoded(text, plusIsBlank: true) == inForm)
  }

  @Test(
    "tell a UUID by its form",
    arguments: [
      ("7f1c3a52-9f0e-4c55-8a43-0a52d1c7e9b4", true), ("7F1C3A52-9F0E-4C55-8A43-0A52D1C7E9B4", true), ("", false),
      ("7f1c3a52-9f0e-4c55-8a43-0a52d1c7e9b", false), ("7f1c3a52-9f0e-4c55-8a43-0a52d1c7e9b4f", false),
      ("7f1c3a52-9f0e-4c55-8a43-0a52d1c7e9bg", false), ("7f1c3a529-f0e-4c55-8a43-0a52d1c7e9b4", false),
      ("-7f1c3a52-9f0e-4c55-8a43-a52d1c7e9b4", false), ("7f1c3a52-9f0e-4c55-8a43-0a52d1c7e9ä", false),
    ])
  func uuids(text: String, isOne: Bool) {
    #expect(isUUID(text.utf8) == isOne)
  }
}

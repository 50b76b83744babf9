import SourceText
import Testing

struct Base64Tests {
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
    ("foobar", "Zm9vYmFy"), ("\u{3FF}\u{FFFD}?~", "z7/vv70/fg=="),
  ])
  func textsOfTheStandard(text: String, expected: String) {
    #expect(base64(Array(text.utf8)) == expected)
  }
}

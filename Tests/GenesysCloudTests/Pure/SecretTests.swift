import Testing

@testable import GenesysCloud

struct SecretTests {
  @Test func aSecretPrintsAsStars() {
    let secret = SecretText("hush-hush")
    var dumped = ""
    dump([Credentials.clientCredentials(id: "id", secret: secret)], to: &dumped)
    let texts = [
      "\(secret)", String(reflecting: secret), String(describing: Optional(secret)), "\([secret])", dumped,
      "\(Credentials.password(id: "i", secret: secret, username: "u", password: secret))",
    ]
    for text in texts {
      #expect(!text.contains("hush"), "\(text)")
      #expect(text.contains("***"), "\(text)")
    }
    #expect(secret.withValue { $0 } == "hush-hush")
  }

  @Test func allFormsOfASecretAreReplaced() {
    let redactor = Redactor([SecretText("a b/c"), SecretText("a b"), SecretText("")])
    for text in ["a b/c", "a%20b%2Fc", "a+b%2Fc", "x a b y"] {
      let redacted = redactor.redact(text)
      #expect(redacted.contains("***"), "\(redacted)")
      #expect(!redacted.contains("/c") && !redacted.contains("%2Fc"), "\(redacted)")
    }
    #expect(redactor.redact("nothing") == "nothing")
    #expect(redactor.redact("") == "")
    #expect(redactor.redact("a ba ba b/c") == "******a b/c" || redactor.redact("a ba ba b/c") == "*********")
  }
}

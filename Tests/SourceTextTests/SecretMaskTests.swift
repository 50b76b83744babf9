import SourceText
import Testing

struct SecretMaskTests {
  /// A text, what it is to look like, and the same with what is hidden.
  static let cases: [(text: String, kind: Secret.Kind?, masked: String)] = [
    ("key=AKIAABCDEFGHIJKLMNOP", .amazonKey, "key=AKIA****************"),
    ("{k: ASIAABCDEFGHIJKLMNOP}", .amazonKey, "{k: ASIA****************}"),
    ("AKIAABCDEFGHIJKLMNOPQ", nil, "AKIAABCDEFGHIJKLMNOPQ"),
    ("XAKIAABCDEFGHIJKLMNOP", nil, "XAKIAABCDEFGHIJKLMNOP"),
    ("Bearer abcdefghijklmnopqrst1", .bearerToken, "Bearer abcd*****************"),
    ("Bearer abcdefghijklmnopqrst", nil, "Bearer abcdefghijklmnopqrst"),
    ("authorization: basic dXNlcjpwYXNzd29yZA==", .basicPassword, "authorization: basic dXNl****************"),
    ("https://me:pässwörd@host/x", .addressPassword, "https://me:pä***¤**@host/x"),
    ("https://me:abcd@host", .addressPassword, "https://me:a***@host"),
    ("https://me:{{password}}@host", nil, "https://me:{{password}}@host"),
    ("https://host:80/me@you", nil, "https://host:80/me@you"),
    (
      "-----BEGIN RSA PRIVATE KEY-----\nMIIE1234567890\n-----END RSA PRIVATE KEY-----", .privateKey,
      "-----BEGIN RSA PRIVATE KEY-----\nMII***********\n-----END RSA PRIVATE KEY-----"
    ),
    ("-----BEGIN PRIVATE KEY-----MIIEabcdefgh1234, x", .privateKey, "-----BEGIN PRIVATE KEY-----MIIE************, x"),
    ("-----BEGIN CERTIFICATE-----MIIEabcdefgh1234", nil, "-----BEGIN CERTIFICATE-----MIIEabcdefgh1234"),
    (
      "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abcdefgh", .webToken,
      "Bearer eyJh*****************************************"
    ),
    ("ghp_abcdefghijklmnopqrstuvwxyz0123456789", .gitHubToken, "ghp_************************************"),
    ("xoxb-1234567890-abcdefghijkl", .slackToken, "xoxb************************"),
    ("AIzaabcdefghijklmnopqrstuvwxyz012345678", .googleKey, "AIza***********************************"),
    ("Basic", nil, "Basic"), ("AKIA", nil, "AKIA"), ("://", nil, "://"), ("", nil, ""),
  ]

  @Test(arguments: cases)
  func secretsAreToldByTheirForm(text: String, kind: Secret.Kind?, masked: String) {
    #expect(Secret.kind(in: text) == kind)
    #expect(SecretMask().masked(text) == masked)
    #expect(text.utf8.count == masked.utf8.count)
  }

  @Test func everyKindHasACase() {
    #expect(Set(Self.cases.compactMap(\.kind)) == Set(Secret.Kind.allCases))
  }

  @Test func whatIsLearntIsHiddenInParts() {
    let mask = SecretMask(of: "Append(\"Bearer abcdefghijklmnopqrst1\")")
    #expect(mask.masked("found ‘Bearer abcdefghij…’") == "found ‘Bearer abcd******…’")
    #expect(mask.masked("‘…fghijkl…’, ‘abcd’") == "‘…*******…’, ‘abcd’")
    #expect(mask.masked("nothing of it") == "nothing of it")
  }

  @Test func placesOfAFileStay() throws {
    let text = "ä: https://me:pässwörd🔑🔑@host\r\nnext: x"
    let units = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    for contents: [UInt8] in [Array(text.utf8), [0xFF, 0xFE] + units] {
      let file = try SourceFile(name: "a", contents: contents)
      var mask = SecretMask()
      let shown = file.hiding(mask.learn(file.bytes), by: mask)
      #expect(shown.bytes != file.bytes)
      for offset in file.bytes.indices { #expect(shown.place(at: offset) == file.place(at: offset)) }
      let rebuilt = try SourceFile(name: "a", contents: shown.contents(for: shown.bytes))
      #expect(rebuilt.place(at: rebuilt.bytes.count) == file.place(at: file.bytes.count))
    }
  }

  @Test func hostileTextsTakeNoLongerThanOthers() {
    for piece in ["-----BEGIN PRIVATE KEY-----", "://", "bearer ", "AKIA", "eyJ.", "xoxb-", "https://a:b@"] {
      let text = Array(String(repeating: piece, count: 200_000 / piece.utf8.count).utf8)
      let start = ContinuousClock.now
      _ = Secret.all(in: text)
      #expect(ContinuousClock.now - start < .seconds(3), "\(piece)")
    }
  }
}

/// A password, key or token that stands in a text, told by its form.
public struct Secret: Hashable, Sendable {
  /// What it looks like.
  public enum Kind: String, Sendable, CaseIterable {
    case privateKey = "a private key"
    case amazonKey = "a key of Amazon Web Services"
    case gitHubToken = "a token of GitHub"
    case slackToken = "a token of Slack"
    case googleKey = "a key of Google"
    case webToken = "a JSON Web Token"
    case addressPassword = "an address with a password"
    case bearerToken = "a bearer token"
    case basicPassword = "a password"

    /// How much the form tells: a token says more than the header that it stands in.
    fileprivate var rank: Int {
      switch self {
      case .privateKey: 0
      case .bearerToken, .basicPassword: 2
      default: 1
      }
    }
  }

  /// What it looks like.
  public let kind: Kind
  /// The bytes that nobody is to see: without the header or the address that they stand in.
  public let range: ByteRange

  /// The secrets in a text, by their beginnings; what is found twice, as a token in a header, overlaps.
  public static func all(in text: [UInt8]) -> [Secret] {
    var search = SecretSearch(text)
    search.run()
    return search.found
  }

  /// What a text looks like that holds a secret: the kind that tells most; nil where it holds none.
  public static func kind(in text: String) -> Kind? {
    all(in: Array(text.utf8)).map(\.kind).min { $0.rank < $1.rank }
  }
}

/// A search for secrets. Each byte is looked at a few times at most, however hostile the text.
private struct SecretSearch {
  private let text: [UInt8]
  private(set) var found: [Secret] = []
  /// The next end of a private key; nil before it is looked for.
  private var nextEnd: Int?

  init(_ text: [UInt8]) {
    self.text = text
  }

  mutating func run() {
    var index = 0
    while let start = start(from: index) {
      index = start
      let secret =
        switch text[index] {
        case UInt8(ascii: "A"): amazonKey(at: index) ?? googleKey(at: index)
        case UInt8(ascii: "g"): gitHubToken(at: index)
        case UInt8(ascii: "x"): slackToken(at: index)
        case UInt8(ascii: "e"): webToken(at: index)
        case UInt8(ascii: "b"), UInt8(ascii: "B"): header(at: index)
        case UInt8(ascii: ":"): password(at: index)
        case UInt8(ascii: "-"): privateKey(at: index)
        default: nil as Secret?
        }
      index += 1
      guard let secret else { continue }
      found.append(secret)
      if secret.kind == .privateKey || secret.kind == .webToken { index = max(index, Int(secret.range.end)) }
    }
  }

  /// The next place at which a secret may begin.
  private func start(from index: Int) -> Int? {
    Self.isBeginning.withUnsafeBufferPointer { isBeginning in
      text.withUnsafeBufferPointer { text in
        var index = index
        while index &+ 1 < text.count {
          // Most bytes end here.
          if isBeginning[Int(text[index])] & 1 != 0, isBeginning[Int(text[index &+ 1])] & 2 != 0 { return index }
          index &+= 1
        }
        return nil
      }
    }
  }

  /// For each byte whether it is the first (1) or the second (2) of what ``run()`` looks for.
  private static let isBeginning: [UInt8] = {
    var bits = [UInt8](repeating: 0, count: 256)
    let words = ["AK", "AS", "AI", "gh", "gi", "xo", "ey", "be", "bE", "ba", "bA", "Be", "BE", "Ba", "BA", ":/", "--"]
    for word in words.map({ Array($0.utf8) }) {
      bits[Int(word[0])] |= 1
      bits[Int(word[1])] |= 2
    }
    return bits
  }()

  // MARK: Tokens

  private func amazonKey(at start: Int) -> Secret? {
    guard begins(start, "AKIA") || begins(start, "ASIA"), let end = token(at: start, also: "", apart: "-_+"),
      end - start == 20
    else { return nil }
    return Secret(kind: .amazonKey, range: ByteRange(start, end))
  }

  private func googleKey(at start: Int) -> Secret? {
    guard begins(start, "AIza"), let end = token(at: start, also: "-_"), end - start == 39 else { return nil }
    return Secret(kind: .googleKey, range: ByteRange(start, end))
  }

  private func gitHubToken(at start: Int) -> Secret? {
    guard ["ghp_", "gho_", "ghs_", "github_pat_"].contains(where: { begins(start, $0) }),
      let end = token(at: start, also: "_"), end - start >= 36
    else { return nil }
    return Secret(kind: .gitHubToken, range: ByteRange(start, end))
  }

  private func slackToken(at start: Int) -> Secret? {
    guard ["xoxb-", "xoxp-", "xoxa-"].contains(where: { begins(start, $0) }),
      let end = token(at: start, also: "-"), end - start >= 24
    else { return nil }
    return Secret(kind: .slackToken, range: ByteRange(start, end))
  }

  private func webToken(at start: Int) -> Secret? {
    guard begins(start, "eyJ"), let header = token(at: start, also: "-_="), begins(header, ".eyJ") else { return nil }
    let claims = end(from: header + 1) { Self.isAlphanumeric($0) || "-_=".utf8.contains($0) }
    guard begins(claims, ".") else { return nil }
    let end = end(from: claims) { Self.isAlphanumeric($0) || "-_=.".utf8.contains($0) }
    guard end - start >= 40 else { return nil }
    return Secret(kind: .webToken, range: ByteRange(start, end))
  }

  // MARK: Headers and addresses

  /// `Bearer …` and `Basic …`: what follows the word.
  private func header(at start: Int) -> Secret? {
    let isBearer = begins(start, "bearer", foldingCase: true)
    guard isBearer || begins(start, "basic", foldingCase: true), start == 0 || !Self.isAlphanumeric(text[start - 1])
    else { return nil }
    let word = start + (isBearer ? 6 : 5)
    let first = end(from: word) { $0 <= 0x20 || "\"':".utf8.contains($0) }
    guard first > word else { return nil }
    let end = end(from: first) { Self.isAlphanumeric($0) || "-._~+/=".utf8.contains($0) }
    let value = text[first..<end]
    guard value.contains(where: { (0x30...0x39).contains($0) }) || !isBearer && value.last == UInt8(ascii: "=") else {
      return nil
    }
    guard value.count >= (isBearer ? 20 : 16) else { return nil }
    return Secret(kind: isBearer ? .bearerToken : .basicPassword, range: ByteRange(first, end))
  }

  /// `https://user:password@host`; a password that is put in later is none.
  private func password(at start: Int) -> Secret? {
    guard start > 0, begins(start, "://"), text[start - 1] > 0x20, !Self.endsWord(text[start - 1]) else { return nil }
    let host = start + 3
    let end = end(from: host) { $0 != UInt8(ascii: "/") && !Self.endsWord($0) }
    guard let at = text[host..<end].lastIndex(of: UInt8(ascii: "@")),
      let colon = text[host..<at].firstIndex(of: UInt8(ascii: ":"))
    else { return nil }
    let password = text[colon + 1..<at]
    guard scalarCount(password) >= 3, !password.contains(UInt8(ascii: "{")) else { return nil }
    return Secret(kind: .addressPassword, range: ByteRange(colon + 1, at))
  }

  // MARK: Private keys

  /// What stands between the lines that begin and end a key; without an end, all that can belong to one.
  private mutating func privateKey(at start: Int) -> Secret? {
    guard begins(start, "-----BEGIN") else { return nil }
    let label = start + 10
    let dashes = end(from: label, atMost: 60) { $0 == 0x20 || (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
    guard text[label..<dashes].contains("PRIVATE KEY".utf8) else { return nil }
    let body = end(from: dashes) { $0 == UInt8(ascii: "-") }
    if nextEnd.map({ $0 < body }) ?? true {
      nextEnd =
        (body..<max(body, text.count)).first { text[$0] == UInt8(ascii: "-") && begins($0, "-----END") }
        ?? text.count
    }
    var end = nextEnd ?? text.count
    if end == text.count || end - body > Self.keyLimit {
      end = self.end(from: body, atMost: Self.keyLimit) {
        Self.isAlphanumeric($0) || $0 <= 0x20 || "+/=\\".utf8.contains($0)
      }
    }
    return Secret(kind: .privateKey, range: ByteRange(body, end))
  }

  private static let keyLimit = Limits().secretKeySize

  // MARK: Bytes

  private func begins(_ start: Int, _ word: StaticString, foldingCase: Bool = false) -> Bool {
    let count = word.utf8CodeUnitCount
    guard start + count <= text.count else { return false }
    return word.withUTF8Buffer { letters in
      letters.indices.allSatisfy { text[start + $0] | (foldingCase ? 0x20 : 0) == letters[$0] }
    }
  }

  /// Where the letters, digits and some other bytes end that begin at a place; nil where they began before it, or where
  /// one of the bytes that tell another kind of text stands beside them.
  private func token(at start: Int, also others: StaticString, apart: StaticString = "") -> Int? {
    func contains(_ bytes: StaticString, _ byte: UInt8) -> Bool { bytes.withUTF8Buffer { $0.contains(byte) } }
    if start > 0 {
      let before = text[start - 1]
      // What stands before `=` is a name.
      let isName = before == UInt8(ascii: "=")
      if Self.isAlphanumeric(before) || !isName && contains(others, before) || contains(apart, before) { return nil }
    }
    let end = end(from: start) { Self.isAlphanumeric($0) || contains(others, $0) }
    return end < text.count && contains(apart, text[end]) ? nil : end
  }

  private func end(from start: Int, atMost count: Int = .max, where isPart: (UInt8) -> Bool) -> Int {
    var end = start
    while end < text.count, end - start < count, isPart(text[end]) { end += 1 }
    return end
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }

  /// Whether a byte ends a word, as addresses stand in texts.
  private static func endsWord(_ byte: UInt8) -> Bool { byte <= 0x20 || "\"'&?;,<>()".utf8.contains(byte) }
}

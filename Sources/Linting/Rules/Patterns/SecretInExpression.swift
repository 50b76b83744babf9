import Expressions
import Flows
import SourceText

/// Finds passwords, keys and tokens in texts.
struct SecretInExpression: ExpressionRule {
  static let metadata = RuleMetadata(
    id: "secret-in-expression", severity: .error,
    summary: "A text in an expression looks like a password, key or token.",
    rationale: """
      Everybody who may look at the flow, its exports, its history and its debugger sees the secret. Keep it in the \
      credentials of an integration, of which data actions make use, and change it, since it is known now.

      Found are `Bearer` and `Basic` headers with their token, addresses with a password, JSON Web Tokens, keys of \
      Amazon, GitHub, Slack and Google, and private keys.
      """,
    bad: [
      .assignment(
        of: #"Append("key=", «"AKIAABCDEFGHIJKLMNOP"»)"#, declaring: ["Flow.result": "string"])
    ],
    good: [.assignment(of: #"Append("key=", Flow.key)"#, declaring: ["Flow.result": "string", "Flow.key": "string"])],
    since: "0.1.0")

  func check(_ expression: FlowExpression, in flow: LintedFlow) -> any Collection<Finding> {
    let tree = expression.tree
    guard expression.site.kind == .expression else { return [Finding]() }
    return tree.ids.compactMap { id -> Finding? in
      guard tree[id].kind == .string, tree[id].range.count >= 18, tree[id].range.count < 10_000,
        let kind = Secret.kind(in: tree.stringValue(of: id))
      else { return nil }
      return expression.finding(
        Self.metadata, certainty: .likely,
        "the text looks like \(kind); keep it in the credentials of an integration and change it", at: tree[id].range,
        in: flow)
    }
  }
}

/// The forms of secrets.
private enum Secret {
  /// What kind of secret stands in a text; nil where none is seen.
  static func kind(in text: String) -> String? {
    if text.contains("-----BEGIN"), text.contains("PRIVATE KEY") { return "a private key" }
    for word in text.split(whereSeparator: { $0.isWhitespace || "\"'&?;,<>()".contains($0) }) {
      if let kind = kind(ofWord: word) { return kind }
    }
    return header(in: text)
  }

  private static func kind(ofWord word: Substring) -> String? {
    let value = word.split(separator: "=", maxSplits: 1).last ?? word
    if value.hasPrefix("AKIA") || value.hasPrefix("ASIA"), value.utf8.count == 20, isToken(value) {
      return "a key of Amazon Web Services"
    }
    if ["ghp_", "gho_", "ghs_", "github_pat_"].contains(where: value.hasPrefix), value.utf8.count >= 36 {
      return "a token of GitHub"
    }
    if ["xoxb-", "xoxp-", "xoxa-"].contains(where: value.hasPrefix), value.utf8.count >= 24 {
      return "a token of Slack"
    }
    if value.hasPrefix("AIza"), value.utf8.count == 39, isToken(value) { return "a key of Google" }
    let parts = value.split(separator: ".", omittingEmptySubsequences: false)
    if parts.count == 3, value.hasPrefix("eyJ"), parts[1].hasPrefix("eyJ"), value.utf8.count >= 40 {
      return "a JSON Web Token"
    }
    return holdsPassword(word) ? "an address with a password" : nil
  }

  /// `https://user:password@host`; a password that is put in later is none.
  private static func holdsPassword(_ word: Substring) -> Bool {
    guard let scheme = word.firstRange(of: "://"), scheme.lowerBound != word.startIndex else { return false }
    let host = word[scheme.upperBound...].prefix { $0 != "/" }
    guard let at = host.lastIndex(of: "@"), let colon = host[..<at].firstIndex(of: ":") else { return false }
    let password = host[host.index(after: colon)..<at]
    return password.count >= 3 && !password.contains("{")
  }

  private static func header(in text: String) -> String? {
    let words = text.split(whereSeparator: { $0.isWhitespace || "\"':".contains($0) })
    for (word, next) in zip(words, words.dropFirst()) {
      switch word.lowercased() {
      case "bearer": if next.utf8.count >= 20, isToken(next), hasDigit(next) { return "a bearer token" }
      case "basic":
        if next.utf8.count >= 16, isToken(next), hasDigit(next) || next.hasSuffix("=") { return "a password" }
      default: break
      }
    }
    return nil
  }

  private static func hasDigit(_ text: Substring) -> Bool { text.utf8.contains { $0 >= 0x30 && $0 <= 0x39 } }

  private static func isToken(_ text: Substring) -> Bool {
    text.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
      default: "-._~+/=".utf8.contains(byte)
      }
    }
  }
}

public import Documents
import Expressions
public import SourceText

/// A text that goes into something named like a password, key or token: a variable, an input, an attribute or a header.
///
/// What only stands for a secret is none: a placeholder, a name, a word of explanation.
public struct NamedSecret: Sendable {
  /// What it goes into, as it is written.
  public let name: String
  /// The scalar that holds it.
  public let node: Node
  /// The bytes of the scalar's decoded text that are the secret.
  public let range: ByteRange
  /// The expression that it is a literal of; nil where it is all of the scalar.
  public let site: SiteID?
}

extension Flow {
  /// The secrets that their names tell.
  public var namedSecrets: [NamedSecret] {
    namedValues.flatMap { name, value -> [NamedSecret] in
      guard let kind = SecretName(name) else { return [] }
      switch value {
      case .literal(let node):
        return kind.secret(in: node.text ?? "").map { [NamedSecret(name: name, node: node, range: $0, site: nil)] }
          ?? []
      case .expression(let id):
        let tree = self[id].tree
        return tree.results.filter { tree[$0].kind == .string && tree[$0].range.count > 2 }.compactMap { literal in
          let start = Int(tree[literal].range.start) + 1
          let content = tree.text(ByteRange(start, Int(tree[literal].range.end) - 1))
          guard let found = kind.secret(in: content) else { return nil }
          let range = ByteRange(start + Int(found.start), start + Int(found.end))
          return NamedSecret(name: name, node: self[id].node, range: range, site: id)
        }
      case .absent, .unset, .binding, .other: return []
      }
    }
  }

  /// All values with the names of what they go into.
  public var namedValues: [(name: String, value: FlowValue)] {
    var values = variables.map { ($0.name, $0.initialValue) } + headers.map { ($0.name, .literal($0.value)) }
    for effects in actions.lazy.map(\.effects) {
      values += effects.assignments.map { (self[$0.target].text, $0.value) }
      values += effects.calls.flatMap(\.inputs).map { ($0.name, $0.value) }
      for write in effects.writes {
        if case .literal(let name) = write.name { values.append((name.text ?? "", write.value)) }
      }
    }
    return values
  }

  /// Lets a mask learn the secrets of the flow, by their forms and by the names of what they go into.
  ///
  /// - Parameter withDocument: whether those of the whole document are learnt too.
  /// - Returns: what of the document's text is to be hidden.
  public func learnSecrets(of mask: inout SecretMask, withDocument: Bool = true) -> [ByteRange] {
    learnSecrets(of: &mask, named: namedSecrets, withDocument: withDocument)
  }

  /// The same where the secrets that their names tell are known.
  package func learnSecrets(
    of mask: inout SecretMask, named secrets: [NamedSecret], withDocument: Bool
  ) -> [ByteRange] {
    var hidden = withDocument ? document.learnSecrets(of: &mask) : []
    for secret in secrets {
      let text = Array((secret.node.text ?? "").utf8)
      hidden += mask.learn(text, secrets: [secret.range]).map { secret.node.map.source(of: $0) }
    }
    return hidden
  }
}

extension SyntaxTree {
  /// The nodes that may give the value of the whole: the root, and the branches of a choice.
  fileprivate var results: [NodeID] {
    guard isValid, !nodes.isEmpty else { return [] }
    var results: [NodeID] = []
    var pending = [root]
    while let id = pending.popLast().map(unwrapped) {
      switch self[id].kind {
      case .conditional: pending += operands(of: id).dropFirst().reversed()
      case .call where function(of: id)?.isChoice == true: pending += operands(of: id).dropFirst().reversed()
      default: results.append(id)
      }
    }
    return results
  }
}

/// A name that says that what it names is a secret.
private struct SecretName {
  /// Whether people think of it and type it, so that it may be a word.
  private let isPassword: Bool

  /// Takes a name by its last words; nil where it names no secret.
  init?(_ name: String) {
    guard Self.mayEndSo(name), let words = NameWords(ofThing: name)?.words else { return nil }
    let word = words.joined()
    isPassword = Self.passwords.contains { word.hasSuffix($0) }
    guard isPassword || Self.keys.contains(where: word.hasSuffix) else { return nil }
  }

  /// Whether the letters of a name hold what the names of secrets end with: a look at bytes, which most names end at.
  private static func mayEndSo(_ name: String) -> Bool {
    let letters = String(unsafeUninitializedCapacity: name.utf8.count) { letters in
      var count = 0
      for byte in name.utf8 where (byte | 0x20) &- UInt8(ascii: "a") < 26 {
        letters[count] = byte | 0x20
        count += 1
      }
      return count
    }
    return endings.contains(where: letters.holds)
  }

  /// Each of ``passwords`` and ``keys`` ends with one of them, or with one and a plural.
  private static let endings = [
    "passw", "pwd", "phrase", "passcode", "secret", "token", "key", "credential", "authorization",
  ]

  private static let passwords = ["password", "passwd", "passwort", "pwd", "passphrase", "passcode"]
  private static let keys = [
    "secret", "token", "apikey", "accesskey", "secretkey", "privatekey", "sharedkey", "authkey", "signingkey",
    "encryptionkey", "subscriptionkey", "functionskey", "licensekey", "credential", "credentials", "authorization",
  ]

  /// The bytes of a text that are a secret, without the scheme that stands before it in headers; nil where it is none.
  func secret(in text: String) -> ByteRange? {
    var value = text[...]
    let parts = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2, Self.schemes.contains(parts[0].lowercased()) { value = parts[1] }
    let isStrong = value.contains(where: \.isNumber)
    let isMixed = value.contains(where: \.isUppercase) && value.contains(where: \.isLowercase)
    guard value.count >= 6, value.utf8.count < 10_000, !value.contains(where: \.isWhitespace),
      isPassword || isStrong || isMixed && value.count >= 12, !Self.isPlaceholder(value, isStrong: isStrong)
    else { return nil }
    let start = text.utf8.distance(from: text.startIndex, to: value.startIndex)
    return ByteRange(start, start + value.utf8.count)
  }

  private static let schemes: Set<String> = ["basic", "bearer", "apikey", "token", "key", "digest"]

  private static func isPlaceholder(_ value: Substring, isStrong: Bool) -> Bool {
    let lower = value.lowercased()
    if Set(lower).count < 4 || lower.hasPrefix("/") || lower.contains("://") { return true }
    if ["{{", "${", "$!", "<%"].contains(where: lower.contains) { return true }
    if let first = lower.first, let last = lower.last, ["<>", "[]", "%%", "{}", "()"].contains("\(first)\(last)") {
      return true
    }
    if ["flow.", "task.", "state.", "secure.", "call.", "__"].contains(where: lower.hasPrefix) { return true }
    let letters = lower.filter(\.isLetter)
    if Self.placeholders.contains(where: letters.contains) || letters.hasSuffix("here") { return true }
    // The name of a secret, such as that of a header.
    return !isStrong && (SecretName(String(value)) != nil || ["notset", "undefined", "unknown"].contains(letters))
  }

  private static let placeholders = [
    "changeme", "changeit", "placeholder", "your", "todo", "dummy", "example", "sample", "insert", "replace",
    "redacted",
    "removed", "fillin", "tobedefined",
  ]
}

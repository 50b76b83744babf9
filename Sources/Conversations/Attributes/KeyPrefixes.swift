/// What is put before a key on its way to the participant, or by one tool and not by another.
struct KeyPrefix: Sendable {
  /// The prefix as it is stored.
  let text: String
  /// Who puts it there.
  let author: String

  /// The prefixes that are known.
  static let all: [KeyPrefix] = [
    KeyPrefix(text: "context.", author: "web chat"),
    KeyPrefix(text: "conversationDetails.participantData.", author: "the agent's panel"),
    KeyPrefix(text: "ivr.", author: "the voice flow"),
    KeyPrefix(text: "dialer", author: "outbound dialing"),
  ]

  /// The key without the prefix, in any letter case; nil where it does not begin with it.
  func stripped(from key: String) -> String? {
    let scalars = key.unicodeScalars
    guard scalars.count > text.unicodeScalars.count else { return nil }
    let start = scalars.prefix(text.unicodeScalars.count)
    guard String(start).lowercased() == text.lowercased() else { return nil }
    return String(scalars.dropFirst(text.unicodeScalars.count))
  }
}

/// Two keys that are the same but for a prefix on one of them.
struct PrefixMatch {
  /// The prefix.
  let prefix: KeyPrefix
  /// Whether the stored key has it, and not the one that was asked for.
  let isOnFound: Bool
  /// Whether the rest is exactly the same.
  let isExact: Bool

  /// Compares two keys; nil where no prefix explains the difference.
  init?(asked: String, found: String) {
    for prefix in KeyPrefix.all {
      let bareAsked = prefix.stripped(from: asked)
      let bareFound = prefix.stripped(from: found)
      guard (bareAsked == nil) != (bareFound == nil) else { continue }
      let left = bareAsked ?? asked
      let right = bareFound ?? found
      let isSame = left.utf8.elementsEqual(right.utf8)
      guard isSame || NameLikeness(left, right).map({ $0 < .spelling }) ?? false else { continue }
      self.prefix = prefix
      isOnFound = bareFound != nil
      isExact = isSame
      return
    }
    return nil
  }
}

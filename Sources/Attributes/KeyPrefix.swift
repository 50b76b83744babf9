package import SourceText

/// What is put before a key on its way to the participant, or by one tool and not by another.
package struct KeyPrefix: Sendable {
  /// The prefix as it is stored.
  package let text: String
  /// Who puts it there; nil where that is not known.
  package let author: String?

  /// The prefix of what a guest of the old web chat enters.
  package static let webChat = KeyPrefix(text: "context.", author: "web chat")

  /// The prefixes that are known.
  static let all = [
    webChat, KeyPrefix(text: "conversationDetails.participantData.", author: "the agent's panel"),
    KeyPrefix(text: "ivr.", author: "the voice flow"), KeyPrefix(text: "dialer", author: "outbound dialing"),
  ]

  /// The known prefix that a key has, in any letter case; nil where it has none.
  package static func of(_ key: String) -> KeyPrefix? { all.first { $0.stripped(from: key) != nil } }

  /// The key without the prefix, in any letter case; nil where it does not begin with it.
  package func stripped(from key: String) -> String? {
    let scalars = key.unicodeScalars
    let start = String(scalars.prefix(text.unicodeScalars.count))
    guard scalars.count > text.unicodeScalars.count, start.lowercased() == text.lowercased() else { return nil }
    return String(scalars.dropFirst(text.unicodeScalars.count))
  }
}

/// Two keys that are the same but for a prefix on one of them.
package struct PrefixMatch {
  /// The prefix.
  package let prefix: KeyPrefix
  /// Whether the stored key has it, and not the one that was asked for.
  package let isOnFound: Bool
  /// How sure it is that the same is meant.
  package let certainty: Certainty

  /// Compares two keys; nil where no prefix explains the difference.
  package init?(asked: String, found: String) {
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
      certainty = isSame ? .certain : .likely
      return
    }
    // Tools have prefixes of their own: `Participant.CaseNumber` for `CaseNumber`.
    isOnFound = found.utf8.count > asked.utf8.count
    let (bare, whole) = isOnFound ? (asked, found) : (found, asked)
    guard !bare.isEmpty, whole.utf8.count > bare.utf8.count + 1,
      whole.utf8.suffix(bare.utf8.count + 1).elementsEqual(("." + bare).utf8)
    else { return nil }
    prefix = KeyPrefix(text: String(decoding: whole.utf8.dropLast(bare.utf8.count), as: UTF8.self), author: nil)
    certainty = .likely
  }
}

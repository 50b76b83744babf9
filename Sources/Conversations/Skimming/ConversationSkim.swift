import JSON

/// Reads ``SkimmedPaths`` off conversations, one after the other, and builds nothing of them.
///
/// What it tells is what ``ConversationEnvironment`` tells where no explanations are wanted. Where that takes more than one
/// look (several participants of a purpose, text inside of attributes, other shapes, numbers) it tells nothing.
package struct ConversationSkim: ~Copyable {
  /// What a path leads to.
  package enum Answer {
    case notSet
    /// A string's bytes between the quotes, as they are written, and whether there are escapes among them.
    case text(UnsafeBufferPointer<UInt8>, isEscaped: Bool)
    case boolean(Bool)
  }

  /// The answers for the last conversation, in the order of the paths; texts stand in its memory.
  package private(set) var answers: [Answer] = []

  /// Lines beyond this size are rare, and worth more care than memory for their tokens.
  private static let sizeLimit = 4 << 20

  private let paths: SkimmedPaths
  private var skimmer = JSONSkimmer()
  /// The values of members: of the conversation, of a participant, of the one of each purpose, of its attributes.
  private let values: UnsafeMutablePointer<JSONSkimmer.Token>
  private let valueCount: Int
  private let attributeCount: Int

  /// Creates a reader.
  package init(_ paths: SkimmedPaths) {
    self.paths = paths
    attributeCount = paths.purposes.map(\.attributes.count).max() ?? 0
    valueCount =
      paths.conversationKeys.count + paths.participantKeys.count * (1 + paths.purposes.count)
      + attributeCount * paths.purposes.count
    values = .allocate(capacity: max(1, valueCount))
  }

  deinit { values.deallocate() }

  private func participant(_ purpose: Int) -> UnsafeMutablePointer<JSONSkimmer.Token> {
    values + paths.conversationKeys.count + paths.participantKeys.count * (1 + purpose)
  }

  private func attributes(_ purpose: Int) -> UnsafeMutablePointer<JSONSkimmer.Token> {
    participant(paths.purposes.count) + attributeCount * purpose
  }

  /// Reads a line; false where nothing can be told about it. See ``JSONSkimmer/take(_:_:)``.
  package mutating func read(_ memory: UnsafePointer<UInt8>, _ range: Range<Int>) -> Bool {
    answers.removeAll(keepingCapacity: true)
    guard range.count <= Self.sizeLimit, skimmer.take(memory, range) else { return false }
    values.update(repeating: 0, count: valueCount)
    guard let end = skimmer.members(of: 0, paths.conversationKeys, values), skimmer.isEnd(end),
      values[paths.participants] != 0, findParticipants()
    else { return false }
    for number in paths.purposes.indices {
      let map = participant(number)[paths.attributes]
      guard map != 0, skimmer.first(map) == UInt8(ascii: "{") else { continue }
      guard skimmer.members(of: map, paths.purposes[number].attributes, attributes(number)) != nil else { return false }
    }
    for question in paths.questions {
      let value: JSONSkimmer.Token
      switch question {
      case .conversation(let field, let other):
        value = values[field] != 0 ? values[field] : other.map { values[$0] } ?? 0
      case .participant(let number, let field, let other):
        let found = participant(number)
        value = found[field] != 0 ? found[field] : other.map { found[$0] } ?? 0
      case .attribute(let number, let key, let shorter):
        let found = attributes(number)
        value = found[key]
        // The answer may stand in the text of a shorter key.
        if value == 0, shorter.contains(where: { found[$0] != 0 }) { return false }
      }
      guard let answer = answer(value) else { return false }
      answers.append(answer)
    }
    return true
  }

  /// Goes through the participants and keeps the members of the only one of each purpose; false where there are several.
  private func findParticipants() -> Bool {
    let current = values + paths.conversationKeys.count
    let count = paths.participantKeys.count
    return skimmer.eachObject(of: values[paths.participants]) { token in
      current.update(repeating: 0, count: count)
      guard let next = skimmer.members(of: token, paths.participantKeys, current) else { return nil }
      let purpose = current[paths.purpose]
      guard purpose != 0, skimmer.first(purpose) == UInt8(ascii: "\"") else { return next }
      let text = skimmer.content(of: purpose)
      if skimmer.hasEscapes, text.contains(UInt8(ascii: "\\")) { return nil }
      for number in paths.purposes.indices where isSame(text, paths.purposes[number].name) {
        let found = participant(number)
        // A participant has a purpose, so its token shows that there was one.
        guard found[paths.purpose] == 0 else { return nil }
        found.update(from: current, count: count)
      }
      return next
    }
  }

  /// Whether a text differs from one in small letters in letter case at most.
  private func isSame(_ text: UnsafeBufferPointer<UInt8>, _ name: [UInt8]) -> Bool {
    guard text.count == name.count else { return false }
    for place in name.indices {
      let byte = text[place]
      guard (byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte) == name[place] else { return false }
    }
    return true
  }

  private func answer(_ value: JSONSkimmer.Token) -> Answer? {
    guard value != 0 else { return .notSet }
    switch skimmer.first(value) {
    case UInt8(ascii: "\""):
      let text = skimmer.content(of: value)
      return .text(text, isEscaped: skimmer.hasEscapes && text.contains(UInt8(ascii: "\\")))
    case UInt8(ascii: "t"): return .boolean(true)
    case UInt8(ascii: "f"): return .boolean(false)
    case UInt8(ascii: "n"): return .notSet
    default: return nil
    }
  }
}

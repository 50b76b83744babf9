import Expressions
import JSON
import SourceText

/// What a path into a conversation leads to.
enum PathAnswer {
  case value(JSONNode)
  case absent(Cause)
}

/// The attribute that a path asks for.
struct AttributeQuestion {
  var key: String
  let purpose: String
  let choice: ParticipantChoice?
}

/// Follows one path into a conversation.
struct PathReader {
  let conversation: Conversation
  let path: AccessPath
  /// How one of several participants is picked, by purpose in lower case.
  let selectors: [String: ParticipantPreference.Selector]
  var diagnostics: [Diagnostic] = []
  var origin = Origin()
  /// Whether the answer is the value of an attribute, which Genesys Cloud stores as a string.
  var isAttribute = false
  /// The attribute that the path asks for, once it is known.
  var question: AttributeQuestion?

  init(_ path: AccessPath, in conversation: Conversation, selectors: [String: ParticipantPreference.Selector]) {
    self.path = path
    self.conversation = conversation
    self.selectors = selectors
  }

  /// Follows the path from its first word.
  mutating func read() -> PathAnswer {
    let steps = path.steps[...]
    if path.root.lowercased() == "participant" {
      return readParticipant(ofPurpose: "customer", steps)
    }
    guard let first = steps.first else { return .value(conversation.node) }
    switch first.name?.lowercased() {
    case "participants": return readParticipants(steps.dropFirst())
    case "from", "to": return readHeader(steps)
    default:
      return readField(of: conversation.node, at: conversation.level, aliases: ["id": conversation.idNode], steps)
    }
  }

  // MARK: Participants

  private mutating func readParticipants(_ steps: ArraySlice<AccessPath.Step>) -> PathAnswer {
    guard let first = steps.first else {
      return conversation.participantsNode.map { .value($0) } ?? .absent(.absent("the document lists no participants"))
    }
    let rest = steps.dropFirst()
    switch first {
    case .index(let index, _):
      guard conversation.participants.indices.contains(index) else {
        return .absent(.beyondEnd(index, of: "participants", count: conversation.participants.count))
      }
      return readParticipant(ParticipantChoice(conversation.participants[index], by: .index), rest)
    case .key(let name, _):
      if !conversation.isPurpose(name),
        let participant = conversation.participants.first(where: { $0.idNode?.isString(name) ?? false })
      {
        return readParticipant(ParticipantChoice(participant, by: .id), rest)
      }
      return readParticipants(ofPurpose: name, rest)
    case .member(let name, _): return readParticipants(ofPurpose: name, rest)
    case .dynamic: return .absent(.absent("the index is not known"))
    }
  }

  private mutating func readParticipants(
    ofPurpose purpose: String, _ steps: ArraySlice<AccessPath.Step>
  ) -> PathAnswer {
    guard conversation.isPurpose(purpose) else {
      let names = knownPurposes.union(conversation.participants.compactMap(\.purpose))
      let nearest = suggestion(nearestNames(to: purpose, among: names.sorted()))
      return .absent(.impossible("no participant has the purpose or the id ‘\(shortened(purpose))’\(nearest)"))
    }
    guard case .index(let index, _)? = steps.first else { return readParticipant(ofPurpose: purpose, steps) }
    let candidates = conversation.participants(withPurpose: purpose)
    guard candidates.indices.contains(index) else {
      return .absent(.beyondEnd(index, of: "participants of the purpose ‘\(purpose)’", count: candidates.count))
    }
    return readParticipant(ParticipantChoice(candidates[index], by: .index), steps.dropFirst())
  }

  private mutating func readParticipant(
    ofPurpose purpose: String, _ steps: ArraySlice<AccessPath.Step>
  ) -> PathAnswer {
    let selector = selectors[purpose.lowercased()] ?? .auto
    if let choice = conversation.choose(purpose, by: selector) { return readParticipant(choice, steps) }
    if steps.first?.name?.lowercased() == "attributes", let key = AttributeKey(steps.dropFirst()) {
      return explainAbsence(of: key, purpose: purpose, choice: nil)
    }
    guard conversation.participants(withPurpose: purpose).isEmpty else {
      return .absent(.impossible("no \(purpose) fits the choice that was made"))
    }
    if purpose.lowercased() == "customer" {
      return .absent(.noCustomer(holder: nil, key: "", conversation.participants(withPurpose: "external")))
    }
    return .absent(.absent("no \(purpose) takes part in the conversation"))
  }

  private mutating func readParticipant(
    _ choice: ParticipantChoice, _ steps: ArraySlice<AccessPath.Step>
  ) -> PathAnswer {
    let participant = choice.participant
    origin.participantID = participant.id
    origin.purpose = participant.purpose
    origin.chosenBy = choice.rule.rawValue
    guard let first = steps.first else { return .value(participant.node) }
    guard first.name?.lowercased() == "attributes" else {
      let aliases = ["id": participant.idNode, "purpose": participant.purposeNode]
      return readField(of: participant.node, at: participant.level, aliases: aliases, steps)
    }
    return readAttributes(of: choice, steps.dropFirst())
  }

  // MARK: Attributes

  private mutating func readAttributes(
    of choice: ParticipantChoice, _ steps: ArraySlice<AccessPath.Step>
  ) -> PathAnswer {
    let participant = choice.participant
    guard let key = AttributeKey(steps) else {
      guard steps.isEmpty else { return .absent(.impossible("attributes have names, no numbers")) }
      if let attributes = participant.attributes { return .value(attributes) }
      let isAnalytics = conversation.shape == .analytics && !conversation.hasAttributeMaps
      return .absent(isAnalytics ? .noAttributesInAnalytics(conversation) : .absent("it has no attributes"))
    }
    let purpose = participant.purpose ?? "participant"
    question = AttributeQuestion(key: key.text, purpose: purpose, choice: choice)
    if let attributes = participant.attributes, attributes[key.text]?.isNull != true,
      let answer = readAttribute(key, in: attributes)
    {
      if case .value = answer, participant.purpose != nil {
        noteOtherValues(of: key, besides: participant, purpose: purpose)
      }
      return answer
    }
    return explainAbsence(of: key, purpose: purpose, choice: choice)
  }

  /// Reads a key of a flat map, or what stands in the JSON text of a shorter key; nil where there is neither.
  private mutating func readAttribute(_ key: AttributeKey, in map: JSONNode) -> PathAnswer? {
    if let value = member(key.text, of: map, at: key.range) {
      isAttribute = true
      origin.pointer = value.pointer
      return readInside(value, key.text, key.rest)
    }
    for shorter in key.shorterKeys {
      guard let value = map[shorter.text], jsonContent(of: value) != nil else { continue }
      question?.key = shorter.text
      origin.pointer = value.pointer
      return readInside(value, shorter.text, shorter.rest)
    }
    return nil
  }

  /// Follows steps inside the JSON text of an attribute.
  private mutating func readInside(
    _ value: JSONNode, _ key: String, _ steps: ArraySlice<AccessPath.Step>
  ) -> PathAnswer {
    if value.isNull { return .absent(.blank(value, on: nil)) }
    guard let first = steps.first, let last = steps.last else { return .value(value) }
    guard let content = jsonContent(of: value) else {
      return .absent(.absent("‘\(shortened(key))’ holds no JSON text to read in", at: value))
    }
    isAttribute = false
    diagnostics.append(
      Diagnostic(
        .jsonText, .info, "read inside the JSON text of the attribute ‘\(shortened(key))’",
        at: first.range.union(last.range)))
    return walk(content, at: nil, steps, isInsideText: true)
  }

  /// The object or array that an attribute holds as text.
  private func jsonContent(of value: JSONNode) -> JSONNode? {
    if value.kind == .object || value.kind == .array { return value }
    guard let text = value.string,
      let first = text.utf8.first(where: { $0 > 0x20 }), first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    else { return nil }
    return try? JSONDocument(parsing: Array(text.utf8)).root
  }

  private mutating func explainAbsence(
    of key: AttributeKey, purpose: String, choice: ParticipantChoice?
  ) -> PathAnswer {
    question = AttributeQuestion(key: key.text, purpose: purpose, choice: choice)
    let diagnosis = AttributeDiagnosis(of: key.text, in: conversation, purpose: purpose, choice: choice)
    var cause = diagnosis.causes.first ?? .absent("the key is on no participant")
    let maps = choice.map { [$0.participant] } ?? conversation.participants(withPurpose: purpose)
    if let longer = key.isDotted ? maps.compactMap({ $0.attributes?.longerKey(than: key.text) }).first : nil {
      let hint = "write attributes[\(quoted(longer))]"
      cause.fix = hint
      diagnostics.append(
        Diagnostic(.keyNeedsBrackets, .warning, "no key ‘\(shortened(key.text))’; \(hint)", at: key.range))
    }
    return .absent(cause)
  }

  private mutating func noteOtherValues(of key: AttributeKey, besides participant: Participant, purpose: String) {
    guard let value = participant.attribute(key.text) else { return }
    for sibling in conversation.participants
    where sibling.position != participant.position && sibling.hasPurpose(purpose) {
      guard let other = sibling.attribute(key.text), !haveSameText(other, value) else { continue }
      diagnostics.append(
        Diagnostic(
          .otherValue, .warning,
          "\(sibling.shortName) has another value for ‘\(shortened(key.text))’ than \(participant.shortName)",
          at: path.range))
    }
  }

  // MARK: Other fields

  /// Reads `from` and `to`, which only the tutorial's documents have.
  private mutating func readHeader(_ steps: ArraySlice<AccessPath.Step>) -> PathAnswer {
    guard let first = steps.first, let name = first.name?.lowercased() else { return .value(conversation.node) }
    diagnostics.append(
      Diagnostic(
        .headerAttributes, .warning,
        "Architect never sees ‘conversation.\(name)’; read the participant: conversation.participants.customer.attributes",
        at: path.range))
    guard var node = member(name, of: conversation.node, at: first.range) else {
      return .absent(.impossible("this conversation has no ‘\(name)’; attributes are on its participants"))
    }
    var rest = steps.dropFirst()
    if case .index(let index, _)? = rest.first {
      guard let item = node[index] else { return .absent(.beyondEnd(index, of: name, count: node.count)) }
      node = item
      rest = rest.dropFirst()
    }
    let level = KnownFields.Level(name: "TutorialParty")
    guard rest.first?.name?.lowercased() == "attributes" else { return walk(node, at: level, rest) }
    guard let attributes = member("attributes", of: node, at: path.range) else {
      return .absent(.absent("it has no attributes", at: node))
    }
    guard let key = AttributeKey(rest.dropFirst()) else {
      return rest.count > 1 ? .absent(.impossible("attributes have names, no numbers")) : .value(attributes)
    }
    return readAttribute(key, in: attributes)
      ?? .absent(.absent("‘\(name)’ has no attribute ‘\(shortened(key.text))’", at: attributes))
  }

  /// Reads a field of a conversation or participant; `aliases` are names that each shape has under another name.
  private mutating func readField(
    of node: JSONNode, at level: KnownFields.Level, aliases: [String: JSONNode?], _ steps: ArraySlice<AccessPath.Step>
  ) -> PathAnswer {
    if let name = steps.first?.name, node[name] == nil, let alias = aliases[name] ?? nil {
      return walk(alias, at: nil, steps.dropFirst())
    }
    return walk(node, at: level, steps)
  }

  /// Follows steps through JSON.
  private mutating func walk(
    _ start: JSONNode, at startLevel: KnownFields.Level?, _ steps: ArraySlice<AccessPath.Step>,
    isInsideText: Bool = false
  ) -> PathAnswer {
    var node = start
    var level = startLevel
    var place = ""
    for step in steps {
      if node.isNull { return .absent(.absent("‘\(shortened(place))’ is null", at: isInsideText ? nil : node)) }
      switch step {
      case .index(let index, _):
        guard node.kind == .array else {
          return .absent(misstep(isInsideText, "\(description(node, place)) has no items"))
        }
        guard let item = node[index] else {
          return .absent(
            .beyondEnd(index, of: place.isEmpty ? "the array" : "‘\(shortened(place))’", count: node.count))
        }
        node = item
      case .member(let name, let range), .key(let name, let range):
        guard node.kind == .object else {
          let advice = node.kind == .array ? "; name an item, such as [0]" : ""
          return .absent(
            misstep(isInsideText, "\(description(node, place)) has no member ‘\(shortened(name))’\(advice)"))
        }
        guard let value = member(name, of: node, at: range) else {
          return .absent(isInsideText ? absentInText(name, node) : absentField(name, of: node, at: level, place))
        }
        node = value
        level = KnownFields.level(of: name, at: level)
        place = name
      case .dynamic:
        return .absent(.absent("the index is not known"))
      }
    }
    if !isInsideText { origin.pointer = node.pointer }
    return node.isNull ? .absent(.absent("it is null", at: isInsideText ? nil : node)) : .value(node)
  }

  private func misstep(_ isInsideText: Bool, _ message: String) -> Cause {
    isInsideText ? .absent(message) : .impossible(message)
  }

  private func description(_ node: JSONNode, _ place: String) -> String {
    let what = node.kind == .array ? "a list" : node.kind == .object ? "an object" : "a \(node.kind)"
    return place.isEmpty ? what : "‘\(shortened(place))’ is \(what) and"
  }

  private func absentInText(_ name: String, _ node: JSONNode) -> Cause {
    let nearest = suggestion(nearestNames(to: name, among: node.members.compactMap { $0.key.string }))
    return .absent("the JSON text has no member ‘\(shortened(name))’\(nearest)")
  }

  private func absentField(
    _ name: String, of node: JSONNode, at level: KnownFields.Level?, _ place: String
  ) -> Cause {
    let whole = place.isEmpty ? "" : " in ‘\(shortened(place))’"
    let isPossible = KnownFields.canHave(name, at: level)
    if isPossible, level != nil { return .absent("no ‘\(shortened(name))’\(whole)", at: node) }
    let names = Set(node.members.compactMap { $0.key.string }).union(level.flatMap { KnownFields.fields(of: $0) } ?? [])
    let nearest = suggestion(nearestNames(to: name, among: names.sorted()))
    return isPossible && nearest.isEmpty
      ? .absent("no ‘\(shortened(name))’\(whole)", at: node)
      : .impossible("there is no field ‘\(shortened(name))’\(whole)\(nearest)", at: node)
  }

  /// The member of an object, with a diagnostic where its key stands several times.
  private mutating func member(_ name: String, of node: JSONNode, at range: ByteRange) -> JSONNode? {
    var found: JSONNode?
    var count = 0
    for member in node.members where member.key.isString(name) {
      found = member.value
      count += 1
    }
    if count > 1 {
      diagnostics.append(
        Diagnostic(
          .duplicateKey, .warning, "the key ‘\(shortened(name))’ stands \(count) times; the last one counts", at: range)
      )
    }
    return found
  }
}

extension Conversation {
  /// Whether a word is a purpose, of these participants or of others.
  fileprivate func isPurpose(_ word: String) -> Bool {
    knownPurposes.contains(word.lowercased()) || participants.contains { $0.hasPurpose(word) }
  }
}

extension JSONNode {
  /// A key that goes on with `-` or a blank where another one ends.
  fileprivate func longerKey(than key: String) -> String? {
    members.lazy.compactMap { $0.key.string }.first { name in
      let rest = name.utf8.dropFirst(key.utf8.count)
      return name.utf8.starts(with: key.utf8) && (rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: " "))
    }
  }
}

/// A text as a string literal.
private func quoted(_ text: String) -> String {
  var literal = "\""
  for scalar in text.unicodeScalars {
    if scalar == "\"" || scalar == "\\" { literal.unicodeScalars.append("\\") }
    literal.unicodeScalars.append(scalar)
  }
  return literal + "\""
}

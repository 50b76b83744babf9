import Expressions
import JSON
import SourceText

/// Reading attributes, which are a flat map.
extension PathReader {
  mutating func readAttributes(
    of choice: ParticipantChoice, _ steps: ArraySlice<AccessPath.Step>
  ) -> PathAnswer {
    let participant = choice.participant
    guard let key = AttributeKey(steps) else {
      guard steps.isEmpty else { return .absent(.impossible("attributes have names, no numbers")) }
      if let attributes = participant.attributes { return .value(attributes) }
      let isAnalytics = conversation.shape == .analytics && !conversation.hasAttributeMaps
      return .absent(isAnalytics ? .noAttributesInAnalytics : .absent("it has no attributes"))
    }
    let purpose = explains ? participant.purpose ?? "participant" : ""
    if explains { question = AttributeQuestion(key: key.text, purpose: purpose, choice: choice) }
    if let attributes = participant.attributes, case let found = attributes.lookUp(key.text),
      found.value?.isNull != true, let answer = readAttribute(key, found, in: attributes)
    {
      if explains, case .value = answer, participant.purpose != nil {
        noteOtherValues(of: key, besides: participant, purpose: purpose)
      }
      return answer
    }
    return explainAbsence(of: key, purpose: purpose, choice: choice)
  }

  /// Reads a key of a flat map, or what stands in the JSON text of a shorter key; nil where there is neither.
  ///
  /// - Parameter found: what looking the key up in the map gives.
  mutating func readAttribute(
    _ key: AttributeKey, _ found: (value: JSONNode?, count: Int), in map: JSONNode
  ) -> PathAnswer? {
    if let value = found.value {
      noteDuplicates(of: key.text, found.count, at: key.range)
      isAttribute = true
      if explains { origin.pointer = value.pointer }
      return readInside(value, key.text, key.rest)
    }
    for shorter in key.shorterKeys {
      guard let value = map[shorter.text], jsonContent(of: value) != nil else { continue }
      question?.key = shorter.text
      if explains { origin.pointer = value.pointer }
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

  mutating func explainAbsence(
    of key: AttributeKey, purpose: String, choice: ParticipantChoice?
  ) -> PathAnswer {
    guard explains else { return .absent(.unexplained) }
    question = AttributeQuestion(key: key.text, purpose: purpose, choice: choice)
    let diagnosis = AttributeDiagnosis(of: key.text, in: conversation, purpose: purpose, choice: choice)
    var cause = diagnosis.causes.first ?? .absent("the key is on no participant")
    if cause.certainty == .possible,
      let shorter = key.shorterKeys.first(where: { choice?.participant.attribute($0.text) != nil })
    {
      cause.message = "no key ‘\(shortened(key.text))’, and ‘\(shortened(shorter.text))’ holds no JSON text"
    }
    let maps = choice.map { [$0.participant] } ?? conversation.participants(withPurpose: purpose)
    if let longer = key.isDotted ? maps.compactMap({ $0.attributes?.longerKey(than: key.text) }).first : nil {
      let hint = "write attributes[\(StringLiteral.quoted(longer))]"
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

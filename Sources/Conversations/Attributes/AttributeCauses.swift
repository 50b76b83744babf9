import JSON
import SourceText

/// The causes of ``AttributeDiagnosis`` in words.
extension Cause {
  /// Nothing in an analytics result carries attributes.
  static func noAttributesInAnalytics(_ conversation: Conversation) -> Cause {
    Cause(
      "RC-14", .certain, "this analytics result has no attributes on any participant",
      fix: "ask for the conversation itself; details queries leave attributes out, a job shows those that were set")
  }

  /// The value is there, but blank.
  static func blank(_ value: JSONNode, on participant: Participant?) -> Cause {
    let what = value.isNull ? "null" : value.string?.isEmpty ?? false ? "empty" : "nothing but blanks"
    return Cause(
      "RC-08", .certain, "there, but \(what)", pointer: value.pointer, participantID: participant?.id,
      purpose: participant?.purpose, fix: "look at where the value is set: what it was taken from had none")
  }

  /// There is no customer; `heirs` are the participants that stand in for it.
  static func noCustomer(holder: Participant?, key: String, _ heirs: [Participant], in conversation: Conversation)
    -> Cause
  {
    guard conversation.participants.contains(where: { $0.purpose != nil }) || conversation.participants.isEmpty else {
      return Cause(
        "RC-03", .possible, "the document does not tell who the customer is",
        fix: "name the participant by its id: conversation.participants[\"…\"]")
    }
    let heir = holder ?? heirs.first
    let message =
      holder.map { "there is no customer; it is on \($0.shortName)" }
      ?? "there is no customer" + (heir.map { "; \($0.shortName) takes its part" } ?? "")
    return Cause(
      "RC-03", .certain, message, pointer: holder?.attribute(key)?.pointer, participantID: heir?.id,
      purpose: heir?.purpose,
      fix: "read the customer, else the external participant, else the user who began; or call on behalf of a queue")
  }

  /// Another participant of the purpose has the key.
  static func onSibling(
    _ holder: Participant, key: String, purpose: String, choice: ParticipantChoice?, in conversation: Conversation
  ) -> Cause {
    let other = choice.map { ", not on \($0.reason), \($0.participant.shortID)" } ?? ""
    return Cause(
      "RC-04", .certain, "on \(holder.shortName)\(other)", pointer: holder.attribute(key)?.pointer,
      participantID: holder.id, purpose: holder.purpose,
      fix: "copy it to the \(purpose) that goes on"
        + (choice.map { ", with " + command(setting: key, on: $0.participant, in: conversation) } ?? "")
        + ", or read all of them and take the first that has it")
  }

  /// The chosen participant has the key, another one of the purpose has it with another value.
  static func otherValue(on holder: Participant, key: String, purpose: String) -> Cause {
    Cause(
      "RC-04", .certain, "\(holder.shortName) holds another value", pointer: holder.attribute(key)?.pointer,
      participantID: holder.id, purpose: holder.purpose, fix: "make sure which \(purpose) the flow reads")
  }

  /// A participant of another purpose has the key.
  static func onWrongParticipant(
    _ holder: Participant, key: String, purpose: String, target: Participant?, in conversation: Conversation
  ) -> Cause {
    let fix = target.map { target in
      "write it to the \(purpose): \(command(setting: key, on: target, in: conversation))"
    }
    return Cause(
      "RC-02", holder.purpose == nil ? .possible : .certain, "on \(holder.shortName), not on the \(purpose)",
      pointer: holder.attribute(key)?.pointer,
      participantID: holder.id, purpose: holder.purpose, fix: fix)
  }

  /// A key differs in letter case, blanks, separators or spelling.
  static func otherName(
    _ likeness: NameLikeness, found: String, _ value: JSONNode, on participant: Participant
  ) -> Cause {
    Cause(
      "RC-05", likeness.certainty, "the key is ‘\(shortened(found))’; they differ in \(likeness.difference)",
      foundKey: found, pointer: value.pointer, participantID: participant.id, purpose: participant.purpose,
      fix: "read \(quotedName(found)), or write it by the name that is read; names are compared letter by letter")
  }

  /// A key differs by a prefix.
  static func prefix(_ match: PrefixMatch, found: String, _ value: JSONNode, on participant: Participant) -> Cause {
    let reason =
      match.isOnFound
      ? "\(match.prefix.author) puts ‘\(match.prefix.text)’ before it"
      : (participant.hasWebMessaging && match.prefix.text == "context." ? "web messaging stores it " : "")
        + "without ‘\(match.prefix.text)’ before it"
    return Cause(
      "RC-06", match.isExact ? .certain : .likely, "the key is ‘\(shortened(found))’: \(reason)", foundKey: found,
      pointer: value.pointer, participantID: participant.id, purpose: participant.purpose,
      fix: "read \(quotedName(found))")
  }

  /// The key stands in the document, but on no participant.
  static func outsideParticipants(_ value: JSONNode, in conversation: Conversation) -> Cause {
    let pointer = value.pointer
    return Cause(
      "RC-01T", .certain, "only at \(shortened(pointer)), which Architect never sees", pointer: pointer,
      fix: "put it on the customer participant, or send it as custom attributes of a web message")
  }

  /// The key is nowhere.
  static func nowhere(
    _ key: String, target: Participant?, in conversation: Conversation, now: Timestamp?
  ) -> Cause {
    let isEmpty = conversation.participants.allSatisfy { ($0.attributes?.count ?? 0) == 0 }
    var message = isEmpty ? "no participant has any attribute" : "on no participant"
    if conversation.isLive {
      message += ": never set, or not landed yet"
      if let now, let start = conversation.startTime {
        let age = now.microseconds.subtractingReportingOverflow(start.microseconds).partialValue / 1_000_000
        if (0..<60).contains(age) { message += " (\(age) s after the start)" }
      }
    } else {
      message += ": never set, or set after the end"
    }
    var fix = "set it before it is read, then read again until it has landed"
    if conversation.isLive, let target {
      fix += "; by hand: " + command(setting: key, on: target, in: conversation)
    }
    return Cause("RC-01", .possible, message, fix: fix)
  }

  /// The key is on a participant that was brought in, or is asked of one.
  static func sideLeg(_ leg: SideLeg, _ participant: Participant, holder: Participant, key: String) -> Cause {
    let what: String
    switch leg.kind {
    case .consulted: what = "the one consulted"
    case .monitoring: what = "there to monitor"
    case .coaching: what = "there to coach"
    case .barging: what = "there to barge in"
    }
    let isHolder = participant.position == holder.position
    let place = isHolder ? "it is on" : "asked of"
    return Cause(
      "RC-11", .certain, "\(place) \(participant.shortName), \(what): attributes are not copied between legs",
      pointer: holder.attribute(key)?.pointer, participantID: participant.id, purpose: participant.purpose,
      fix: isHolder
        ? "write it to the customer, who stays when the leg ends" : "read it from \(holder.shortName)")
  }
}

/// The command that writes an attribute to a participant.
private func command(setting key: String, on participant: Participant, in conversation: Conversation) -> String {
  let id = conversation.id.map(shellWord) ?? "ID"
  let target = participant.id.map { " --participant " + shellWord($0) } ?? ""
  return "plumb cloud attributes set \(id) \(shellWord(key))=…\(target)"
}

/// A name in quotes, with what is not seen in it made visible.
private func quotedName(_ name: String) -> String {
  var text = ""
  for scalar in name.unicodeScalars {
    let isSeen = scalar.isASCII || !(scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint)
    text += isSeen ? String(scalar) : "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
  }
  return "‘\(text)’"
}

extension Participant {
  /// Whether one of its legs is web messaging.
  fileprivate var hasWebMessaging: Bool {
    legs.contains { $0.node["type"]?.string == "webmessaging" || $0.node["messageType"]?.string == "webmessaging" }
  }
}

extension ParticipantChoice {
  /// Why it was chosen, for a message.
  var reason: String {
    switch rule {
    case .only: "the only one"
    case .live: "the live one"
    case .flow: "the one connected to the flow"
    case .attributes: "the only one with attributes"
    case .last: "the last one"
    case .explicit, .index, .id: "the one asked for"
    }
  }
}

/// Causes of other values.
extension Cause {
  /// Something that could be there is not.
  static func absent(_ message: String, at node: JSONNode? = nil) -> Cause {
    Cause("ABSENT", .certain, message, pointer: node?.pointer)
  }

  /// The question names nothing that a conversation can have.
  static func impossible(_ message: String, at node: JSONNode? = nil) -> Cause {
    Cause("RC-00", .certain, message, pointer: node?.pointer)
  }

  /// An index is beyond the end of a list.
  static func beyondEnd(_ index: Int, of list: String, count: Int) -> Cause {
    .impossible(
      "index \(index) is beyond the end of \(list), \(count == 1 ? "which has 1" : "of which there are \(count)")")
  }
}

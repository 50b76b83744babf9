import Attributes
import JSON
import SourceText

/// The causes of ``AttributeDiagnosis`` in words.
extension Cause {
  /// Nothing in an analytics result carries attributes.
  static let noAttributesInAnalytics = Cause(
    "RC-14", .certain, "this analytics result has no attributes on any participant",
    fix: "ask for the conversation itself; details queries leave attributes out, a job shows those that were set")

  /// The value is there, but blank.
  static func blank(_ value: JSONNode, on participant: Participant?) -> Cause {
    let what = value.isNull ? "null" : value.string?.isEmpty ?? false ? "empty" : "nothing but blanks"
    return Cause(
      "RC-08", .certain, "there, but \(what)", at: value, on: participant,
      fix: "look at where the value is set: what it was taken from had none")
  }

  /// There is no customer.
  ///
  /// - Parameters:
  ///   - heirs: the participants that stand in for it.
  ///   - holder: a participant that has the key; nil where none has.
  static func noCustomer(holder: Participant?, key: String, _ heirs: [Participant], in conversation: Conversation)
    -> Cause
  {
    guard conversation.participants.contains(where: { $0.purpose != nil }) || conversation.participants.isEmpty else {
      return Cause(
        "RC-03", .possible, "the document does not tell who the customer is",
        fix: "name the participant by its id: conversation.participants[\"…\"]")
    }
    var message = "there is no customer"
    if let holder { message += "; it is on \(holder.shortName)" }
    if let heir = heirs.first, !heirs.contains(where: { $0.position == holder?.position }) {
      message +=
        holder == nil ? "; \(heir.shortName) takes its part" : ", and \(heir.shortName) takes the customer's part"
    }
    return Cause(
      "RC-03", .certain, message, at: holder?.attribute(key), on: holder ?? heirs.first,
      fix: "read the customer, else the external participant, else the user who began; or call on behalf of a queue")
  }

  /// Another participant of the purpose has the key.
  static func onSibling(
    _ holder: Participant, key: String, purpose: String, choice: ParticipantChoice?, in conversation: Conversation
  ) -> Cause {
    let other = choice.map { ", not on \($0.reason), \($0.participant.shortID)" } ?? ""
    return Cause(
      "RC-04", .certain, "on \(holder.shortName)\(other)", at: holder.attribute(key), on: holder,
      fix: "copy it to the \(purpose) that goes on"
        + (choice.map { ", with " + command(setting: key, on: $0.participant, in: conversation) } ?? "")
        + ", or read all of them and take the first that has it")
  }

  /// The chosen participant has the key, another one of the purpose has it with another value.
  static func otherValue(on holder: Participant, key: String, purpose: String) -> Cause {
    Cause(
      "RC-04", .certain, "\(holder.shortName) holds another value", at: holder.attribute(key), on: holder,
      fix: "make sure which \(purpose) the flow reads")
  }

  /// A participant of another purpose has the key.
  static func onWrongParticipant(
    _ holder: Participant, key: String, purpose: String, target: Participant?, in conversation: Conversation
  ) -> Cause {
    Cause(
      "RC-02", holder.purpose == nil ? .possible : .certain, "on \(holder.shortName), not on the \(purpose)",
      at: holder.attribute(key), on: holder,
      fix: target.map { "write it to the \(purpose): \(command(setting: key, on: $0, in: conversation))" })
  }

  /// A key differs in letter case, blanks, separators or spelling.
  static func otherName(
    _ likeness: NameLikeness, found: String, _ value: JSONNode, on participant: Participant
  ) -> Cause {
    Cause(
      "RC-05", likeness.certainty, "the key is ‘\(shortened(found))’; they differ in \(likeness.difference)",
      foundKey: found, at: value, on: participant,
      fix: "read \(quotedName(found)), or write it by the name that is read; names are compared letter by letter")
  }

  /// A key differs by a prefix.
  static func prefix(_ match: PrefixMatch, found: String, _ value: JSONNode, on participant: Participant) -> Cause {
    let prefix = "‘\(shortened(match.prefix.text))’"
    let isBareInWebMessaging = participant.hasWebMessaging && match.prefix.text == KeyPrefix.webChat.text
    let reason =
      !match.isOnFound
      ? "\(isBareInWebMessaging ? "web messaging stores it " : "")without \(prefix) before it"
      : match.prefix.author.map { "\($0) puts \(prefix) before it" } ?? "with \(prefix) before it"
    return Cause(
      "RC-06", match.certainty, "the key is ‘\(shortened(found))’: \(reason)", foundKey: found, at: value,
      on: participant, fix: "read \(quotedName(found))")
  }

  /// The key stands in the document, but on no participant.
  static func outsideParticipants(_ value: JSONNode) -> Cause {
    Cause(
      "RC-01T", .certain, "only at \(shortened(value.pointer)), which Architect never sees", at: value,
      fix: "put it on the customer participant, or send it as custom attributes of a web message")
  }

  /// The key is the name of a field that tells of the interaction.
  static func field(_ field: InteractionField, _ value: JSONNode, of participant: Participant?, key: String) -> Cause {
    let built = field.variable.map { ", which Architect has as \($0)" } ?? ""
    return Cause(
      "RC-01T", .certain, "only at \(shortened(value.pointer)): a field\(built), no attribute", at: value,
      on: participant,
      fix: "read \(field.variable ?? "the field") where it is needed, or set it as an attribute: "
        + "Set Participant Data with the name ‘\(shortened(key))’")
  }

  /// The key is nowhere.
  static func nowhere(
    _ key: String, target: Participant?, in conversation: Conversation, now: Timestamp?
  ) -> Cause {
    let isEmpty = conversation.participants.allSatisfy { ($0.attributes?.count ?? 0) == 0 }
    var message = isEmpty ? "no participant has any attribute" : "on no participant"
    var fix = "set it before it is read, then read again until it has landed"
    if conversation.isLive {
      message += ": never set, or not landed yet"
      if let age = now.flatMap({ now in conversation.startTime.map { (now - $0).components.seconds } }),
        (0..<60).contains(age)
      {
        message += " (\(age) s after the start)"
      }
      if let target { fix += "; by hand: " + command(setting: key, on: target, in: conversation) }
    } else {
      message += ": never set, or set after the end"
    }
    return Cause("RC-01", .possible, message, fix: fix)
  }

  /// The key is on a participant that was brought in, or is asked of one.
  static func sideLeg(_ leg: SideLeg, _ participant: Participant, holder: Participant, key: String) -> Cause {
    let isHolder = participant.position == holder.position
    var cause = Cause(
      "RC-11", .certain,
      "\(isHolder ? "it is on" : "asked of") \(participant.shortName), \(leg.role): attributes are not copied between legs",
      at: holder.attribute(key), on: participant,
      fix: "write it to the customer, who stays when the leg ends")
    if !isHolder { cause.fix = "read it from \(holder.shortName)" }
    return cause
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
  let text = name.replacingScalars { scalar in
    let isSeen = scalar.isASCII || !(scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint)
    return isSeen ? nil : "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
  }
  return "‘\(text)’"
}

extension Participant {
  /// Whether one of its legs is web messaging.
  fileprivate var hasWebMessaging: Bool {
    legs.contains { $0.node["type"]?.string == "webmessaging" || $0.node["messageType"]?.string == "webmessaging" }
  }
}

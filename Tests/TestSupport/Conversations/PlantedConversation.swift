/// A conversation into which one cause of a missing attribute was put.
public struct PlantedConversation: Sendable {
  /// What is asked of it.
  public enum Question: Hashable, Sendable {
    /// An attribute of the customer.
    case key(String)
    /// A path.
    case expression(String)
  }

  /// The cause that was put in, such as `RC-02`.
  public let cause: String
  /// What is asked.
  public let question: Question
  /// The conversation.
  public let draft: ConversationDraft
  /// The causes that are true of it: only these may be called certain.
  public let truths: Set<String>

  /// The document.
  public var text: String { draft.text }
  /// Shape, medium and question, for a message.
  public var description: String {
    "\(cause) \(draft.shape) \(draft.medium)\(draft.hasEnded ? " ended" : "") \(question)"
  }

  /// The causes that can be planted.
  public static let causes = [
    "RC-00", "RC-01", "RC-01T", "RC-02", "RC-03", "RC-04", "RC-05", "RC-06", "RC-07", "RC-08", "RC-09", "RC-10",
    "RC-11", "RC-12", "RC-13", "RC-14",
  ]

  /// Conversations with one cause: the same for the same seed.
  public static func variants(of cause: String, count: Int, seed: UInt64) -> [PlantedConversation] {
    var planter = CausePlanter(generator: SeededGenerator(seed: seed))
    return (0..<count).map { planter.plant(cause, variant: $0) }
  }
}

/// Puts causes into conversations that are otherwise in order.
struct CausePlanter {
  var generator: SeededGenerator

  private typealias Draft = ConversationDraft
  private typealias Person = ConversationDraft.Person

  private static let keys = [
    "custom_order_id", "user_tier", "crm_case_id", "Preferred Language", "accountNumber", "callReason",
    "loyalty-level", "escalation.reason",
  ]
  private static let noise = ["greetingVersion", "pageDepth", "surveyOptIn", "weatherZone", "Bäckerei"]

  mutating func plant(_ cause: String, variant: Int) -> PlantedConversation {
    let key = pick(Self.keys)
    var draft = Draft()
    draft.number = variant + 1
    draft.medium = pick(Draft.Medium.allCases)
    var question = PlantedConversation.Question.key(key)
    var truths: Set<String> = [cause]
    switch cause {
    case "RC-00":
      arrange(&draft, in: Draft.Shape.allCases)
      question = .expression(pick(Self.impossiblePaths))
    case "RC-01":
      arrange(&draft, in: Draft.Shape.allCases)
      addNoise(to: &draft, on: 0)
      truths = []
    case "RC-01T": plantOutside(key, in: &draft)
    case "RC-02":
      arrange(&draft, in: Draft.Shape.allCases)
      draft.people[Int.random(in: 1..<draft.people.count, using: &generator)].attributes?.append((key, "\"v\""))
    case "RC-03": plantWithoutCustomer(key, in: &draft)
    case "RC-04": plantOnSibling(key, in: &draft)
    case "RC-05":
      arrange(&draft, in: Draft.Shape.allCases)
      draft.people[0] = draft.people[0].with(likeness(of: key), "v")
    case "RC-06": question = .key(plantPrefix(key, in: &draft))
    case "RC-07":
      arrange(&draft, in: [.conversation, .tutorial], ended: true)
      if variant % 3 > 0 { draft.people[0] = draft.people[0].with(key, "v") } else { addNoise(to: &draft, on: 0) }
    case "RC-08":
      arrange(&draft, in: [.conversation, .media, .event, .analytics, .search], ended: false)
      draft.people[0] = draft.people[0].with(key, json: pick(Self.uselessValues))
    case "RC-09": plantCutValue(key, in: &draft)
    case "RC-10":
      arrange(&draft, in: Draft.Shape.allCases)
      for _ in 0...Int.random(in: 0...2, using: &generator) {
        let person = Int.random(in: 0..<draft.people.count, using: &generator)
        let name = pick(Self.systemKeys)
        if draft.people[person].attributes?.contains(where: { $0.name == name }) == false {
          draft.people[person] = draft.people[person].with(name, "5")
        }
      }
    case "RC-11":
      truths = ["RC-11", "RC-02"]
      question = plantSideLeg(key, in: &draft)
    case "RC-12":
      truths = []
      plantLink(in: &draft)
    case "RC-13":
      truths = []
      arrange(&draft, in: [.conversation, .media, .event, .analytics])
      addNoise(to: &draft, on: 0)
      let id = quoted(draft.personID(9))
      draft.people[0].members.append(
        draft.shape == .media ? ("externalContact", object([("id", id)])) : ("externalContactId", id))
    default:
      arrange(&draft, in: [.analytics])
      for index in draft.people.indices { draft.people[index].attributes = nil }
    }
    return PlantedConversation(cause: cause, question: question, draft: draft, truths: truths)
  }

  // MARK: Parts

  private mutating func pick<Element>(_ choices: [Element]) -> Element {
    choices[Int.random(in: 0..<choices.count, using: &generator)]
  }

  /// A customer, and others in the order in which they join.
  private mutating func arrange(_ draft: inout Draft, in shapes: [Draft.Shape], ended: Bool? = nil) {
    draft.shape = pick(shapes)
    draft.hasEnded = ended ?? (draft.shape != .event && draft.shape != .search && Bool.random(using: &generator))
    draft.people = [Person("customer")]
    var ivr = Person("ivr")
    ivr.isLive = false
    ivr.peer = 0
    if Bool.random(using: &generator) { draft.people.append(ivr) }
    if Bool.random(using: &generator) {
      var acd = Person("acd")
      acd.isLive = false
      draft.people.append(acd)
    }
    draft.people.append(Person("agent"))
  }

  private mutating func addNoise(to draft: inout Draft, on person: Int) {
    guard Bool.random(using: &generator) else { return }
    draft.people[person] = draft.people[person].with(pick(Self.noise), "v")
  }

  private mutating func plantOutside(_ key: String, in draft: inout Draft) {
    arrange(&draft, in: [.tutorial, .conversation], ended: false)
    let map = object([(key, "\"v\"")])
    if draft.shape == .tutorial {
      let place = pick(["from", "to"])
      let party = object([("id", "\"x\""), ("type", "\"user\""), ("attributes", map)])
      draft.members.append((place, place == "to" ? "[\(party)]" : party))
    } else if Bool.random(using: &generator) {
      draft.members.append(("attributes", map))
    } else {
      draft.medium = .messages
      draft.people[0].legMembers.append(("messages", "[\(object([("messageMetadata", map)]))]"))
    }
  }

  private mutating func plantWithoutCustomer(_ key: String, in draft: inout Draft) {
    draft.shape = pick([.conversation, .media, .event, .analytics])
    draft.hasEnded = draft.shape == .conversation && Bool.random(using: &generator)
    draft.people = [Person("user"), Person(pick(["external", "user", "external"]))]
    if Bool.random(using: &generator) { draft.people.append(Person("acd")) }
    let holder = draft.people[1].purpose == "external" ? 1 : 0
    if Int.random(in: 0..<4, using: &generator) > 0 { draft.people[holder] = draft.people[holder].with(key, "v") }
  }

  /// Two customers; the one that is meant has nothing.
  private mutating func plantOnSibling(_ key: String, in draft: inout Draft) {
    draft.shape = pick([.conversation, .media, .analytics])
    draft.hasEnded = draft.shape == .conversation && Bool.random(using: &generator)
    var first = Person("customer").with(key, "v")
    first.isLive = false
    var last = Person("customer")
    if Bool.random(using: &generator) { last = last.with(pick(Self.noise), "v") }
    var flow = Person(pick(["ivr", "workflow", "botflow"]))
    flow.isLive = false
    // In a conversation that goes on the live one is meant, else the one that the flow is connected to.
    flow.peer = 2
    draft.people = [first, flow, last, Person("agent")]
  }

  private mutating func likeness(of key: String) -> String {
    let letters = Array(key)
    switch Int.random(in: 0..<8, using: &generator) {
    case 0: return key == key.uppercased() ? key.lowercased() : key.uppercased()
    case 1: return key + pick([" ", "\t", "\u{A0}", "  "])
    case 2: return " " + key.lowercased()
    case 3:
      // Full width letters.
      return String(
        String.UnicodeScalarView(
          key.unicodeScalars.map { ("A"..."z").contains($0) ? Unicode.Scalar($0.value + 0xFEE0) ?? $0 : $0 }))
    case 4: return key.replacing("a", with: "а").replacing("o", with: "о").replacing("e", with: "е")
    case 5:
      let bare = String(letters.filter { $0 != "_" && $0 != "-" && $0 != "." && $0 != " " })
      return bare == key
        ? "account_Number" == key ? key : String(letters.prefix(4)) + "_" + String(letters.dropFirst(4)) : bare
    case 6: return String(letters.prefix(3)) + "\u{200B}" + String(letters.dropFirst(3))
    default:
      var swapped = letters
      swapped.remove(at: 4)
      return String(swapped)
    }
  }

  /// Gives what is asked for.
  private mutating func plantPrefix(_ key: String, in draft: inout Draft) -> String {
    arrange(&draft, in: [.conversation, .media, .event, .analytics, .tutorial])
    let prefix = pick(["context.", "conversationDetails.participantData.", "ivr."])
    if Bool.random(using: &generator) {
      draft.people[0] = draft.people[0].with(prefix + key, "v")
      return key
    }
    draft.people[0] = draft.people[0].with(key, "v")
    return prefix + key
  }

  private mutating func plantCutValue(_ key: String, in draft: inout Draft) {
    arrange(&draft, in: [.conversation, .media, .event, .analytics], ended: false)
    func letters(_ count: Int) -> String { quoted(String(repeating: "x", count: count)) }
    switch Int.random(in: 0..<3, using: &generator) {
    case 0 where draft.shape == .analytics: draft.people[0] = draft.people[0].with(key, json: letters(1024))
    case 1:
      draft.people.append(Person("botflow"))
      draft.people[0] = draft.people[0].with(key, json: letters(Int.random(in: 257..<900, using: &generator)))
    case 2: draft.people[0] = draft.people[0].with(key, "{\"items\":[{\"name\":\"ta")
    default:
      draft.people[0] = draft.people[0].with(key, json: letters(Int.random(in: 1025..<4000, using: &generator)))
    }
  }

  private mutating func plantSideLeg(_ key: String, in draft: inout Draft) -> PlantedConversation.Question {
    arrange(&draft, in: [.conversation, .media, .event], ended: false)
    let asking = draft.people.count - 1
    let side = asking + 1
    let id = quoted(draft.personID(side))
    draft.people.append(Person("agent"))
    switch Int.random(in: 0..<3, using: &generator) {
    case 0: draft.people[asking].members.append(("consultParticipantId", id))
    case 1:
      draft.people[asking].members.append(("consultParticipantId", id))
      draft.people[side].members.append(("consultParticipantId", id))
    default:
      let field = pick(["monitoredParticipantId", "coachedParticipantId", "bargedParticipantId"])
      draft.people[side].members.append((field, quoted(draft.personID(asking))))
    }
    if Bool.random(using: &generator) {
      draft.people[side] = draft.people[side].with(key, "v")
      return .key(key)
    }
    draft.people[0] = draft.people[0].with(key, "v")
    return .expression("conversation.participants.agent[1].attributes[\(quoted(key))]")
  }

  private mutating func plantLink(in draft: inout Draft) {
    let other = quoted("0badcafe-1111-4222-8333-\(draft.number + 100_000_000_000)")
    arrange(&draft, in: [.conversation, .media, .event, .analytics])
    addNoise(to: &draft, on: 0)
    switch Int.random(in: 0..<3, using: &generator) {
    case 0 where draft.shape == .conversation: draft.members.append(("conversationIds", "[\(other)]"))
    case 1 where draft.shape == .conversation:
      draft.medium = .calls
      draft.people[draft.people.count - 1].medium = .messages
    default:
      draft.people[0] = draft.people[0].with(
        pick(["ogConversationId", "original_conversation", "Parent Conversation"]), json: other)
    }
  }

  private static let impossiblePaths = [
    "conversation.participants.custmer.attributes.user_tier", "conversation.participants.agnet.attributes.x",
    "conversation.participants[9].attributes.user_tier", "conversation.participants.customer[4].attributes.user_tier",
    "conversation.participants[\"nobody\"].attributes.x", "conversation.partcipants",
    "conversation.participants.clients.id",
  ]

  private static let uselessValues = [
    "\"\"", "\"  \"", "null", "\"\\t\"", "\"null\"", "\"undefined\"", "\"NOT_SET\"", "\"[object Object]\"",
    "\"${Flow.tier}\"", "\"{{tier}}\"",
  ]

  private static let systemKeys = [
    "context._genesys_OS", "context._genesys_url", "context.genesys.legacyRoutingTargetQueueAddress",
    "ivr.DistributionGroup", "ivr.Skills", "ivr.Priority", "conferenceInitiator", "consultInitiator", "SF_URLPop",
    "dialerContactListId",
  ]
}

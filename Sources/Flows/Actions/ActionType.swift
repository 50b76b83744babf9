/// One type of action, or one kind of choice of a menu: what it is called, what it does, how a flow goes on after it,
/// and how surely that is known.
///
/// Readers, control flow, rules, causes and `grammar/actions.md` ask this table; no other place names an action's type.
public final class ActionType: Sendable {
  /// The name that Architect gives to a new one; ``title`` where nothing else is known.
  public let defaultName: String
  /// The name that Archy has for it: that of the class in Genesys' scripting SDK with a small first letter.
  public let name: String
  /// The name (`__type`) that configurations have for it.
  public let configurationName: String
  /// How ``configurationName`` is known.
  public let configurationBasis: Basis
  /// What it does, in one or two sentences.
  public let summary: String
  /// How the flow goes on after it.
  public let course: Course
  /// The ways out of it, in the order in which Architect shows them.
  public let ways: [Way]
  /// The variables that it fills.
  public let fills: [Fill]
  /// The properties that it reads.
  public let reads: [Input]
  /// The objects of the organisation that it names.
  public let objects: [ObjectProperty]
  /// How the way is decided where the flow itself does; nil where it is not, or only one is.
  public let decidedBy: Decision?
  /// Which effects on the flow's variables and on attributes its body lists; nil where it only binds outputs.
  public let role: Role?
  /// What a run of the flow has to be told, because only the world knows; nil where nothing.
  public let need: Need?
  /// What it waits for; nil where it goes on at once.
  public let wait: Wait?
  /// What it does to the world outside of the flow's variables.
  public let effects: [WorldEffect]
  /// The types of flows it is known to occur in; one that is not listed proves nothing. Empty where none is known.
  public let flowTypes: [String]
  /// The types of flows that are known not to have it.
  public let lackedBy: [String]
  /// Whether Genesys no longer supports it.
  public let isWithdrawn: Bool
  /// Limits that Genesys documents.
  public let limits: String?
  /// What else is to be known, decisions of Plumb's own included.
  public let notes: String?
  /// How surely it is known.
  public let confidence: Confidence
  /// Where that is known from.
  public let sources: [String]

  /// Whether it is a choice of a menu, not an action of a list.
  public let isMenuChoice: Bool
  /// The keys that lead to what is handed its inputs, in Archy; nil where it hands nothing over.
  let callKeys: [String]?

  /// How a flow goes on after an action.
  public enum Course: String, Sendable, CaseIterable {
    /// With the next action of its list.
    case continues
    /// By exactly one of its ways, then with the next action of its own list.
    case branches
    /// With a task of the same flow, then by the way that the task's end names, then with the next action.
    case callsTask = "calls a task"
    /// With another flow, then with the next action; where that flow ends the interaction nothing follows.
    case callsFlow = "calls a flow"
    /// With a container of the same flow, for good.
    case jumps
    /// With a menu that was passed before, for good.
    case returnsToMenu = "returns to a menu"
    /// With the menu that was passed last, for good.
    case repeatsMenu = "plays its menu again"
    /// With the container that stands in the choice.
    case opens = "opens its own container"
    /// Elsewhere: the flow ends where the target takes the interaction. Where it fails the failure way is taken.
    case transfers
    /// With what called the task, or as the end of a list where nothing did.
    case endsTask = "ends the task"
    /// The state ends; what ran it goes on waiting or ends.
    case endsState = "ends the state"
    /// The flow ends.
    case ends
    /// The flow ends, and what started it goes on.
    case leaves
    /// With its inner list, as often as it says, then with the next action.
    case loops
    /// With the next pass of the innermost loop.
    case nextPass = "begins the next pass"
    /// With what follows the innermost loop.
    case leavesLoop = "leaves the loop"
  }

  /// What the body of an action lists.
  public enum Role: String, Sendable {
    /// Variables with the values they get.
    case assigns
    /// A data action with its inputs and outputs.
    case callsDataAction = "calls-data-action"
    /// Attributes with the variables they are read into.
    case readsAttributes = "reads-attributes"
    /// Attributes with the values they get.
    case writesAttributes = "writes-attributes"
  }

  /// How a flow itself decides on a way.
  public enum Decision: String, Sendable {
    /// By a Boolean expression: `yes` where it is true, `no` where it is false or NOT_SET.
    case condition
    /// By the first of its cases that holds.
    case cases
    /// By a number of passes.
    case count
  }

  /// One way out of an action.
  public struct Way: Sendable, Hashable {
    /// The name as Archy has it, `notFound`; `case`, `intent`, `choice`… where an author makes and names the ways.
    public let name: String
    /// When it is taken.
    public let condition: String
    /// What it tells of the action.
    public let kind: Kind
    /// Whether configurations have been seen that have its id, ``configurationID``.
    public let isSeen: Bool
    /// Whether it is one only where a file writes it: it is inferred, or newer versions alone have it.
    public let isUnsure: Bool

    /// What a way tells of its action.
    public enum Kind: String, Sendable {
      /// That what was wanted came about.
      case success
      /// That it did not: failure, timeout, nothing found, no input.
      case failure
      /// Neither.
      case other
      /// As `other`, and there is one for each item that the author made: cases, intents, choices.
      case authored
      /// What happens where the interaction leaves the flow or the list goes on; it is in no file.
      case implied
    }

    /// The id that configurations have for it, `__NOT_FOUND__`; nil where each has one of its own, or it has none.
    public var configurationID: String? {
      guard kind != .authored, kind != .implied else { return nil }
      let snake = name.reduce(into: "") { text, letter in text += letter.isUppercase ? "_\(letter)" : "\(letter)" }
      return "__\(snake.uppercased())__"
    }

    /// A way that is neither success nor failure.
    public static func way(
      _ name: String, _ condition: String, seen: Bool = false, unsure: Bool = false
    ) -> Way {
      Way(name: name, condition: condition, kind: .other, isSeen: seen, isUnsure: unsure)
    }

    /// A way that says that what was wanted came about.
    public static func success(
      _ name: String, _ condition: String, seen: Bool = false, unsure: Bool = false
    ) -> Way {
      Way(name: name, condition: condition, kind: .success, isSeen: seen, isUnsure: unsure)
    }

    /// A way that says that it did not.
    public static func failure(
      _ name: String, _ condition: String, seen: Bool = false, unsure: Bool = false
    ) -> Way {
      Way(name: name, condition: condition, kind: .failure, isSeen: seen, isUnsure: unsure)
    }

    /// Ways that an author makes.
    public static func authored(
      _ name: String, _ condition: String, seen: Bool = false, unsure: Bool = false
    ) -> Way {
      Way(name: name, condition: condition, kind: .authored, isSeen: seen, isUnsure: unsure)
    }

    /// A way that is in no file.
    public static func implied(_ name: String, _ condition: String) -> Way {
      Way(name: name, condition: condition, kind: .implied, isSeen: false, isUnsure: false)
    }
  }

  /// A property that binds a variable to an output.
  public struct Fill: Sendable, Hashable {
    /// The keys that lead to the binding in Archy; `*` for a key that an author names, `[]` for the items of a list.
    ///
    /// Where the action names the variable itself it is that name: `Slot.*`.
    public let key: String
    /// The code of the type of its values, such as `str`; `any` where it depends.
    public let type: String
    /// The names of the ways on which it is filled; empty where it is on all.
    public let ways: [String]

    /// Filled whatever way is taken.
    public static func always(_ key: String, _ type: String) -> Fill { Fill(key: key, type: type, ways: []) }

    /// Filled on some ways; on the others the variable keeps what it holds.
    public static func on(_ ways: String..., fill key: String, _ type: String) -> Fill {
      Fill(key: key, type: type, ways: ways)
    }

    static let errorType = on("failure", fill: "failureOutputs.errorType", "str")
    static let errorMessage = on("failure", fill: "failureOutputs.errorMessage", "str")
  }

  /// A property that an action reads.
  public struct Input: Sendable, Hashable {
    /// The keys that lead to it in Archy, as in ``Fill/key``.
    public let key: String
    /// The code of the type it takes; `setting` for a word out of a list.
    public let type: String
    /// The key that configurations have for it, where that is another one.
    public let configurationKey: String?
    /// Whether NOT_SET there is an error that goes to the flow's error handling, by no way of the action.
    public let needsValue: Bool
    /// The value that Architect puts in itself, as a text; nil where none is known.
    public let usual: String?
    /// The keys of ``key``, without the `[]` of lists.
    let keys: [String]
    /// Whether an author names keys on the way to it, so that there may be any number of them.
    let isNamedByAuthor: Bool

    /// Creates an input.
    public init(
      _ key: String, _ type: String, configuration configurationKey: String? = nil, needsValue: Bool = false,
      usual: String? = nil
    ) {
      self.key = key
      self.type = type
      self.configurationKey = configurationKey
      self.needsValue = needsValue
      self.usual = usual
      // There are hundreds of them in each run, and nearly all are one word.
      keys =
        key.utf8.contains { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "]") }
        ? key.split(separator: ".").map { String($0.hasSuffix("[]") ? $0.dropLast(2) : $0) } : [key]
      isNamedByAuthor = key.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "[") }
    }
  }

  /// A property that names an object of the organisation.
  public struct ObjectProperty: Sendable, Hashable {
    /// The keys that lead to it in Archy, as in ``Fill/key``.
    public let key: String
    /// The kind of object: `queue`, `dataAction`, `task`…
    public let kind: String

    /// Creates an object's property.
    public init(_ key: String, _ kind: String) {
      self.key = key
      self.kind = kind
    }
  }

  /// What only the world knows.
  public enum Need: String, Sendable, CaseIterable {
    /// The answer of a data action.
    case dataAction = "data-action"
    /// The rows of a table.
    case table
    /// Digits, words or silence of the caller.
    case input
    /// What a customer says to a bot, or how a bot ended.
    case bot
    /// Schedules and the time.
    case schedule
    /// The place in a queue.
    case queue
    /// Whether a transfer is taken.
    case transfer
    /// Anything else.
    case other
  }

  /// What an action waits for.
  public enum Wait: String, Sendable {
    case caller, customer, external, playback, time
  }

  /// What an action does outside of the flow's variables.
  public enum WorldEffect: String, Sendable {
    case participantData = "participant-data"
    case securedData = "secured-data"
    case disconnect, callback, message, email, language, whisper, sip, transcription, recording, routing, workitem
    case screenPop = "screen-pop"
    case flowOutcome = "flow-outcome"
    case wrapUp = "wrap-up"
    case externalTag = "external-tag"
    case postFlow = "post-flow"
  }

  /// How the name in configurations is known.
  public enum Basis: String, Sendable {
    /// From configurations of real flows.
    case seen
    /// From an enumeration of the Platform API, or from default settings in configurations.
    case listed
    /// From tools of others that read such configurations.
    case thirdParty = "third party"
    /// By the rule that all but a few follow.
    case inferred
  }

  /// How surely an action is known.
  public enum Confidence: String, Sendable, CaseIterable {
    /// From real flows.
    case seen
    /// From Genesys' documentation.
    case documented
    /// By its name alone.
    case named
  }

  init(
    _ name: String, _ configurationName: String, _ summary: String, _ course: Course = .continues,
    basis configurationBasis: Basis = .seen, confidence: Confidence = .seen, ways: [Way] = [],
    decidedBy: Decision? = nil, role: Role? = nil, fills: [Fill] = [], reads: [Input] = [],
    objects: [ObjectProperty] = [], need: Need? = nil, wait: Wait? = nil, effects: [WorldEffect] = [],
    flowTypes: [String] = [], lackedBy: [String] = [], isWithdrawn: Bool = false, limits: String? = nil,
    notes: String? = nil, defaultName: String? = nil, sources: [String]
  ) {
    self.name = name
    self.defaultName = defaultName ?? Self.title(of: name)
    self.configurationName = configurationName
    self.configurationBasis = configurationBasis
    self.confidence = confidence
    self.summary = summary
    self.course = course
    self.ways = ways
    self.decidedBy = decidedBy
    self.role = role
    self.fills = fills
    self.reads = reads
    self.objects = objects
    self.need = need
    self.wait = wait
    self.effects = effects
    self.flowTypes = flowTypes
    self.lackedBy = lackedBy
    self.isWithdrawn = isWithdrawn
    self.limits = limits
    self.notes = notes
    self.sources = sources
    isMenuChoice = name.hasPrefix("menu")
    callKeys = reads.first { $0.keys.suffix(2) == ["inputs", "*"] }.map { Array($0.keys.dropLast(2)) }
  }
}

extension ActionType {
  /// The name as a person reads it, `Call Data`.
  public var title: String { Self.title(of: name) }

  private static func title(of name: String) -> String {
    var title: [UInt8] = []
    for byte in name.utf8 {
      let isSmall = byte &- UInt8(ascii: "a") < 26
      if byte &- UInt8(ascii: "A") < 26, !title.isEmpty { title.append(UInt8(ascii: " ")) }
      title.append(isSmall && title.isEmpty ? byte ^ 0x20 : byte)
    }
    return String(decoding: title, as: UTF8.self)
  }

  /// Whether a name is one that Architect gives: ``defaultName`` or ``title`` in any letter case, with or without a number
  /// behind it. Such a name says nothing about the action.
  public func isDefaultName(_ name: String) -> Bool {
    var words = name[...]
    if let blank = words.lastIndex(of: " "), words[blank...].dropFirst().allSatisfy(\.isNumber), blank != words.endIndex
    {
      if words.index(after: blank) < words.endIndex { words = words[..<blank] }
    }
    let folded = words.lowercased()
    return folded == defaultName.lowercased() || folded == title.lowercased()
  }

  /// Whether it names the conversation whose attributes it reads or writes; others are about the participant who is in
  /// the flow.
  public var namesConversation: Bool { reads.contains { $0.key == "conversationId" } }

  /// The kind of container that it leads to; nil where to none.
  public var container: String? {
    if course == .returnsToMenu || course == .repeatsMenu { return FlowContainer.menuKind }
    return objects.first { ["task", "state", FlowContainer.menuKind].contains($0.kind) }?.kind
  }

  /// The way out of a loop that holds its body.
  package static let loopBody = "loop"
  /// The way out of an action that did what it was to do.
  static let successWay = "success"
  /// The way out of an action that was not answered in time.
  static let timeoutWay = "timeout"
  /// The way out of an action that failed.
  public static let failureWay = "failure"

  /// The name in configurations that all but a few have: that of Archy with a capital, and `Action`.
  static func inferredConfigurationName(_ name: String) -> String {
    name.prefix(1).uppercased() + name.dropFirst() + "Action"
  }

  static let callFlows = ["inboundCall", "outboundCall", "secureCall"]
  static let everyFlow = FlowType.names.sorted()

  /// The ways that can hold actions in a file.
  public var writtenWays: [Way] { ways.filter { $0.kind != .implied } }

  /// Whether ways that are in a file, those of these names, leave none that goes on with the next action at once.
  ///
  /// Each way of the table must be there, but for those that the author makes.
  public func isComplete(_ names: Set<String>) -> Bool {
    let needed = ways.filter { $0.kind != .authored }
    return !needed.isEmpty && needed.allSatisfy { $0.kind != .implied && names.contains($0.name) }
  }

  /// The names of the ways on which a binding is filled that stands under some keys of the action's body; empty where it
  /// is on all, or where that is not known.
  func ways(fillingAt keys: [String]) -> Set<String> {
    for fill in fills {
      var rest = keys[...]
      let words = fill.key.split(separator: ".").filter { $0 != "*" }
      let fits = words.allSatisfy { word in
        guard let place = rest.firstIndex(of: word.hasSuffix("[]") ? String(word.dropLast(2)) : String(word)) else {
          return false
        }
        rest = rest[(place + 1)...]
        return true
      }
      if fits { return Set(fill.ways) }
    }
    switch keys.first {
    case "outputs": return Set(ways.filter { $0.kind == .success }.map(\.name))
    case "errorBindings": return Set(ways.filter { $0.kind == .failure }.map(\.name))
    default: return []
    }
  }

  /// The type of an action by its name in Archy or in configurations; nil where it is not known.
  public static func named(_ name: String) -> ActionType? { byName[name] ?? byConfiguration[name] }

  /// As ``named(_:)``, in any letter case.
  public static func named(ignoringCase name: String) -> ActionType? {
    let name = name.lowercased()
    return all.first { $0.name.lowercased() == name } ?? byConfiguration.first { $0.key.lowercased() == name }?.value
  }

  /// The names in Archy of all types, and those of types that were.
  public static let knownNames = Set(all.map(\.name)).union(formerNames)

  /// Names of actions that older versions of Archy, or other tools, have and the table has not.
  static let formerNames: Set<String> = [
    "askForNLUIntent", "askForNLUSlot", "clearUtterance", "findEmergencyGroupById", "findExternalContact",
    "findScheduleById", "findScheduleGroupById", "getJourneyOutcomeScores", "getSecureData", "knowledgeSearch",
    "screenPop", "sendTypingIndicator", "setSecureData", "updateExternalContact", "updateFlowOutcome",
  ]

  /// The name in Archy of an action by that in configurations; an unknown one stays as it is.
  static func name(ofConfiguration type: String) -> String { byConfiguration[type]?.name ?? type }

  /// The name in Archy of a menu's choice, by that of its action in configurations.
  static func name(ofConfigurationChoice type: String) -> String {
    guard let action = byConfiguration[type] else { return type }
    if action.isMenuChoice { return action.name }
    return "menu" + action.name.prefix(1).uppercased() + action.name.dropFirst()
  }

  private static let byName: [String: ActionType] = Dictionary(all.map { ($0.name, $0) }) { first, _ in first }
  /// A choice of a menu has the name of its action, except for the two that have one of their own.
  private static let byConfiguration = Dictionary(all.map { ($0.configurationName, $0) }) { first, second in
    first.isMenuChoice ? second : first
  }

  /// All known types, in the order of the groups.
  public static let all: [ActionType] = groups.flatMap(\.types)

  /// The groups in which pages and listings show them.
  public static let groups: [(name: String, types: [ActionType])] = [
    ("Data and logic", dataAndLogic), ("Tasks, states, menus and ends", tasksAndEnds), ("Loops and waiting", loops),
    ("Transfers and callbacks", transfers), ("Voice", voice), ("Schedules, look-ups and contacts", lookUps),
    ("Digital channels", digital), ("Bots", bots), ("Outcomes, journeys, work items and routing", reporting),
    ("Choices of menus", menuChoices),
  ]
}

public import Documents

/// One action of a flow, or one choice of a menu.
///
/// Copies share what it consists of, so that an action is cheap to hand on.
public struct FlowAction: Sendable {
  /// The type as Archy names it, such as `updateData` or `menuTask`; unknown types survive as the export names them.
  public var type: String { parts.type }
  /// What is known of its type; nil for an unknown one.
  public var definition: ActionType? { parts.definition }
  /// The name as it is written.
  public var name: String? { parts.name }
  /// The action's body.
  public var node: Node { parts.node }
  /// The keys and indices from the document's root, down to the action's type.
  public var path: [PathElement] { parts.path }
  /// The container that holds it.
  public var container: ContainerID { parts.container }
  /// The action whose branch holds it.
  public var parent: ActionID? { parts.parent }
  /// The place among the branches of that action; nil for what stands in a container's own list, or in none.
  public internal(set) var branch: Int? {
    get { parts.branch }
    set { parts.branch = newValue }
  }
  /// The place in its list; nil for what stands in none.
  public internal(set) var position: Int? {
    get { parts.position }
    set { parts.position = newValue }
  }
  /// The id, where the format has one.
  public var id: String? { parts.id }
  /// The number that Architect shows beside the name, where the format has it.
  public var trackingID: String? { parts.trackingID }
  /// The ways out of the action that hold actions of their own, in order.
  public internal(set) var branches: [FlowBranch] {
    get { parts.branches }
    _modify { yield &parts.branches }
  }
  /// The ways out of the action that lead to another action by its id, in order.
  public internal(set) var links: [FlowLink] {
    get { parts.links }
    _modify { yield &parts.links }
  }
  /// What a caller presses to take it; nil for what is no choice of a menu, and for one that no key leads to.
  public internal(set) var menuKey: MenuKey? {
    get { parts.menuKey }
    set { parts.menuKey = newValue }
  }
  /// What running it does to variables, attributes and what it calls.
  public internal(set) var effects: FlowEffects {
    _read { yield parts.effects }
    _modify { yield &parts.effects }
  }
  /// What it decides by; nil where the way is not decided by the flow itself.
  public internal(set) var decision: FlowDecision? {
    get { parts.decision }
    set { parts.decision = newValue }
  }
  /// The properties that its type reads, by their keys in the table of action types; those that an author names are left
  /// out, as are those that the file does not have.
  public internal(set) var inputs: [String: FlowValue] {
    get { parts.inputs }
    set { parts.inputs = newValue }
  }

  /// What an action consists of.
  private struct Parts {
    let type: String
    let definition: ActionType?
    let name: String?
    let node: Node
    let path: [PathElement]
    let container: ContainerID
    let parent: ActionID?
    let id: String?
    let trackingID: String?
    var branch: Int?
    var position: Int?
    var branches: [FlowBranch] = []
    var links: [FlowLink] = []
    var menuKey: MenuKey?
    var effects = FlowEffects()
    var decision: FlowDecision?
    var inputs: [String: FlowValue] = [:]
  }

  /// Changed only by the one action that has it.
  private final class Shared: @unchecked Sendable {
    var parts: Parts
    init(_ parts: Parts) { self.parts = parts }
  }

  private var shared: Shared
  private var parts: Parts {
    _read { yield shared.parts }
    _modify {
      if !isKnownUniquelyReferenced(&shared) { shared = Shared(shared.parts) }
      yield &shared.parts
    }
  }

  init(
    type: String, name: String?, node: Node, path: [PathElement], container: ContainerID, parent: ActionID?,
    id: String? = nil, trackingID: String? = nil
  ) {
    shared = Shared(
      Parts(
        type: type, definition: ActionType.named(type), name: name, node: node, path: path, container: container,
        parent: parent, id: id, trackingID: trackingID))
  }

  /// Where it is named, or all of it.
  public var place: Node { node["name"] ?? node }
  /// The text that the author wrote about it.
  public var description: Node? { node["description"] }

  /// Whether something is said or played where a transfer fails.
  public var hasFailureAudio: Bool {
    guard let audio = node["failureTransferAudio"] else { return false }
    // A configuration has the whole object also where nothing was entered.
    if let given = audio["defaultAudio"] {
      return given["text"]?.isNotBlank == true || given["uiMetaData"]?["sequenceItems"]?.items.isEmpty == false
        || audio["cases"]?.items.isEmpty == false
    }
    return audio.isNotBlank
      || ["tts", "exp", "prompt", "lit"].contains { audio[$0].map { $0.kind == .mapping || $0.isNotBlank } ?? false }
  }

  /// Whether it reads attributes of the participant who is in the flow.
  public var readsOwnParticipant: Bool {
    definition?.role == .readsAttributes && definition?.namesConversation == false
  }

  /// Whether a block of a diagram is where it begins.
  var isStarting: Bool { node["@starting"]?.text == "true" || type == "EntryBlock" }
}

/// The key of a telephone that leads to a choice of a menu.
public struct MenuKey: Hashable, Sendable {
  /// The digit, `*` or `#`.
  public let name: String
  /// Whether it does so from all menus of the flow.
  public let isGlobal: Bool

  /// Takes what an export names it, `digit_9` or `9`, where configurations have 10 and 11 for `*` and `#`; nil for anything
  /// else.
  init?(_ name: ExportNode?, isGlobal: Bool) {
    guard let text = name?.text else { return nil }
    let word = text.hasPrefix("digit_") ? text.dropFirst("digit_".count) : text[...]
    switch word.lowercased() {
    case "star", "asterisk", "10": self.name = "*"
    case "pound", "hash", "11": self.name = "#"
    case let key where key.utf8.count == 1 && "0123456789*#".contains(key): self.name = key
    default: return nil
    }
    self.isGlobal = isGlobal
  }
}

/// One way out of an action that leads to another one.
public struct FlowLink: Hashable, Sendable {
  /// The name as the export has it; nil for the one way that needs none.
  public let name: String?
  /// Where it leads to.
  public let target: ActionID
}

/// One way out of an action.
public struct FlowBranch: Sendable {
  /// The name as Archy has it: `yes`, `success`, `default`; `case`, `intent`… for the items of a list.
  public let name: String
  /// The branch's body.
  public let node: Node
  /// The keys and indices from the document's root.
  public let path: [PathElement]
  /// Its actions in order.
  public internal(set) var actions: [ActionID] = []

  /// The name that its author gave it, where there is one: that of an intent, of a choice, of a task's way.
  public var title: String? { node["name"]?.text ?? node["label"]?.text }

  /// Whether it can be taken at all.
  public var isEnabled: Bool { node["enabled"]?.text != "false" }
}

extension Node {
  fileprivate var isNotBlank: Bool { text?.contains { !$0.isWhitespace } ?? false }
}

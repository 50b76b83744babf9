import Documents
public import Flows
import SourceText

/// A flow whose reads and writes of attributes are looked at.
public struct DiagnosedFlow: Sendable {
  /// The file that it was read from, as given.
  public let file: String
  /// The flow.
  public let flow: Flow
  /// Its id in Genesys Cloud, in lower case, as far as file or export tells.
  public let id: String?
  /// The version that the export is of, as far as its file's name tells: `1.0`.
  public let version: String?
  /// What runs after what.
  let graph: ControlFlow
  /// Where its variables hold nothing.
  let variables: VariableStates
  /// The reads and writes of its actions, as far as they name an attribute.
  let accesses: [Access]

  /// A read or write by an action.
  struct Access {
    let use: AttributeUse
    let action: ActionID

    var isWrite: Bool { use.isWrite }

    func isExactly(_ key: String) -> Bool { use.isExactly(key) }
  }
  /// What it says that nobody is to see.
  let secrets: SecretMask

  /// Looks at a flow.
  public init(_ flow: Flow, file: String) {
    self.flow = flow
    self.file = file
    let name = String(file.split(separator: "/").last ?? "")
    id = flow.node["id"]?.text.flatMap { ExportName.uuids(in: $0).first } ?? ExportName.uuids(in: name).first
    version = ExportName.version(in: name)
    graph = ControlFlow(flow)
    variables = VariableStates(flow, over: graph)
    accesses =
      flow.isForeign
      ? []
      : flow.attributeUses.compactMap { use in
        guard use.pattern != nil, let action = use.action else { return nil }
        return Access(use: use, action: action)
      }
    var secrets = SecretMask()
    _ = flow.learnSecrets(of: &secrets)
    self.secrets = secrets
  }

  /// The flow's name; that of its file where it has none.
  public var name: String { flow.name ?? file }

  /// The keys that it reads, as far as their names are known, each once.
  public var keysRead: [String] {
    var keys: [String] = []
    for access in accesses where !access.isWrite {
      if let key = access.use.name, !keys.contains(where: { $0.utf8.elementsEqual(key.utf8) }) {
        keys.append(key)
      }
    }
    return keys
  }

  /// The actions that set an attribute by its name, in order.
  public func writers(of key: String) -> [ActionID] {
    var actions: [ActionID] = []
    for access in accesses where access.isWrite && access.isExactly(key) && !actions.contains(access.action) {
      actions.append(access.action)
    }
    return actions
  }

  /// Whether it is a flow of voice, which writes attributes when it ends.
  var isVoice: Bool { ["inboundCall", "inQueueCall", "outboundCall", "secureCall", "voicemail"].contains(flow.type) }

  var isBot: Bool { FlowType.bots.contains(flow.type) }
  var isWorkflow: Bool { flow.type == "workflow" || flow.type == "workitem" }

  /// The action of a use by name, with its container: `‘Leave a mark’ in ‘Look up’`.
  func place(of action: ActionID) -> String {
    let container = flow[flow[action].container]
    let place = container.name.map { " in ‘\(shortened($0))’" } ?? ""
    return "‘\(shortened(actionName(action)))’\(place)"
  }

  /// The name of an action; its type where it has none.
  func actionName(_ action: ActionID) -> String { flow[action].name ?? flow[action].type }

  /// The branches that lead to an action inside its container, outermost first: `‘Order known?’ (no)`.
  func conditions(of action: ActionID) -> [String] {
    var conditions: [String] = []
    var child = action
    while let parent = flow[child].parent {
      let branch = flow.branch(of: child).map { " (\($0.name))" } ?? ""
      conditions.append("‘\(shortened(actionName(parent)))’" + branch)
      child = parent
    }
    return conditions.reversed()
  }
}

/// Ids and versions in texts.
enum ExportName {
  /// The UUIDs in a text, in lower case.
  static func uuids(in text: String) -> [String] {
    let bytes = Array(text.lowercased().utf8)
    var found: [String] = []
    var start = 0
    while start + 36 <= bytes.count {
      if isUUID(bytes[start..<start + 36]) {
        found.append(String(decoding: bytes[start..<start + 36], as: UTF8.self))
        start += 36
      } else {
        start += 1
      }
    }
    return found
  }

  /// The version in the name of an export: `1.0` of `Order tracking_v1-0.i3InboundFlow`; nil where there is none.
  static func version(in name: String) -> String? {
    guard let mark = name.ranges(of: "_v").last else { return nil }
    let digits = name[mark.upperBound...].prefix { $0.isASCII && ($0.isNumber || $0 == "-") }
    let parts = digits.split(separator: "-")
    return parts.isEmpty ? nil : parts.joined(separator: ".")
  }
}

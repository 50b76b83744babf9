import FoundationEssentials
import Flows

/// A flow of one task around one action, which each format can write down: attributes are set in the action's ways and
/// after it, and in a second task for actions that name one.
struct SmallFlow {
  /// What stands in each way of the action.
  enum Body: String, CaseIterable {
    /// No way is in the file.
    case none
    /// Each sets an attribute.
    case sets
    /// Each sets an attribute and ends the flow.
    case ends
  }

  let type: ActionType
  let body: Body

  /// The attributes that it sets: one in each way, one after the action, and one in the second task.
  var attributes: [String] { body == .none ? ["after", "other"] : ways.map { "in_\($0.name)" } + ["after", "other"] }

  private var ways: [ActionType.Way] { type.writtenWays }

  /// A value as JSON and XML have it.
  indirect enum Value {
    case text(String)
    case number(Int)
    case list([Value])
    case object([(String, Value)])
  }

  // MARK: Archy

  private func set(_ attribute: String) -> Value {
    let pair: Value = .object([
      ("name", .object([("lit", .text(attribute))])), ("value", .object([("lit", .text("x"))])),
    ])
    return .object([
      (
        "setParticipantData",
        .object([("name", .text(attribute)), ("attributes", .list([.object([("attribute", pair)])]))])
      )
    ])
  }

  private func list(_ way: ActionType.Way) -> Value {
    let end: Value = .object([("disconnect", .object([("name", .text("Bye"))]))])
    return .object([("actions", .list([set("in_\(way.name)")] + (body == .ends ? [end] : [])))])
  }

  private var action: Value {
    var members: [(String, Value)] = [("name", .text("The action"))]
    for object in type.objects where ["task", "menu", "state"].contains(object.kind) {
      members.append((object.key, .text("/inboundCall/tasks/task[Other_20]")))
    }
    if body != .none {
      var outputs: [(String, Value)] = []
      for way in ways {
        outputs.append(
          way.kind == .authored
            ? (way.name + "s", .list([.object([(way.name, list(way))])])) : (way.name, list(way)))
      }
      if !outputs.isEmpty { members.append(("outputs", .object(outputs))) }
    }
    return .object([(type.name, .object(members))])
  }

  private var archy: [(String, Value)] {
    func task(_ name: String, _ actions: [Value]) -> Value {
      .object([
        (
          "task",
          .object([
            ("name", .text(name)), ("refId", .text(name + (name == "Main" ? "_10" : "_20"))),
            ("actions", .list(actions)),
          ])
        )
      ])
    }
    return [
      ("name", .text("Small")), ("startUpRef", .text("/inboundCall/tasks/task[Main_10]")),
      ("tasks", .list([task("Main", [action, set("after")]), task("Other", [set("other")])])),
    ]
  }

  // MARK: Configuration

  private var configuration: [(String, Value)] {
    var actions: [Value] = []
    func set(_ attribute: String, next: String?) {
      var members: [(String, Value)] = [
        ("id", .text(attribute)), ("name", .text(attribute)), ("trackingId", .number(actions.count + 30)),
        ("__type", .text("SetAttributesAction")),
        ("variables", .list([.object([("variable", literal(attribute)), ("expression", literal("x"))])])),
      ]
      if let next { members.append(("nextAction", .text(next))) }
      actions.append(.object(members))
    }
    var members: [(String, Value)] = [
      ("id", .text("action")), ("name", .text("The action")), ("trackingId", .number(11)),
      ("__type", .text(type.configurationName)), ("nextAction", .text("after")),
    ]
    for object in type.objects where ["task", "menu", "state"].contains(object.kind) {
      members.append((object.kind + "Reference", .text("Other_20")))
    }
    var paths: [Value] = []
    for way in body == .none ? [] : ways {
      let id = way.configurationID ?? "6f1c2a7e-0d1b-4c57-9d0a-00000000000\(paths.count)"
      paths.append(
        .object([("outputId", .text(id)), ("label", .text(way.name)), ("nextActionId", .text("in_\(way.name)"))]))
    }
    if type.course == .loops, paths.count == 1 {
      members.append(("path", paths[0]))
    } else {
      members.append(("paths", .list(paths)))
    }
    actions.append(.object(members))
    for way in body == .none ? [] : ways {
      set("in_\(way.name)", next: body == .ends ? "bye_\(way.name)" : nil)
      guard body == .ends else { continue }
      actions.append(
        .object([
          ("id", .text("bye_\(way.name)")), ("name", .text("Bye")), ("trackingId", .number(actions.count + 30)),
          ("__type", .text("DisconnectAction")),
        ]))
    }
    set("after", next: nil)
    let main = actions
    actions = []
    set("other", next: nil)
    func task(_ name: String, _ start: String, _ actions: [Value]) -> Value {
      .object([
        ("__type", .text("Task")), ("id", .text(name + (name == "Main" ? "_10" : "_20"))), ("name", .text(name)),
        ("startAction", .text(start)), ("variables", .list([])), ("actionList", .list(actions)),
      ])
    }
    return [
      ("name", .text("Small")), ("type", .text("inboundcall")), ("initialSequence", .text("Main_10")),
      ("variables", .list([])),
      ("flowSequenceItemList", .list([task("Main", "action", main), task("Other", "other", actions)])),
    ]
  }

  private func literal(_ text: String) -> Value {
    .object([
      ("text", .text(text)), ("type", .text("str")), ("version", .number(2)), ("metaData", .object([])),
      ("uiMetaData", .object([("mode", .number(1))])),
      ("config", .object([("lit", .object([("pos", .number(1)), ("text", .text(text)), ("type", .text("str"))]))])),
    ])
  }

  // MARK: Formats

  /// The formats with the name of a file and its bytes.
  var files: [(name: String, contents: [UInt8])] {
    let json = Self.json(.object(configuration))
    return [
      ("small.yaml", Array("inboundCall: \(Self.json(.object(archy)))\n".utf8)),
      ("small.xml", Array(Self.xml("inboundCall", .object(archy)).utf8)),
      ("small.json", Array(json.utf8)),
      ("small.i3InboundFlow", Self.encoded(json)),
    ]
  }

  /// A configuration as Architect's own export has it: percent-encoded, in base64.
  static func encoded(_ json: String) -> [UInt8] {
    let percent = json.utf8.map { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: String(UnicodeScalar(byte))
      default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }.joined()
    return Array(Data(percent.utf8).base64EncodedString().utf8)
  }

  private static func json(_ value: Value) -> String {
    switch value {
    case .text(let text): "\"" + text.replacing("\"", with: "\\\"") + "\""
    case .number(let number): "\(number)"
    case .list(let items): "[" + items.map(json).joined(separator: ", ") + "]"
    case .object(let members): "{" + members.map { "\"\($0.0)\": \(json($0.1))" }.joined(separator: ", ") + "}"
    }
  }

  private static func xml(_ name: String, _ value: Value) -> String {
    switch value {
    case .text(let text): "<\(name)>\(text)</\(name)>"
    case .number(let number): "<\(name)>\(number)</\(name)>"
    // A list of one-key mappings is an element that holds them.
    case .list(let items):
      "<\(name)>"
        + items.map { item in
          if case .object(let members) = item { members.map { xml($0.0, $0.1) }.joined() } else { "" }
        }.joined() + "</\(name)>"
    case .object(let members): "<\(name)>" + members.map { xml($0.0, $0.1) }.joined() + "</\(name)>"
    }
  }
}

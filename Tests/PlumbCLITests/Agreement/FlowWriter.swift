import FoundationEssentials

/// Writes one flow in each of its formats.
enum FlowWriter {
  /// A value as JSON and XML have it.
  indirect enum Value {
    case text(String)
    case number(Int)
    case list([Value])
    case object([(String, Value)])
  }

  /// The formats with the name of a file and its bytes.
  static func files(archy: Value, configuration: Value) -> [(name: String, contents: [UInt8])] {
    let json = json(configuration)
    return [
      ("small.yaml", Array("inboundCall: \(Self.json(archy))\n".utf8)),
      ("small.xml", Array(xml("inboundCall", archy).utf8)), ("small.json", Array(json.utf8)),
      ("small.i3InboundFlow", encoded(json)),
    ]
  }

  /// The members of an action of Archy that sets an attribute of the same name.
  static func set(_ attribute: String) -> Value {
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

  /// The same as an action of a configuration.
  static func set(_ attribute: String, next: String?) -> Value {
    let pair: Value = .object([("variable", value(attribute)), ("expression", value("x"))])
    let members: [(String, Value)] = [
      ("id", .text(attribute)), ("name", .text(attribute)), ("trackingId", .number(30)),
      ("__type", .text("SetAttributesAction")), ("variables", .list([pair])),
    ]
    return .object(members + (next.map { [("nextAction", .text($0))] } ?? []))
  }

  /// A task of Archy.
  static func task(_ name: String, _ id: String, _ actions: [Value]) -> Value {
    .object([("task", .object([("name", .text(name)), ("refId", .text(id)), ("actions", .list(actions))]))])
  }

  /// The same in a configuration.
  static func task(_ name: String, _ id: String, start: String, _ actions: [Value]) -> Value {
    .object([
      ("__type", .text("Task")), ("id", .text(id)), ("name", .text(name)), ("startAction", .text(start)),
      ("variables", .list([])), ("actionList", .list(actions)),
    ])
  }

  /// A configuration of containers.
  static func configuration(start: String, _ containers: [Value]) -> Value {
    .object([
      ("name", .text("Small")), ("type", .text("inboundcall")), ("initialSequence", .text(start)),
      ("variables", .list([])), ("flowSequenceItemList", .list(containers)),
    ])
  }

  /// A value object: a literal text, or an expression that compiled.
  static func value(_ text: String, isExpression: Bool = false) -> Value {
    .object([
      ("text", .text(text)), ("type", .text(isExpression ? "bln" : "str")), ("version", .number(2)),
      ("metaData", .object([])), ("uiMetaData", .object([("mode", .number(isExpression ? 0 : 1))])),
      (
        "config",
        .object([
          (
            isExpression ? "IsSet" : "lit",
            .object([("pos", .number(1)), ("text", .text(text)), ("type", .text("str"))])
          )
        ])
      ),
    ])
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

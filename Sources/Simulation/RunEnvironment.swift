import Conversations
import Expressions
import JSON

/// What the expressions of a run are evaluated against.
///
/// Objects of the organisation that are looked up exist where nobody says otherwise: they have the name that they are
/// looked up by, and everything else about them is not known.
struct RunEnvironment: Environment {
  var base: ConversationEnvironment
  /// Objects that the scenario tells, by the code of their type and their name or id.
  var objects: [String: [String: GenesysObject]]

  var now: Int64? {
    get { base.now }
    set { base.now = newValue }
  }

  var randomSeed: UInt64 { base.randomSeed }

  mutating func resolve(_ path: AccessPath) -> Resolution { base.resolve(path) }

  mutating func find(_ lookup: ObjectLookup) -> Resolution? {
    let (text, code, key) = (lookup.text, lookup.typeCode, lookup.key)
    return Resolution(told(text, ofType: code, by: key) ?? .object(.named(text, code, key: key)), stepCount: 0)
  }

  /// An object that a flow names outright. There is one, or the flow could not have been published.
  func object(_ name: String, ofType code: String) -> Value {
    if let told = told(name, ofType: code), told.isSet { return told }
    return .object(.named(name, code))
  }

  /// An object that the scenario or the inventory tells of, NOT_SET where these say that there is none; nil where neither
  /// knows anything of its type.
  func told(_ text: String, ofType code: String, by key: ObjectLookup.Key = .name) -> Value? {
    if let object = objects[code]?[text] { return .object(object) }
    switch base.inventory?.answer(ObjectLookup(typeCode: code, key: key, text: text)) {
    case .found(let node): return .object(GenesysObject(node, code))
    case .none?: return .notSet
    case .unknown?, nil: return objects[code] == nil ? nil : .notSet
    }
  }
}

extension GenesysObject {
  /// An object of which only the name, or the id, is known.
  static func named(_ text: String, _ code: String, key: ObjectLookup.Key = .name) -> GenesysObject {
    GenesysObject(typeCode: code, text: text, properties: [(key.rawValue, .string(text))], isPartial: true)
  }

  /// An object that an inventory or a scenario tells of.
  init(_ node: JSONNode, _ code: String, name: String? = nil) {
    var properties = node.members.compactMap { member in member.key.string.map { ($0, Value(member.value)) } }
    if let name, node["name"] == nil { properties.append(("name", .string(name))) }
    self.init(
      typeCode: code, text: node["name"]?.string ?? name ?? node["id"]?.string ?? "",
      properties: properties.map { (name: $0.0, value: $0.1) }, isPartial: true)
  }
}

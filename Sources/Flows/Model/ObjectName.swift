public import Documents

/// A place in a flow that names an object of the organisation: a queue, a skill, a data action…
public struct ObjectName: Sendable {
  /// The scalar with the name.
  public let node: Node
  /// The code of the object's type, as inventories have it: `que`, `data action`…
  public let code: String
  /// The object's id, where the export holds it beside the name.
  public var id: String?
}

extension Flow {
  /// The objects of the organisation that it names outside of expressions, in order.
  public var objectNames: [ObjectName] {
    var names: [ObjectName] = []
    for visit in DocumentWalk(node, withScalars: false) where visit.node.kind == .mapping {
      guard isArchy else {
        if let name = Self.configured(visit.node) { names.append(name) }
        continue
      }
      guard let key = visit.key else { continue }
      if key.isText("lit") {
        // targetQueue: { lit: { name: Orders } }
        guard let code = visit.outerKey?.text.flatMap({ Self.codes[$0] }), let name = visit.node["name"] else {
          continue
        }
        names.append(ObjectName(node: name, code: code))
      } else if key.isText("dataAction"), visit.outerKey?.isText("dataAction") != true {
        names += visit.node.entries.map { ObjectName(node: $0.key, code: "data action") }
      } else if key.isText("dataTable") {
        names += visit.node.entries.map { ObjectName(node: $0.key, code: "data table") }
      }
    }
    return names
  }

  /// The name that a value or an action of a configuration holds, which has the id beside it.
  private static func configured(_ node: Node) -> ObjectName? {
    if let literal = node["config"]?["lit"], let id = literal["val"]?.text, let code = literal["type"]?.text,
      codes.values.contains(code), let name = node["text"]
    {
      return ObjectName(node: name, code: code, id: id)
    }
    if let name = node["actionName"], let id = node["actionId"]?.text, node["__type"]?.text == "DataAction" {
      return ObjectName(node: name, code: "data action", id: id)
    }
    guard let name = node["datatableName"], let id = node["datatableId"]?.text else { return nil }
    return ObjectName(node: name, code: "data table", id: id)
  }

  /// The properties of Archy that name an object, and the codes of its type.
  private static let codes = [
    "targetQueue": "que", "queue": "que", "acdSkill": "skl", "languageSkill": "lac", "defaultLanguageSkill": "lac",
    "scheduleGroup": "sqg", "emergencyGroup": "emg", "wrapupCode": "wrc",
  ]
}

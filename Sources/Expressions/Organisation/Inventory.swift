public import JSON
import SourceText

/// The objects of an organisation, by kind: for what expressions look up by name or id, and for the names of flows that
/// ran. `grammar/inventory.schema.json` describes the file.
///
/// The file is one JSON object with a list for each kind, of objects with `id`, `name` and for users `email`:
///
///     {"queues": [{"id": "7b2c…", "name": "Support"}], "users": [{"id": "…", "name": "Ada", "email": "ada@example.com"}]}
///
/// A list that is not there says that nothing is known of that kind; an empty one that the organisation has none.
public struct Inventory: Sendable {
  /// A kind of objects.
  public struct Kind: Hashable, Sendable {
    /// The name of the file's list.
    public let list: String
    /// The code of the objects' type; for what is no value of an expression a word that is no code.
    public let code: String
    /// What a message calls one of them.
    package let noun: String
  }

  /// The kinds that are looked for. Prompts of both kinds have one type.
  public static let kinds = [
    Kind(list: "queues", code: "que", noun: "queue"), Kind(list: "users", code: "usr", noun: "user"),
    Kind(list: "skills", code: "skl", noun: "skill"), Kind(list: "languages", code: "lac", noun: "language skill"),
    Kind(list: "groups", code: "grp", noun: "group"), Kind(list: "wrapUpCodes", code: "wrc", noun: "wrap-up code"),
    Kind(list: "schedules", code: "sch", noun: "schedule"),
    Kind(list: "scheduleGroups", code: "sqg", noun: "schedule group"),
    Kind(list: "emergencyGroups", code: "emg", noun: "emergency group"),
    Kind(list: "userPrompts", code: "pmt", noun: "prompt"), Kind(list: "systemPrompts", code: "pmt", noun: "prompt"),
    Kind(list: "dataActions", code: "data action", noun: "data action"),
    Kind(list: "dataTables", code: "data table", noun: "data table"),
  ]

  /// What can be wrong with a file.
  public struct Problem: Error, Hashable, Sendable {
    /// What is wrong, lower case, without a full stop.
    public let message: String
  }

  private var objects: [String: [JSONNode]] = [:]
  private var flowNames: [String: String] = [:]

  /// Reads a file's object. Lists of other kinds are passed over: other commands use them.
  public init(_ root: JSONNode) throws(Problem) {
    for kind in Self.kinds {
      guard let list = root[kind.list] else { continue }
      guard list.kind == .array else { throw Problem(message: "‘\(kind.list)’: expected a list") }
      for item in list.items where item["name"]?.string == nil {
        throw Problem(message: "\(item.pointer): expected an object with an ‘id’ and a ‘name’")
      }
      objects[kind.code, default: []] += list.items
    }
    for flow in root["flows"].map({ Array($0.items) }) ?? [] {
      if let id = flow["id"]?.string, let name = flow["name"]?.string { flowNames[id.lowercased()] = name }
    }
    if objects.isEmpty && root["flows"]?.kind != .array {
      throw Problem(message: "expected lists such as ‘queues’, of objects with an ‘id’ and a ‘name’")
    }
  }

  /// The name of a flow, by its id.
  package func flowName(id: String) -> String? { flowNames[id.lowercased()] }

  /// What a look-up finds.
  package enum Answer {
    /// The object.
    case found(JSONNode)
    /// There is none; the names that come near it.
    case none(near: [String])
    /// Nothing is known of the kind.
    case unknown
  }

  /// Looks for an object. Names count letter by letter, ids without regard to letter case.
  package func answer(_ lookup: ObjectLookup) -> Answer {
    guard let candidates = objects[lookup.typeCode] else { return .unknown }
    let found = candidates.first { object in
      switch lookup.key {
      case .id: object["id"]?.string?.lowercased() == lookup.text.lowercased()
      case .name: object["name"]?.string == lookup.text || object["email"]?.string == lookup.text
      }
    }
    if let found { return .found(found) }
    let names = lookup.key == .name ? candidates.compactMap { $0["name"]?.string } : []
    return .none(near: nearestNames(to: lookup.text, among: names))
  }

  /// The ids and names of a kind's objects, users by e-mail address as well; nil where nothing is known of it.
  package func objects(ofType code: String) -> [(id: String, names: [String])]? {
    objects[code]?.map { object in
      (object["id"]?.string ?? "", ["name", "email"].compactMap { object[$0]?.string })
    }
  }
}

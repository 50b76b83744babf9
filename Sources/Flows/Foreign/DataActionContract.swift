import Documents
import Expressions

/// The contract of a data action: two JSON schemas, of which Architect shows the members by their paths.
extension Flow {
  var dataActionContract: CallContract? {
    guard let contract = node["contract"], let input = contract["input"]?["inputSchema"],
      let output = contract["output"]?["successSchema"], input.kind == .mapping, output.kind == .mapping
    else { return nil }
    var inputs = SchemaMembers()
    inputs.read(input)
    var outputs = SchemaMembers()
    outputs.read(output)
    return CallContract(inputs: inputs.members, outputs: outputs.members)
  }
}

/// The members of a JSON schema as Architect shows them: `order.id`; of a list of objects a list for each member.
private struct SchemaMembers {
  private(set) var members: [CallContract.Parameter] = []

  mutating func read(_ schema: Node) {
    var pending = [Part(schema: schema, name: "", isRequired: true, type: { $0 }, depth: 0)]
    while let part = pending.popLast() { pending += add(part).reversed() }
  }

  private struct Part {
    let schema: Node
    let name: String
    let isRequired: Bool
    /// The type of what stands in lists, by that of an item.
    let type: (ExpressionType) -> ExpressionType
    let depth: Int
  }

  /// Adds a part, and gives what it is made of.
  private mutating func add(_ part: Part) -> [Part] {
    let kind = part.schema["type"]?.text
    let properties = part.schema["properties"]?.entries ?? []
    if kind == "array", let items = part.schema["items"], part.depth < 20 {
      // What a list that is the whole answer comes to differs.
      let type: (ExpressionType) -> ExpressionType = part.name.isEmpty ? { _ in .any } : { .collection(part.type($0)) }
      let isRequired = part.isRequired && items["properties"] == nil
      return [Part(schema: items, name: part.name, isRequired: isRequired, type: type, depth: part.depth + 1)]
    }
    let isClosed = (kind ?? "object") == "object" && part.schema["properties"]?.kind == .mapping
    if part.name.isEmpty ? !isClosed : properties.isEmpty || part.depth >= 20 {
      let scalar = kind.flatMap { Self.scalars[$0] }
      members.append(
        CallContract.Parameter(
          name: part.name, type: scalar.map(part.type) ?? .any, isRequired: part.isRequired && !part.name.isEmpty,
          isOpen: scalar == nil))
      return []
    }
    if !part.name.isEmpty {
      members.append(CallContract.Parameter(name: part.name, type: .any, isRequired: false, isOpen: false))
    }
    let required = Set((part.schema["required"]?.items ?? []).compactMap(\.text))
    return properties.map { key, value in
      let key = key.text ?? ""
      return Part(
        schema: value, name: part.name.isEmpty ? key : "\(part.name).\(key)",
        isRequired: part.isRequired && required.contains(key), type: part.type, depth: part.depth + 1)
    }
  }

  private static let scalars: [String: ExpressionType] = [
    "string": .string, "integer": .integer, "number": .decimal, "boolean": .boolean,
  ]
}

public import JSON

/// Holds documents against the part of JSON Schema that the schemas use.
public struct SchemaChecker {
  private let root: JSONNode

  /// Reads a schema of the folder `grammar`.
  public init(_ name: String) throws {
    root = try JSONDocument(parsing: Repository.bytes("grammar/\(name).schema.json")).root
  }

  /// What is wrong with a document, each with its place.
  public func problems(of value: JSONNode) -> [String] {
    problems(of: value, by: root, at: "")
  }

  private func problems(of value: JSONNode, by schema: JSONNode, at path: String) -> [String] {
    let place = path.isEmpty ? "/" : path
    if let reference = schema["$ref"]?.string, let name = reference.split(separator: "/").last {
      guard let target = root["$defs"]?[String(name)] else { return ["\(place): no definition \(reference)"] }
      return problems(of: value, by: target, at: path)
    }
    if let choices = schema["anyOf"] {
      let isMet = choices.items.contains { self.problems(of: value, by: $0, at: path).isEmpty }
      return isMet ? [] : ["\(place): none of the choices"]
    }
    if let type = schema["type"] {
      let types = type.string.map { [$0] } ?? type.items.compactMap(\.string)
      guard types.contains(where: { isType($0, value) }) else { return ["\(place): another type"] }
    }
    if let wanted = schema["const"], !isSame(wanted, value) { return ["\(place): another value"] }
    if let wanted = schema["enum"], !wanted.items.contains(where: { isSame($0, value) }) {
      return ["\(place): another value"]
    }
    var found: [String] = []
    if value.kind == .object {
      for key in schema["required"]?.items.compactMap(\.string) ?? [] where value[key] == nil {
        found.append("\(place): ‘\(key)’ is missing")
      }
      for member in value.members {
        let key = member.key.string ?? ""
        if let property = schema["properties"]?[key] {
          found += problems(of: member.value, by: property, at: "\(path)/\(key)")
        } else if schema["additionalProperties"]?.boolean == false {
          found.append("\(path)/\(key): not allowed")
        }
      }
    }
    if value.kind == .array, let items = schema["items"] {
      for item in value.items { found += problems(of: item, by: items, at: "\(path)/*") }
    }
    return found
  }

  private func isSame(_ left: JSONNode, _ right: JSONNode) -> Bool {
    left.kind == right.kind && left.string == right.string && left.numberText == right.numberText
      && left.boolean == right.boolean
  }

  private func isType(_ name: String, _ value: JSONNode) -> Bool {
    switch name {
    case "object": value.kind == .object
    case "array": value.kind == .array
    case "string": value.kind == .string
    case "boolean": value.kind == .boolean
    case "null": value.isNull
    case "integer": value.numberText.map { $0.allSatisfy { $0.isNumber || $0 == "-" } } ?? false
    default: value.kind == .number
    }
  }
}

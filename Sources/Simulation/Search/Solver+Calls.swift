import Conversations
import Expressions
import Flows
import JSON
import SourceText

extension Solver {
  // MARK: Functions that give true or false

  /// What makes a call come out true or false.
  func truth(_ wanted: Bool, ofCall id: NodeID, _ operands: [NodeID], in place: Place) -> Solutions {
    guard let first = operands.first else { return [] }
    let second = operands.dropFirst().first
    switch place.tree.name(of: id).lowercased() {
    case "not": return truth(!wanted, of: first, in: place)
    case "if": return choice(operands, in: place) { truth(wanted, of: $0, in: $1) }
    case "areequal":
      guard let second else { return [] }
      return compare(first, wanted ? .equal : .notEqual, second, in: place)
    case "isset": return wanted ? anything(first, [], in: place) : make(first, [], .notSet, in: place)
    case "isnotsetorempty":
      if !wanted { return anything(first, [], in: place) }
      return limited(make(first, [], .notSet, in: place) + make(first, [], .string(""), in: place))
    case "isempty":
      let empty = Value.json("[]") ?? .notSet
      return limited(wanted ? make(first, [], empty, in: place) : anything(first, [], in: place))
    case "contains", "startswith", "endswith":
      guard let second, let part = value(of: second, in: place)?.text else { return [] }
      let whole = value(of: first, in: place)?.text
      if !wanted { return limited(["other", ""].flatMap { make(first, [], .string($0), in: place) }) }
      let more = place.tree.name(of: id).lowercased() == "startswith" ? part + (whole ?? "") : (whole ?? "") + part
      return limited([part, more].flatMap { make(first, [], .string($0), in: place) })
    case "tobool", "toboolean", "jsonparse":
      return limited(
        make(id, [], .boolean(wanted), in: place) + make(id, [], .string(wanted ? "true" : "false"), in: place))
    case "isjsonobject": return json(first, wanted ? ["{}"] : ["[]", "1"], in: place)
    case "isjsonarray": return json(first, wanted ? ["[]"] : ["{}", "1"], in: place)
    case "isjsonstring": return json(first, wanted ? ["\"text\""] : ["{}", "1"], in: place)
    case "isjsonnumber": return json(first, wanted ? ["1"] : ["{}", "\"text\""], in: place)
    case "isjsonboolean": return json(first, wanted ? ["true"] : ["{}", "1"], in: place)
    case "isjsonnull": return json(first, wanted ? ["null"] : ["{}", "1"], in: place)
    default: return make(id, [], .boolean(wanted), in: place)
    }
  }

  private func json(_ id: NodeID, _ texts: [String], in place: Place) -> Solutions {
    limited(texts.compactMap { Value.json($0) }.flatMap { make(id, [], $0, in: place) })
  }

  // MARK: Functions that give other values

  /// What makes a part of what a call gives another value.
  func call(
    _ id: NodeID, _ operands: [NodeID], _ path: Draft.Path, _ wanted: Value, in place: Place
  ) -> Solutions {
    let tree = place.tree
    guard let first = operands.first else { return [] }
    let second = operands.dropFirst().first
    func index(_ id: NodeID?) -> Int? {
      guard let id, case .integer(let number)? = value(of: id, in: place)?.read(as: .integer) else { return nil }
      return Int(clamping: number)
    }
    switch tree.name(of: id).lowercased() {
    case "if": return choice(operands, in: place) { make($0, path, wanted, in: $1) }
    case "tostring", "tojson", "trim", "abs", "round", "roundup", "rounddown", "floor", "ceiling", "todisplaystring":
      return make(first, path, wanted, in: place)
    case "toint", "todecimal", "tobool", "toboolean", "todatetime", "todate", "totime", "toduration", "tophonenumber":
      // Some of these take numbers, most of them texts.
      let text = wanted.text.map { Value.string($0) } ?? .notSet
      return limited(make(first, path, text, in: place) + make(first, path, wanted, in: place))
    case "lower", "tolower", "upper", "toupper":
      return make(first, path, wanted, in: place)
    case "jsonparse":
      if path.isEmpty, !wanted.isSet { return make(first, [], .notSet, in: place) }
      return make(first, [.parsed] + path, wanted, in: place)
    case "getjsonobjectproperty":
      guard let key = second.flatMap({ value(of: $0, in: place)?.text }) else { return [] }
      return make(first, [.key(key)] + path, wanted, in: place)
    case "getat", "getjsonarrayitem":
      guard let index = index(second), index >= 0 else { return [] }
      return make(first, [.index(index)] + path, wanted, in: place)
    case "first": return make(first, [.index(0)] + path, wanted, in: place)
    case "split":
      guard case .index(let index)? = path.first, path.count == 1, index < 20, let text = wanted.text,
        let separator = second.flatMap({ value(of: $0, in: place)?.text })
      else { return [] }
      // What is there already stays, since another condition may want it.
      var parts = value(of: first, in: place)?.text.map { Self.parts(of: $0, separator) } ?? []
      while parts.count <= index { parts.append("1") }
      parts[index] = text
      return make(first, [], .string(parts.joined(separator: separator)), in: place)
    case "length":
      guard case .integer(let count)? = wanted.read(as: .integer), (0...1_000).contains(count) else { return [] }
      return make(first, [], .string(String(repeating: "1", count: Int(count))), in: place)
    case "count":
      guard case .integer(let count)? = wanted.read(as: .integer), (0...100).contains(count) else { return [] }
      let item = String(decoding: sample(ofItemsOf: first, in: place).bytes, as: UTF8.self)
      let list = "[" + Array(repeating: item, count: Int(count)).joined(separator: ",") + "]"
      return Value.json(list).map { make(first, [], $0, in: place) } ?? []
    case "append": return sum(operands, wanted, in: place)
    case "substring", "left", "right": return part(id, operands, wanted, in: place)
    case "findstring", "indexof":
      guard let part = second.flatMap({ value(of: $0, in: place)?.text }),
        case .integer(let offset)? = wanted.read(as: .integer)
      else {
        return []
      }
      if offset < 0 { return make(first, [], .string("other"), in: place) }
      return make(first, [], .string(String(repeating: "_", count: min(1_000, Int(offset))) + part), in: place)
    case "find":
      guard let second, case .integer(let index)? = wanted.read(as: .integer) else { return [] }
      if index < 0 { return make(first, [], Value.json("[]") ?? .notSet, in: place) }
      guard let item = value(of: second, in: place), item.isSet else { return [] }
      return make(first, [.index(Int(clamping: min(index, 50)))], item, in: place)
    case "adddays", "addhours", "addminutes", "addseconds":
      guard let date = wanted.text, let amount = second.flatMap({ value(of: $0, in: place)?.literal }) else {
        return []
      }
      let name = tree.name(of: id)
      return plans.value(of: "\(name)(ToDateTime(\(StringLiteral.quoted(date))), -(\(amount)))").map {
        make(first, [], $0, in: place)
      } ?? []
    default:
      if path.isEmpty, case .boolean(let flag) = wanted, let function = tree.function(of: id), !function.isChoice,
        Self.conditions.contains(function.name.lowercased())
      {
        return truth(flag, of: id, in: place)
      }
      return []
    }
  }

  /// The parts of a text between separators, as `Split` gives them.
  private static func parts(of text: String, _ separator: String) -> [String] {
    guard !separator.isEmpty, !text.isEmpty else { return [] }
    var parts: [String] = []
    var rest = text[...]
    while parts.count < 20, let place = rest.firstRange(of: separator) {
      parts.append(String(rest[..<place.lowerBound]))
      rest = rest[place.upperBound...]
    }
    return parts + [String(rest)]
  }

  /// Functions that are solved as conditions.
  private static let conditions: Set<String> = [
    "not", "areequal", "isset", "isnotsetorempty", "isempty", "contains", "startswith", "endswith", "isjsonobject",
    "isjsonarray", "isjsonstring", "isjsonnumber", "isjsonboolean", "isjsonnull",
  ]

  /// What makes a part of a text another one.
  private func part(_ id: NodeID, _ operands: [NodeID], _ wanted: Value, in place: Place) -> Solutions {
    guard let part = wanted.text, let first = operands.first else { return [] }
    let numbers = operands.dropFirst().map { operand -> Int in
      guard case .integer(let number)? = value(of: operand, in: place)?.read(as: .integer) else { return 0 }
      return max(0, min(Int(clamping: number), 1_000))
    }
    let whole: String
    switch place.tree.name(of: id).lowercased() {
    case "substring": whole = String(repeating: "0", count: numbers.first ?? 0) + part
    default: whole = part
    }
    return make(first, [], .string(whole), in: place)
  }
}

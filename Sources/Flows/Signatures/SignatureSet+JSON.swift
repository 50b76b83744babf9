import Expressions
import JSON
public import SourceText

extension SignatureSet {
  /// The set as the text of `signatures.json`: sorted, one signature a line, so that changes can be read.
  public var json: String {
    var text = "{\n  \"version\": 1,\n"
    text += Self.list("functions", functions) + ",\n"
    text += Self.list("operators", operators) + ",\n"
    text += Self.list("conversions", conversions) + ",\n"
    let types = types.sorted { $0.key < $1.key }.map { code, count in
      Self.line { writer in
        writer.member("code", code)
        writer.member("count", count)
      }
    }
    return text + Self.list("types", types) + "\n}\n"
  }

  private static func list(_ name: String, _ signatures: [CallSignature: Int]) -> String {
    list(
      name,
      signatures.sorted { $0.key < $1.key }.map { signature, count in
        line { writer in
          writer.member("name", signature.name)
          writer.member("parameters") { writer in
            writer.array { writer in
              for type in signature.operands { writer.string(type.code) }
            }
          }
          writer.member("result", signature.result.code)
          writer.member("count", count)
        }
      })
  }

  private static func list(_ name: String, _ lines: [String]) -> String {
    lines.isEmpty ? "  \"\(name)\": []" : "  \"\(name)\": [\n\(lines.joined(separator: ",\n"))\n  ]"
  }

  private static func line(_ members: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter()
    writer.object { members(&$0) }
    return "    " + writer.text
  }

  // MARK: Reading

  /// Why a file is no `signatures.json`.
  public struct Malformed: Error, Hashable, Sendable {
    /// What is wrong, lower case, without a full stop.
    public let message: String
    /// The byte of the text where it is.
    public let offset: Int
  }

  /// Reads the text of `signatures.json`.
  public init(json file: SourceFile) throws(Malformed) {
    let document: JSONDocument
    do throws(JSONError) {
      document = try JSONDocument(parsing: file.bytes)
    } catch {
      throw Malformed(message: error.message, offset: error.offset)
    }
    guard document.root.kind == .object, document.root["functions"]?.kind == .array else {
      throw Malformed(
        message: "expected what ‘plumb functions learn’ writes: an object with the list ‘functions’", offset: 0)
    }
    self.init()
    functions = try Self.signatures(document.root["functions"], isNamed: Self.isFunctionName)
    operators = try Self.signatures(document.root["operators"]) { Self.operatorNames.contains($0) }
    conversions = try Self.signatures(document.root["conversions"], isNamed: Self.isFunctionName)
    for item in Self.items(document.root["types"]) {
      guard let code = item["code"]?.string, Self.type(code) != nil else {
        throw Malformed(message: "expected a type with ‘code’", offset: Int(item.range.start))
      }
      types[code] = try Self.count(of: item)
    }
  }

  private static func items(_ list: JSONNode?) -> [JSONNode] { list.map { Array($0.items) } ?? [] }

  private static func signatures(
    _ list: JSONNode?, isNamed: (String) -> Bool
  ) throws(Malformed) -> [CallSignature: Int] {
    var signatures: [CallSignature: Int] = [:]
    for item in items(list) {
      let place = Int(item.range.start)
      guard let name = item["name"]?.string, isNamed(name) else {
        throw Malformed(message: "expected a signature with ‘name’", offset: place)
      }
      guard let result = item["result"]?.string.flatMap({ Self.type($0) }) else {
        throw Malformed(message: "expected a signature with ‘result’, a type code", offset: place)
      }
      let codes = items(item["parameters"])
      let operands = codes.compactMap { $0.string.flatMap { Self.type($0) } }
      guard item["parameters"]?.kind == .array, operands.count == codes.count else {
        throw Malformed(message: "expected a signature with ‘parameters’, a list of type codes", offset: place)
      }
      signatures[CallSignature(name: name, operands: operands, result: result)] = try count(of: item)
    }
    return signatures
  }

  private static func count(of item: JSONNode) throws(Malformed) -> Int {
    guard let node = item["count"] else { return 1 }
    guard let count = node.numberText.flatMap({ Int($0) }), count > 0 else {
      throw Malformed(message: "expected ‘count’ to be a number above 0", offset: Int(node.range.start))
    }
    return count
  }
}

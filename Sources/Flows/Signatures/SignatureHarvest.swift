import Documents
import Expressions

/// Gathers signatures from the compiled trees of exports.
public struct SignatureHarvest: Sendable {
  /// What was seen so far.
  public private(set) var signatures = SignatureSet()
  /// How many expressions with a compiled tree were looked at; the same one may come up many times.
  public private(set) var expressionCount = 0
  /// What each expression has shown already, by a hash, so that only different ones count.
  private var shown: Set<Shown> = []

  private struct Shown: Hashable {
    let expression: Int
    let kind: Kind
    let signature: CallSignature
  }

  private enum Kind {
    case function, `operator`, conversion, type
  }

  /// Creates a harvest with nothing in it.
  public init() {}

  /// Adds the expressions of a file.
  public mutating func add(_ file: FlowFile) {
    for flow in file.flows {
      for site in flow.sites where site.kind == .expression {
        guard case .compiled(let tree) = site.compilation else { continue }
        expressionCount += 1
        add(tree, of: Array(site.text.utf16), expression: site.text.hashValue)
      }
    }
  }

  /// Walks a compiled tree. It may be deep, so what is left to do stands in a list.
  private mutating func add(_ tree: Node, of text: [UInt16], expression: Int) {
    var pending = [tree]
    while let node = pending.popLast() {
      guard let entry = CompiledNode(node) else { continue }
      pending += entry.operands
      let result = entry.type ?? .any
      count(.type, CallSignature(name: "", operands: [], result: result), expression)
      guard !entry.isLeaf else { continue }
      let operands = entry.operands.map { CompiledNode($0)?.type ?? .any }
      let lower = entry.name.lowercased()
      if SignatureSet.operatorNames.contains(lower) {
        count(.operator, CallSignature(name: lower, operands: operands, result: result), expression)
      } else if SignatureSet.isFunctionName(entry.name) {
        let signature = CallSignature(name: entry.name, operands: operands, result: result)
        count(.function, signature, expression)
        if entry.isInserted(in: text) { count(.conversion, signature, expression) }
      }
    }
  }

  private mutating func count(_ kind: Kind, _ signature: CallSignature, _ expression: Int) {
    guard shown.insert(Shown(expression: expression, kind: kind, signature: signature)).inserted else { return }
    switch kind {
    case .function: signatures.functions[signature, default: 0] += 1
    case .operator: signatures.operators[signature, default: 0] += 1
    case .conversion: signatures.conversions[signature, default: 0] += 1
    case .type: signatures.types[signature.result.code, default: 0] += 1
    }
  }
}

/// A node of a compiled tree: a mapping with one key.
private struct CompiledNode {
  let name: String
  /// The type; nil where its code is none.
  let type: ExpressionType?
  let operands: [Node]
  private let position: Int?

  init?(_ node: Node) {
    guard node.kind == .mapping, node.count == 1, let entry = node.entries.first, let name = entry.key.text else {
      return nil
    }
    self.name = name
    type = (entry.value["type"]?.text).flatMap { SignatureSet.type($0) }
    operands = entry.value["operands"]?.items ?? []
    position = (entry.value["pos"]?.text).flatMap { Int($0) }
  }

  var isLeaf: Bool { ["lit", "ref", "sysref", "nul", "emp"].contains(name) }

  /// Whether the compiler inserted the function as a conversion: it stands where its operand does, and there the text
  /// has no such name.
  func isInserted(in text: [UInt16]) -> Bool {
    guard operands.count == 1, let position, position >= 1, position <= text.count,
      CompiledNode(operands[0])?.position == position
    else { return false }
    let word = text[(position - 1)...].prefix(name.utf16.count)
    return String(decoding: word, as: UTF16.self).lowercased() != name.lowercased()
  }
}

import SourceText
@testable import Expressions

/// Spoils expressions in small ways, to see that the parser gives a whole tree for whatever it is given.
enum Mutations {
  /// The text with each token deleted, doubled and swapped with its neighbour, and each of its prefixes.
  static func of(_ text: String) -> [[UInt8]] {
    let bytes = Array(text.utf8)
    let tokens = SyntaxTree(parsing: bytes).tokens.dropLast().map(\.range)
    var results: [[UInt8]] = []
    for (index, range) in tokens.enumerated() {
      let before = bytes[..<Int(range.start)]
      let token = bytes[range.indices]
      let after = bytes[Int(range.end)...]
      results.append(Array(before + after))
      results.append(Array(before + token + token + after))
      results.append(Array(before + token + [0x20] + token + after))
      if index + 1 < tokens.count {
        let other = tokens[index + 1]
        let between = bytes[Int(range.end)..<Int(other.start)]
        results.append(Array(before + bytes[other.indices] + between + token + bytes[Int(other.end)...]))
      }
    }
    for end in bytes.indices { results.append(Array(bytes[..<end])) }
    return results
  }

  /// What is wrong with a tree, whatever its text: nil for every text there is.
  static func defect(of tree: SyntaxTree) -> String? {
    let count = tree.text.count
    guard let root = tree.nodes.last, tree.tokens.last?.kind == .end else { return "no root or no end" }
    var end: UInt32 = 0
    for token in tree.tokens {
      guard token.range.start >= end, Int(token.range.end) <= count else { return "token \(token) out of order" }
      guard token.kind == .end || !token.range.isEmpty else { return "empty token \(token)" }
      end = token.range.end
    }
    var uses = Array(repeating: 0, count: tree.nodes.count)
    for (index, node) in tree.nodes.enumerated() {
      guard Int(node.range.end) <= count, node.range.contains(node.nameRange) else {
        return "node \(node) out of range"
      }
      guard node.range.start <= node.anchor, node.anchor <= node.range.end else { return "anchor of \(node)" }
      for operand in tree.operands(of: NodeID(index: Int32(index))) {
        guard Int(operand.index) < index else { return "operand after node \(node)" }
        guard node.range.contains(tree[operand].range) else { return "operand outside \(node)" }
        uses[Int(operand.index)] += 1
      }
    }
    guard uses.dropLast().allSatisfy({ $0 == 1 }), uses.last == 0 else { return "a node is used twice or never" }
    for diagnostic in tree.diagnostics {
      guard Int(diagnostic.range.end) <= count else { return "\(diagnostic) out of range" }
    }
    let hasMissing = tree.nodes.contains { $0.kind == .missing }
    guard !hasMissing || !tree.isValid else { return "something is missing and nothing said" }
    guard root.kind != .empty || tree.nodes.count == 1 else { return "empty and not alone" }
    return nil
  }
}

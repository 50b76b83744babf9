import Expressions
import SourceText

/// A syntax tree for people: a node a line, operands indented below it.
enum SyntaxTreeText {
  /// The tree; long operator chains make it deep, so it is walked with a stack of its own.
  static func text(of tree: SyntaxTree) -> String {
    var text = ""
    var stack: [(id: NodeID, depth: Int)] = [(tree.root, 0)]
    while let (id, depth) = stack.popLast() {
      text += String(repeating: "  ", count: depth) + label(of: id, in: tree) + "\n"
      for operand in tree.operands(of: id).reversed() { stack.append((operand, depth + 1)) }
    }
    return text
  }

  /// The tokens, a line each: place in Unicode scalars, kind, text.
  static func tokens(of expression: CompiledExpression) -> String {
    var text = ""
    for token in expression.tree.tokens {
      let scalars = expression.text.scalars(of: token.range)
      let place = "\(scalars.lowerBound)..<\(scalars.upperBound)"
      let padding = String(repeating: " ", count: max(1, 10 - place.count))
      let word = TerminalText.escaped(expression.tree.text(token.range))
      text +=
        "\(place)\(padding)\(token.kind.rawValue)\(token.kind.rawValue == word || word.isEmpty ? "" : "  \(word)")\n"
    }
    return text
  }

  private static func label(of id: NodeID, in tree: SyntaxTree) -> String {
    let node = tree[id]
    let word = TerminalText.escaped(tree.text(node.nameRange))
    switch node.kind {
    case .string: return "string \(word)"
    case .integer: return "integer \(word)"
    case .decimal: return "decimal \(word)"
    case .boolean: return "boolean \(word)"
    case .notSet: return "NOT_SET"
    case .name: return "name \(word)"
    case .placeholder: return "placeholder \(word)"
    case .member: return "member .\(word)"
    case .index: return "index []"
    case .call: return "call \(word)()"
    case .unary(let sign): return "unary \(sign.rawValue)"
    case .binary(let sign): return "binary \(sign.rawValue)"
    case .conditional: return "conditional ?:"
    case .group: return "group ()"
    case .empty: return "empty"
    case .missing: return "missing"
    }
  }
}

extension TypedTree {
  /// The expression as Architect prints it: official names of functions, one blank after commas and round operators,
  /// parentheses round every operand that is an operation itself, conversions written out.
  ///
  /// Nil where the text is wrong. The canonical text of a canonical text is the same, as long as its parentheses do not
  /// nest deeper than ``ExpressionLimits`` allows.
  public var canonicalText: String? {
    guard syntax.isValid else { return nil }
    var printer = CanonicalPrinter(tree: self)
    return printer.print()
  }
}

/// Prints a tree without recursion: what is still to be printed stands on a stack, the next on top.
private struct CanonicalPrinter {
  private enum Piece {
    case node(TypedNodeID)
    case text(String)
  }

  private let tree: TypedTree
  private var pieces: [Piece] = []
  private var output = ""

  init(tree: TypedTree) {
    self.tree = tree
  }

  mutating func print() -> String {
    pieces = [.node(tree.root)]
    while let piece = pieces.popLast() {
      switch piece {
      case .text(let text): output += text
      case .node(let id): print(id)
      }
    }
    return output
  }

  private mutating func print(_ id: TypedNodeID) {
    let node = tree[id]
    let operands = Array(tree.operands(of: id))
    switch node.kind {
    case .literal where tree.syntax[node.origin].kind == .string:
      output += StringLiteral.quoted(tree.text(of: id) ?? "")
    case .literal, .property, .variable, .builtIn, .placeholder, .empty:
      output += tree.text(of: id) ?? ""
    case .notSet:
      output += "NOT_SET"
    case .member:
      push([base(operands.last), [.text("."), .text(tree.syntax.name(of: node.origin))]])
    case .index:
      push([base(operands.last), [.text("[")], operands.first.map { [.node($0)] } ?? [], [.text("]")]])
    case .unary:
      // Without its parentheses the number after a minus would be read as one literal with it.
      let isNumber = node.kind == .unary(.minus) && operands.first.map(isUnsignedNumber) == true
      push([[.text(tree.key(of: id))], isNumber ? grouped(operands.first) : operand(operands.first)])
    case .binary:
      push([operand(operands.first), [.text(" \(tree.key(of: id)) ")], operand(operands.last)])
    case .conditional:
      push(
        operands.enumerated().map { place, id in
          (place == 0 ? [] : [.text(place == 1 ? " ? " : " : ")])
            + (tree[id].kind == .conditional ? operand(id) : [.node(id)])
        })
    case .call(let name), .conversion(let name):
      let list = operands.enumerated().map { place, id in (place == 0 ? [] : [Piece.text(", ")]) + [.node(id)] }
      push([[.text(name), .text("(")]] + list + [[.text(")")]])
    }
  }

  private mutating func push(_ parts: [[Piece]]) {
    for part in parts.reversed() { pieces.append(contentsOf: part.reversed()) }
  }

  /// An operand of an operator.
  private func operand(_ id: TypedNodeID?) -> [Piece] {
    guard let id else { return [] }
    switch tree[id].kind {
    case .unary, .binary, .conditional, .member, .index: return grouped(id)
    default: return [.node(id)]
    }
  }

  /// What a dot or a bracket follows.
  private func base(_ id: TypedNodeID?) -> [Piece] {
    guard let id else { return [] }
    switch tree[id].kind {
    case .member, .index: return [.node(id)]
    case .literal where tree[id].type.isNumber: return grouped(id)
    default: return operand(id)
    }
  }

  private func grouped(_ id: TypedNodeID?) -> [Piece] {
    id.map { [.text("("), .node($0), .text(")")] } ?? []
  }

  private func isUnsignedNumber(_ id: TypedNodeID) -> Bool {
    guard tree[id].kind == .literal else { return false }
    let kind = tree.syntax[tree[id].origin].kind
    return kind == .integer || kind == .decimal
  }
}

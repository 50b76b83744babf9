public import SourceText

/// The tree of an expression, over the bytes it was read from.
///
/// A tree is always whole: where the text is wrong it holds `missing` nodes, and ``diagnostics`` says what was expected.
/// Nodes stand in one array, operands before the node that uses them, so that a tree of any depth is freed and copied
/// without recursion.
public final class SyntaxTree: Sendable {
  /// The expression in UTF-8, as it was given.
  public let text: [UInt8]
  /// All tokens in order; the last is the end of the text.
  public let tokens: [Token]
  /// The nodes; ``root`` is the last.
  public let nodes: [SyntaxNode]
  /// What is wrong with the text, in order of place.
  public let diagnostics: [Diagnostic]
  /// The operands of all nodes, one run for each node.
  let operandIDs: [NodeID]

  init(text: [UInt8], tokens: [Token], nodes: [SyntaxNode], operandIDs: [NodeID], diagnostics: [Diagnostic]) {
    self.text = text
    self.tokens = tokens
    self.nodes = nodes
    self.operandIDs = operandIDs
    self.diagnostics = diagnostics
  }

  /// The node of the whole expression.
  public var root: NodeID { NodeID(index: Int32(nodes.count - 1)) }

  /// Whether nothing in the text is an error.
  public var isValid: Bool { !diagnostics.contains { $0.severity == .error } }

  /// The node with an id of this tree.
  public subscript(_ id: NodeID) -> SyntaxNode { nodes[Int(id.index)] }

  /// The operands of a node, in the order in which they are written: `[base]` of a member access, `[base, index]` of an
  /// index, the arguments of a call, `[condition, then, else]` of a conditional.
  public func operands(of id: NodeID) -> ArraySlice<NodeID> {
    let node = self[id]
    return operandIDs[Int(node.firstOperand)..<Int(node.firstOperand + node.operandCount)]
  }

  /// The text of a range, as it stands.
  public func text(_ range: ByteRange) -> String {
    String(decoding: text[range.indices], as: UTF8.self)
  }

  /// The text of a range in lower case.
  package func lowercasedText(_ range: ByteRange) -> String {
    text.withUnsafeBufferPointer { text in
      let bytes = UnsafeBufferPointer(rebasing: text[range.indices])
      guard bytes.allSatisfy({ $0 < 0x80 }) else { return String(decoding: bytes, as: UTF8.self).lowercased() }
      return String(unsafeUninitializedCapacity: bytes.count) { lower in
        for (place, byte) in bytes.enumerated() { lower[place] = Characters.lowercased(byte) }
        return bytes.count
      }
    }
  }

  /// The name of a `name`, `member` or `call` node as it is written.
  public func name(of id: NodeID) -> String { text(self[id].nameRange) }

  /// The node inside any number of parentheses.
  public func unwrapped(_ id: NodeID) -> NodeID {
    var id = id
    while self[id].kind == .group, let inner = operands(of: id).first { id = inner }
    return id
  }
}

/// Names one node of a tree.
public struct NodeID: Hashable, Sendable {
  let index: Int32
}

/// One node of an expression's tree.
public struct SyntaxNode: Hashable, Sendable {
  /// What the node is.
  public let kind: SyntaxKind
  /// The bytes of the whole node.
  public let range: ByteRange
  /// The bytes that name it: the word of a `name`, the word after the dot of a `member`, the function name of a `call`,
  /// the literal, the operator; `[` of an `index`, `?` of a `conditional`.
  public let nameRange: ByteRange
  /// The byte that Genesys counts positions from: the operator, `.`, `[`, `?`, otherwise the node's first byte.
  public let anchor: UInt32
  let firstOperand: UInt32
  let operandCount: UInt32
}

/// The kinds of nodes.
public enum SyntaxKind: Hashable, Sendable {
  /// A string literal; ``SyntaxTree/stringValue(of:)`` is its value.
  case string
  /// An unsigned integer literal.
  case integer
  /// An unsigned decimal literal.
  case decimal
  /// `true` or `false`.
  case boolean(Bool)
  /// `NOT_SET`.
  case notSet
  /// The first word of a reference: `Flow` in `Flow.name`.
  case name
  /// `base.name`.
  case member
  /// `base[index]`.
  case index
  /// `Name(argument, …)`.
  case call
  /// `-x`, `+x`, `!x`, `~x`.
  case unary(UnaryOperator)
  /// Two operands with an operator between them.
  case binary(BinaryOperator)
  /// `condition ? then : else`.
  case conditional
  /// A parenthesised expression.
  case group
  /// `{{name}}`: a text that is put in before Architect sees the expression; it may be anything.
  case placeholder
  /// The empty text: no value. Only ever the root.
  case empty
  /// A place where an expression was expected and none stands; a diagnostic says so.
  case missing
}

/// The operators with one operand.
public enum UnaryOperator: String, Hashable, Sendable, CaseIterable {
  case minus = "-"
  case plus = "+"
  case not = "!"
  case bitwiseNot = "~"
}

/// The operators with two operands; all associate to the left.
public enum BinaryOperator: String, Hashable, Sendable, CaseIterable {
  case or
  case and
  case bitwiseOr = "|"
  case bitwiseAnd = "&"
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case remainder = "%"
  case power = "^"
}

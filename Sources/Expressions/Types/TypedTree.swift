public import SourceText

/// The tree that Architect compiles an expression to, with a type for every node.
///
/// It differs from the ``SyntaxTree`` as Genesys' compiler has it: parentheses are gone, the words of a variable's name
/// are one leaf, `-3` is one literal, the member after a dot is a literal operand, and conversions are written out.
/// Nodes stand in one array, operands before the node that uses them; ``root`` is the last.
public final class TypedTree: Sendable {
  /// The expression as it was read.
  public let syntax: SyntaxTree
  /// The nodes; ``root`` is the last.
  public let nodes: [TypedNode]
  /// What is wrong with the text, its names and its types, in order of place.
  public let diagnostics: [Diagnostic]
  /// The operands of all nodes, one run for each node.
  let operandIDs: [TypedNodeID]
  /// The functions that calls were looked up in.
  let functions: FunctionCatalogue
  /// The calls of functions that are known, in the order of their nodes.
  let calls: [CheckedCall]

  init(_ builder: borrowing TypedTreeBuilder) {
    syntax = builder.syntax
    nodes = builder.nodes
    operandIDs = builder.operandIDs
    functions = builder.functions
    calls = builder.calls
    diagnostics =
      builder.diagnostics.isEmpty
      ? syntax.diagnostics : (syntax.diagnostics + builder.diagnostics).sorted { $0.range < $1.range }
  }

  /// The node of the whole expression.
  public var root: TypedNodeID { TypedNodeID(index: Int32(clamping: nodes.count - 1)) }

  /// The type of the whole expression.
  public var type: ExpressionType { self[root].type }

  /// The node with an id of this tree.
  public subscript(_ id: TypedNodeID) -> TypedNode { nodes[Int(id.index)] }

  /// The operands of a node in the order that Genesys stores: `[member, base]`, `[index, base]`,
  /// `[condition, then, else]`, otherwise as they are written.
  public func operands(of id: TypedNodeID) -> ArraySlice<TypedNodeID> {
    let node = self[id]
    return operandIDs[Int(node.firstOperand)..<Int(node.firstOperand + node.operandCount)]
  }

  /// The name under which Genesys stores a node: `lit`, `ref`, `sysref`, `nul`, `emp`, an operator or a function.
  ///
  /// `and` and `or` keep the author's spelling. An incomplete expression has `emp` where something is missing.
  public func key(of id: TypedNodeID) -> String {
    switch self[id].kind {
    case .literal, .property: "lit"
    case .variable, .placeholder: "ref"
    case .builtIn: "sysref"
    case .notSet: "nul"
    case .empty: "emp"
    case .member: "."
    case .index: "["
    case .conditional: "?"
    case .unary, .binary: syntax.name(of: self[id].origin)
    case .call(let name), .conversion(let name): name
    }
  }

  /// The text that Genesys stores with a node without operands: a literal's value, a variable's name as it is written;
  /// nil for other nodes.
  public func text(of id: TypedNodeID) -> String? {
    let node = self[id]
    switch node.kind {
    case .literal: return literalText(of: node.origin)
    case .property(let name): return name
    case .variable, .builtIn: return variableName(of: node.origin)
    case .placeholder: return syntax.text(syntax[node.origin].range)
    case .notSet, .empty: return ""
    case .member, .index, .conditional, .unary, .binary, .call, .conversion: return nil
    }
  }

  private func literalText(of id: NodeID) -> String {
    switch syntax[id].kind {
    case .string: syntax.stringValue(of: id)
    case .boolean(let value): value ? "true" : "false"
    case .unary: "-" + (syntax.operands(of: id).first.map { syntax.text(syntax[$0].range) } ?? "")
    default: syntax.text(syntax[id].range)
    }
  }

  /// The name of a variable, without blanks that may stand round its dots.
  private func variableName(of id: NodeID) -> String {
    syntax.accessPath(of: id)?.dottedName ?? syntax.text(syntax[id].range)
  }
}

/// What the checker found out about a call.
struct CheckedCall: Sendable {
  /// The call in the syntax tree.
  let node: NodeID
  /// The place of the function in the catalogue.
  let function: Int
  /// The place of the overload that is called; nil where only the values of the arguments tell.
  let overload: Int?
  /// How it is evaluated.
  let form: Form

  enum Form {
    /// All arguments first.
    case plain
    /// The first argument, and the one that it chooses.
    case choice
    /// Not at all: no overload takes so many arguments.
    case wrongCount
  }
}

/// Names one node of a typed tree.
public struct TypedNodeID: Hashable, Sendable {
  let index: Int32
}

/// One node of a typed tree.
public struct TypedNode: Sendable {
  /// What the node is.
  public internal(set) var kind: TypedKind
  /// The type of its value; `any` where it is not known.
  public internal(set) var type: ExpressionType
  /// The node of the syntax tree that it stands for; a conversion stands for its operand, a member's literal for the
  /// member.
  public let origin: NodeID
  /// The byte that Genesys counts its position from.
  public let anchor: UInt32
  let firstOperand: UInt32
  let operandCount: UInt32
}

/// The kinds of nodes of a typed tree.
public enum TypedKind: Hashable, Sendable {
  /// A string, number or Boolean.
  case literal
  /// The name of a member, spelt as Genesys does where it is one of a type that Genesys made.
  case property(String)
  /// A variable of the flow, or a name that is not known.
  case variable
  /// A variable or constant that Genesys provides.
  case builtIn
  /// `NOT_SET`, with the type that is expected in its place.
  case notSet
  /// No value, or something missing.
  case empty
  /// A text that is put in before Architect sees the expression.
  case placeholder
  case unary(UnaryOperator)
  case binary(BinaryOperator)
  case conditional
  case member
  case index
  /// A function, by its official name; by the author's where it is not known.
  case call(String)
  /// A function that the compiler puts round an expression, since its place wants another type.
  case conversion(String)
}

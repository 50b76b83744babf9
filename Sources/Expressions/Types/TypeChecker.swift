import SourceText

/// Finds the type of every part of an expression and the tree that Architect compiles it to.
///
/// The checker is gradual: what is not known has the type `any`, fits everywhere and is never the cause of a second
/// diagnostic.
public struct TypeChecker: Sendable {
  private let functions: FunctionCatalogue
  private let symbols: SymbolTable

  /// Creates a checker for expressions that see some variables.
  public init(functions: FunctionCatalogue = .standard, symbols: SymbolTable = SymbolTable()) {
    self.functions = functions
    self.symbols = symbols
  }

  /// Checks an expression.
  ///
  /// - Parameter target: the type that the expression's place wants; where the result has another, the conversion that
  ///   Architect inserts is put round it.
  public func check(_ syntax: SyntaxTree, target: ExpressionType? = nil) -> TypedTree {
    var comparisons = Self.comparisonLimit
    return check(syntax, target: target, comparisons: &comparisons)
  }

  /// Checks one of many expressions.
  ///
  /// - Parameter comparisons: how many names may still be compared with misspelt ones; where there are none left, nothing
  ///   is suggested.
  public func check(_ syntax: SyntaxTree, target: ExpressionType? = nil, comparisons: inout Int) -> TypedTree {
    var builder = TypedTreeBuilder(
      syntax: syntax, functions: functions, symbols: symbols, comparisons: comparisons)
    builder.addNodes()
    if let target { builder.convertRoot(to: target) }
    comparisons = builder.comparisons
    return TypedTree(builder)
  }

  /// How many names are compared with misspelt ones in one expression or file.
  public static let comparisonLimit = Limits().comparedNames
}

/// Builds a typed tree; the nodes of the syntax tree are taken in their order, operands first.
struct TypedTreeBuilder {
  let syntax: SyntaxTree
  let functions: FunctionCatalogue
  let symbols: SymbolTable
  var nodes: [TypedNode] = []
  var operandIDs: [TypedNodeID] = []
  var diagnostics: [Diagnostic] = []
  var calls: [CheckedCall] = []
  /// How many names may still be compared with misspelt ones.
  private(set) var comparisons: Int
  /// The typed node for each node of the syntax tree.
  private(set) var typed: [TypedNodeID] = []

  init(syntax: SyntaxTree, functions: FunctionCatalogue, symbols: SymbolTable, comparisons: Int) {
    self.comparisons = comparisons
    self.syntax = syntax
    self.functions = functions
    self.symbols = symbols
    nodes.reserveCapacity(syntax.nodes.count + 2)
    typed.reserveCapacity(syntax.nodes.count)
    operandIDs.reserveCapacity(syntax.nodes.count)
  }

  mutating func addNodes() {
    for id in syntax.ids { typed.append(add(id)) }
  }

  /// Adds what a node of the syntax tree is compiled to.
  private mutating func add(_ id: NodeID) -> TypedNodeID {
    let node = syntax[id]
    switch node.kind {
    case .string: return add(.literal, .string, id)
    case .integer: return addInteger(id)
    case .decimal: return add(.literal, .decimal, id)
    case .boolean: return add(.literal, .boolean, id)
    case .notSet: return add(.notSet, .any, id)
    case .empty, .missing: return add(.empty, .any, id)
    case .placeholder: return add(.placeholder, .any, id)
    case .name: return addName(id)
    case .group: return operand(of: id, 0)
    case .member: return addMember(id)
    case .index: return addIndex(id)
    case .call: return addCall(id)
    case .unary(let sign): return addUnary(sign, id)
    case .binary(let sign): return addBinary(sign, id)
    case .conditional: return addConditional(id)
    }
  }

  // MARK: Literals and names

  private mutating func addInteger(_ id: NodeID) -> TypedNodeID {
    let digits = syntax.text[syntax[id].range.indices].drop { $0 == UInt8(ascii: "0") }
    if digits.count > 15 {
      report(
        .invalidInteger,
        "expected an integer of at most 999999999999999, found ‘\(syntax.text(syntax[id].range).clipped)’",
        at: syntax[id].range)
    }
    return add(.literal, .integer, id)
  }

  /// A first word: a variable by itself only where one is declared so, else perhaps the beginning of a longer name.
  private mutating func addName(_ id: NodeID) -> TypedNodeID {
    let leaf = add(.variable, .any, id)
    // A word that a member follows is looked up together with that.
    let next = Int(id.index) + 1
    if next < syntax.nodes.count, case .member = syntax.nodes[next].kind,
      syntax.operands(of: NodeID(index: Int32(next))).first == id
    {
      return leaf
    }
    resolveWord(leaf)
    return leaf
  }

  /// Looks up a word that is no beginning of a longer name, and reports one that is no variable.
  private mutating func resolveWord(_ leaf: TypedNodeID) {
    let range = syntax[self[leaf].origin].nameRange
    let name = syntax.lowercasedText(range)
    if let symbol = symbols.symbol(name) {
      nodes[Int(leaf.index)].type = symbol.type
      if symbol.isBuiltIn { nodes[Int(leaf.index)].kind = .builtIn }
    } else if AccessPath.Root(name) == .variable {
      let word = syntax.text(range)
      let hint = BuiltInVariable.namespaces[name] == nil ? suggestion(nearestVariables(to: word)) : ""
      report(.unknownVariable, "expected a variable such as Flow.name, found ‘\(word.clipped)’\(hint)", at: range)
    }
  }

  private mutating func addMember(_ id: NodeID) -> TypedNodeID {
    if let variable = foldedVariable(id) { return variable }
    let base = operand(of: id, 0)
    let name = syntax.name(of: id)
    let property: Property
    switch Property.lookUp(name, of: self[base].type) {
    case .property(let known): property = known
    case .open(let type): property = Property(name: name, type: type)
    case .none:
      property = Property(name: name, type: .any)
      report(
        .unknownProperty,
        "expected a value with properties before ‘.\(name.clipped)’, found one of type \(self[base].type.displayName)",
        at: syntax[id].nameRange)
    }
    let literal = add(.property(property.name), .string, id)
    return add(.member, property.type, id, literal, base)
  }

  /// Makes one leaf of a name and its members where together they are a variable: `Flow.count`.
  private mutating func foldedVariable(_ id: NodeID) -> TypedNodeID? {
    // Only a leaf that was added last can still be a part of a name.
    guard let base = syntax.operands(of: id).first, let last = nodes.last, last.origin == base else { return nil }
    switch last.kind {
    case .variable, .builtIn: break
    default: return nil
    }
    let isWord = if case .name = syntax[base].kind { true } else { false }
    let name = syntax.dottedName(of: id)
    let symbol = name.flatMap { $0.count <= symbols.longestName ? symbols.symbol($0.name) : nil }
    let namespace = symbol == nil && isWord ? syntax.lowercasedText(syntax[base].nameRange) : ""
    let isProvided = BuiltInVariable.namespaces[namespace]
    guard symbol != nil || isProvided != nil else {
      if isWord { resolveWord(TypedNodeID(index: Int32(clamping: nodes.count - 1))) }
      return nil
    }
    nodes.removeLast()
    let isBuiltIn = symbol?.isBuiltIn ?? isProvided ?? false
    let type = symbol?.type ?? (namespace == "prompt" || namespace == "promptsystem" ? .prompt : .any)
    if symbol == nil, symbols.completeNamespaces.contains(namespace), !syntax.name(of: id).contains("{") {
      reportUndeclared(id)
    }
    return add(isBuiltIn ? .builtIn : .variable, type, id, anchor: syntax[id].range.start)
  }

  private mutating func reportUndeclared(_ id: NodeID) {
    let range = syntax[id].range
    let written = syntax.text(range)
    let hint = suggestion(nearestNames(to: written, among: comparedNames() + BuiltInVariable.all.map(\.name)))
    report(.unknownVariable, "expected a declared variable, found ‘\(written.clipped)’\(hint)", at: range)
  }

  /// The variables whose last word is the given one, else those with a similar name.
  private mutating func nearestVariables(to word: String) -> [String] {
    let ending = "." + word.lowercased()
    let names = comparedNames()
    let same = names.filter { $0.lowercased().hasSuffix(ending) }
    return same.isEmpty ? nearestNames(to: word, among: names) : Array(same.prefix(3))
  }

  /// The declared names, as long as they may be compared.
  private mutating func comparedNames() -> [String] {
    guard comparisons >= symbols.nameCount else { return [] }
    comparisons -= symbols.nameCount
    return symbols.names
  }

  // MARK: Nodes

  subscript(_ id: TypedNodeID) -> TypedNode { nodes[Int(id.index)] }

  /// The typed node of an operand of a node of the syntax tree.
  func operand(of id: NodeID, _ number: Int) -> TypedNodeID {
    let operands = syntax.operands(of: id)
    let index = operands.startIndex + number
    return index < operands.endIndex ? typed[Int(operands[index].index)] : TypedNodeID(index: 0)
  }

  /// Adds a node with up to two operands.
  @discardableResult
  mutating func add(
    _ kind: TypedKind, _ type: ExpressionType, _ origin: NodeID, _ first: TypedNodeID? = nil,
    _ second: TypedNodeID? = nil, anchor: UInt32? = nil
  ) -> TypedNodeID {
    let start = operandIDs.count
    if let first { operandIDs.append(first) }
    if let second { operandIDs.append(second) }
    return add(kind, type, origin, from: start, anchor: anchor)
  }

  /// Adds a node whose operands are those that were added last.
  ///
  /// - Parameter start: the place of the first of them.
  @discardableResult
  mutating func add(
    _ kind: TypedKind, _ type: ExpressionType, _ origin: NodeID, from start: Int, anchor: UInt32? = nil
  ) -> TypedNodeID {
    nodes.append(
      TypedNode(
        kind: kind, type: type, origin: origin, anchor: anchor ?? syntax[origin].anchor,
        firstOperand: UInt32(clamping: start), operandCount: UInt32(clamping: operandIDs.count - start)))
    return TypedNodeID(index: Int32(clamping: nodes.count - 1))
  }

  /// Gives NOT_SET and what else takes its type from its place the type that the place wants.
  mutating func expect(_ type: ExpressionType, of id: TypedNodeID) {
    guard case .notSet = self[id].kind, type != .any, self[id].type == .any else { return }
    nodes[Int(id.index)].type = type
  }

  mutating func report(_ code: DiagnosticCode, _ message: String, at range: ByteRange) {
    diagnostics.append(Diagnostic(code, .warning, message, at: range))
  }
}

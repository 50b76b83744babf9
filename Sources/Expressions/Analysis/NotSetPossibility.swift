/// Whether an expression that is evaluated without an error can have no value.
public enum NotSetPossibility: String, Sendable, CaseIterable {
  /// It always has a value.
  case never
  /// That depends on what it reads, or is not known.
  case maybe
  /// It never has a value.
  case always

  /// What is known where one of two expressions gives the value.
  func or(_ other: NotSetPossibility) -> NotSetPossibility { self == other ? self : .maybe }
}

/// Finds out for each node of a tree whether it can be NOT_SET.
///
/// An operator, and a parameter that does not allow NOT_SET, end the evaluation with an error when they meet it; so what
/// they give has a value. NOT_SET comes from references, conversions of NOT_SET, look-ups and members of JSON.
struct NotSetAnalysis {
  let tree: SyntaxTree
  let symbols: SymbolTable
  let functions: FunctionCatalogue
  private var states: [NotSetPossibility] = []

  init(_ tree: SyntaxTree, symbols: SymbolTable, functions: FunctionCatalogue) {
    self.tree = tree
    self.symbols = symbols
    self.functions = functions
    states.reserveCapacity(tree.nodes.count)
    // Operands stand before the node that uses them.
    for index in tree.nodes.indices { states.append(state(of: NodeID(index: Int32(index)))) }
  }

  /// Whether a node can be NOT_SET.
  subscript(_ id: NodeID) -> NotSetPossibility { states[Int(id.index)] }

  private func state(of id: NodeID) -> NotSetPossibility {
    let operands = tree.operands(of: id).map { states[Int($0.index)] }
    switch tree[id].kind {
    case .string, .integer, .decimal, .boolean, .unary, .binary: return .never
    case .notSet, .empty: return .always
    case .missing, .placeholder: return .maybe
    case .group: return operands.first ?? .maybe
    case .conditional: return choice(of: id, operands)
    case .name, .member, .index: return reference(id)
    case .call: return call(id, operands)
    }
  }

  private func choice(of id: NodeID, _ operands: [NotSetPossibility]) -> NotSetPossibility {
    guard operands.count == 3, let condition = tree.operands(of: id).first else { return .maybe }
    if case .boolean(let flag) = tree[tree.unwrapped(condition)].kind { return operands[flag ? 1 : 2] }
    return operands[1].or(operands[2])
  }

  private func reference(_ id: NodeID) -> NotSetPossibility {
    guard let path = tree.accessPath(of: id) else { return .maybe }
    if let constant = Constants.value(of: path) { return constant.isSet ? .never : .maybe }
    guard let name = path.variableName, case .collection? = symbols.symbol(name.lowercased())?.type,
      name.utf8.count(where: { $0 == UInt8(ascii: ".") }) == path.steps.count
    else { return .maybe }
    // A collection is never NOT_SET; its items can be.
    return .never
  }

  private func call(_ id: NodeID, _ operands: [NotSetPossibility]) -> NotSetPossibility {
    guard let function = tree.function(of: id, in: functions) else { return .maybe }
    // What the organisation or a service answers is not known.
    if function.category == .lookup || function.category == .language { return .maybe }
    var result: NotSetPossibility?
    for overload in function.overloads where overload.takes(operands.count) {
      let state = Self.state(of: overload, of: function, operands, choice(of: id, operands))
      result = result.map { $0.or(state) } ?? state
    }
    return result ?? .maybe
  }

  private static func state(
    of overload: Overload, of function: Function, _ operands: [NotSetPossibility], _ choice: NotSetPossibility
  ) -> NotSetPossibility {
    if case .choice = overload.implementation { return choice }
    switch overload.result {
    case .item, .any, .anyJSON, .exactly(.json), .exactly(.any), .exactly(.object): return .maybe
    case .items, .anyCollection, .exactly(.collection): return .never
    case .exactly: break
    }
    if function.category == .logical { return .never }
    let handedOn = operands.indices.filter { overload.parameter(at: $0)?.allowsNotSet ?? false }
    return handedOn.allSatisfy { operands[$0] == .never } ? .never : .maybe
  }
}

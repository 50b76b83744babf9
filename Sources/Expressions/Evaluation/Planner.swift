import SourceText

/// Makes the instructions of a plan.
///
/// The nodes of a tree stand in the order in which a machine with a stack comes to them, so that one walk over them is
/// enough: only jumps are put between the operands of what does not evaluate all of them.
struct Planner {
  /// What a node is to the one that it is an operand of.
  private enum Role {
    case operand
    /// The left side of `and` or `or`.
    case left
    /// A condition, and the branch that it chooses where it is true.
    case condition, branch
    /// A part of the reference that its owner is.
    case part
  }

  private struct Place {
    var role = Role.operand
    /// The node that it has the role for; that of what is in parentheses is that of the parentheses.
    var owner: NodeID
    /// How many nodes are begun with it: itself, and those whose first operand it is.
    var cost: Int32 = 1
  }

  private let typed: TypedTree
  private let tree: SyntaxTree
  /// The nodes that are planned.
  private var places: [Place] = []
  /// The instructions whose targets are not known yet.
  private var opened: [Int] = []
  /// How many nodes were begun since the last instruction.
  private var begun: Int32 = 0
  private(set) var instructions: [Plan.Instruction] = []
  private(set) var constants: [EvaluationRun.Operand] = []
  private(set) var references: [Plan.Reference] = []
  /// The first call that cannot be made, whatever its arguments are.
  private(set) var problem: (node: NodeID?, error: EvaluationError)?

  init(_ typed: TypedTree) {
    self.typed = typed
    tree = typed.syntax
  }

  mutating func plan(_ root: NodeID) {
    var first = root
    while let inner = tree.operands(of: first).first { first = inner }
    let start = Int(first.index)
    assignRoles(from: start, to: root)
    instructions.reserveCapacity(places.count)
    var call = typed.calls.firstIndex { Int($0.node.index) >= start } ?? 0
    for place in places.indices {
      let id = NodeID(index: Int32(start + place))
      let isKnown = call < typed.calls.count && typed.calls[call].node == id
      begun += places[place].cost
      switch (tree[id].kind, places[place].role) {
      case (_, .part), (.group, _): break
      default:
        evaluate(id, call: isKnown ? call : nil)
        follow(places[place].role, places[place].owner)
      }
      if isKnown { call += 1 }
    }
  }

  /// Goes from the root on, so that what is in parentheses takes over the role of the parentheses.
  private mutating func assignRoles(from start: Int, to root: NodeID) {
    places = Array(repeating: Place(owner: root), count: Int(root.index) - start + 1)
    var call = typed.calls.count
    for place in places.indices.reversed() {
      let id = NodeID(index: Int32(start + place))
      let operands = tree.operands(of: id)
      guard let first = operands.first else { continue }
      func assign(_ role: Role, to operand: NodeID, for owner: NodeID) {
        places[Int(operand.index) - start] = Place(role: role, owner: owner, cost: role == .part ? 0 : 1)
      }
      switch tree[id].kind {
      case .group: assign(places[place].role, to: first, for: places[place].owner)
      case .binary(.and), .binary(.or): assign(.left, to: first, for: id)
      case .conditional, .call:
        if case .call = tree[id].kind {
          while call > 0, typed.calls[call - 1].node.index > id.index { call -= 1 }
          guard call > 0, typed.calls[call - 1].node == id, typed.calls[call - 1].form == .choice else { break }
        }
        assign(.condition, to: first, for: id)
        assign(.branch, to: operands[operands.startIndex + 1], for: id)
      case .member, .index:
        switch tree[tree.unwrapped(first)].kind {
        case .name, .member, .index: assign(.part, to: first, for: id)
        default: break
        }
        if operands.count > 1, let index = operands.last, writtenStep(to: index) != nil {
          assign(.part, to: index, for: id)
        }
      default: break
      }
      places[Int(first.index) - start].cost += places[place].cost
      places[place].cost = 0
    }
  }

  // MARK: Instructions

  private mutating func add(_ operation: Plan.Operation, _ id: NodeID) {
    instructions.append(Plan.Instruction(operation: operation, node: id, cost: begun))
    begun = 0
  }

  private mutating func add(_ value: Value, _ id: NodeID) {
    constants.append(EvaluationRun.Operand(value))
    add(.constant(Int32(clamping: constants.count - 1)), id)
  }

  /// Adds an instruction whose target is not known yet.
  private mutating func open(_ operation: Plan.Operation, _ id: NodeID) {
    add(operation, id)
    opened.append(instructions.count - 1)
  }

  /// Has the last instruction that was left open go on behind those that there are.
  private mutating func land() {
    guard let place = opened.popLast() else { return }
    let target = Int32(clamping: instructions.count)
    switch instructions[place].operation {
    case .decide(let sign, _): instructions[place].operation = .decide(sign, end: target)
    case .choose: instructions[place].operation = .choose(otherwise: target)
    default: instructions[place].operation = .jump(target)
    }
  }

  /// Adds what comes between an operand and the next one.
  private mutating func follow(_ role: Role, _ owner: NodeID) {
    switch role {
    case .left: if case .binary(let sign) = tree[owner].kind { open(.decide(sign, end: 0), owner) }
    case .condition: open(.choose(otherwise: 0), owner)
    case .branch:
      // The condition leads behind the jump, which leads past the other branch.
      add(.jump(0), owner)
      land()
      opened.append(instructions.count - 1)
    case .operand, .part: break
    }
  }

  /// Adds what a node does with the values of its operands.
  ///
  /// - Parameter call: the place of a call among those of the tree; nil where the function is not known.
  private mutating func evaluate(_ id: NodeID, call: Int?) {
    switch tree[id].kind {
    case .unary(let sign): add(.unary(sign), id)
    case .binary(let sign) where sign == .and || sign == .or:
      add(.conclude(sign), id)
      land()
    case .binary(let sign): add(.binary(sign), id)
    case .conditional: land()
    case .call: self.call(id, call)
    case .name, .member, .index: reference(id)
    case .string: add(.string(tree.stringValue(of: id)), id)
    case .integer: if let number = integer(id) { add(.integer(number), id) } else { add(.fail, id) }
    case .decimal:
      if let number = DecimalNumber(parsing: tree.text(tree[id].range)) {
        add(.decimal(number), id)
      } else {
        add(.fail, id)
      }
    case .boolean(let flag): add(.boolean(flag), id)
    case .notSet, .empty: add(.notSet, id)
    case .placeholder, .missing, .group: add(.fail, id)
    }
  }

  /// The value of an integer literal; nil where it is out of range.
  private func integer(_ id: NodeID) -> Int64? {
    Int64(tree.text(tree[id].range)).flatMap { $0 <= Value.maximumInteger ? $0 : nil }
  }

  private mutating func call(_ id: NodeID, _ place: Int?) {
    guard let place else {
      // What is put in for a placeholder may be the name of any function.
      if !tree.name(of: id).contains("{") { refuse(id, typed.failure(of: id)) }
      return add(.fail, id)
    }
    let call = typed.calls[place]
    switch call.form {
    case .choice: land()
    case .plain: add(.call(Int32(clamping: place)), id)
    case .wrongCount:
      let function = typed.functions.functions[call.function]
      let message = function.expectedCount(insteadOf: tree.operands(of: id).count)
      refuse(id, EvaluationError(.invalidArgumentCount, message, at: tree[id].range))
    }
  }

  private mutating func refuse(_ id: NodeID, _ error: EvaluationError) {
    if problem == nil { problem = (id, error) }
  }

  private mutating func reference(_ id: NodeID) {
    var steps: [AccessPath.Step] = []
    var dynamicCount = 0
    var base = id
    while true {
      let operands = tree.operands(of: base)
      if case .member = tree[base].kind {
        steps.append(.member(tree.name(of: base), tree[base].nameRange))
      } else if case .index = tree[base].kind, let index = operands.last {
        let step = writtenStep(to: index)
        if step == nil { dynamicCount += 1 }
        steps.append(step ?? .dynamic(index, tree[index].range))
      } else {
        break
      }
      guard let inner = operands.first else { break }
      base = tree.unwrapped(inner)
    }
    steps.reverse()
    let isNamed = if case .name = tree[base].kind { true } else { false }
    var path = AccessPath(
      root: isNamed ? tree.name(of: base) : "", rootRange: tree[base].range, steps: steps, range: tree[id].range)
    if isNamed {
      if let constant = Constants.value(of: path) { return add(constant, id) }
      path.prepare(tree.dottedName(of: id)?.name)
    }
    references.append(Plan.Reference(path: path, isNamed: isNamed, dynamicCount: dynamicCount))
    add(.reference(Int32(clamping: references.count - 1)), id)
  }

  /// An index that is written out as a step; nil for one that is evaluated.
  private func writtenStep(to index: NodeID) -> AccessPath.Step? {
    let literal = tree.unwrapped(index)
    switch tree[literal].kind {
    case .string: return .key(tree.stringValue(of: literal), tree[index].range)
    case .integer: return integer(literal).map { .index(Int(clamping: $0), tree[index].range) }
    default: return nil
    }
  }
}

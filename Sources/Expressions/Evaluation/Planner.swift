import SourceText

/// Makes the instructions of a plan.
///
/// What is still to be visited or added stands on a stack of its own, so that no expression, however it nests, needs
/// recursion.
struct Planner {
  private enum Task {
    case visit(NodeID)
    case add(Plan.Operation, NodeID)
    /// Add what has a target that is not known yet, and have ``land`` fill it in.
    case open(Plan.Operation, NodeID)
    /// Between two branches: jump over the second one, to which the condition jumps.
    case otherwise(NodeID)
    /// Have the last instruction that was left open go on behind those that there are.
    case land
  }

  private let typed: TypedTree
  private let tree: SyntaxTree
  private var tasks: [Task] = []
  /// The instructions whose targets are not known yet.
  private var open: [Int] = []
  /// How many nodes were visited since the last instruction.
  private var begun = 0
  private(set) var instructions: [Plan.Instruction] = []
  private(set) var constants: [EvaluationRun.Operand] = []
  private(set) var failures: [EvaluationError] = []
  private(set) var references: [Plan.Reference] = []
  private(set) var calls: [Plan.Call] = []
  private(set) var choices: [Plan.Choice] = []

  init(_ typed: TypedTree) {
    self.typed = typed
    tree = typed.syntax
  }

  mutating func plan(_ id: NodeID) {
    instructions.reserveCapacity(tree.nodes.count)
    tasks = [.visit(id)]
    while let task = tasks.popLast() {
      switch task {
      case .visit(let id): visit(id)
      case .add(let operation, let id): add(operation, id)
      case .open(let operation, let id):
        open.append(instructions.count)
        add(operation, id)
      case .otherwise(let id):
        add(.jump(0), id)
        land()
        open.append(instructions.count - 1)
      case .land: land()
      }
    }
  }

  private mutating func add(_ operation: Plan.Operation, _ id: NodeID) {
    instructions.append(Plan.Instruction(operation: operation, node: id, cost: begun))
    begun = 0
  }

  private mutating func land() {
    guard let place = open.popLast() else { return }
    let target = instructions.count
    switch instructions[place].operation {
    case .decide(let sign, _): instructions[place].operation = .decide(sign, end: target)
    case .choose(let choice, _): instructions[place].operation = .choose(choice, otherwise: target)
    default: instructions[place].operation = .jump(target)
    }
  }

  private mutating func add(_ value: Value, _ id: NodeID) {
    constants.append(EvaluationRun.Operand(value))
    add(.constant(constants.count - 1), id)
  }

  private mutating func fail(_ code: DiagnosticCode, _ message: String, at range: ByteRange, _ id: NodeID) {
    failures.append(EvaluationError(code, message, at: range))
    add(.fail(failures.count - 1), id)
  }

  private mutating func visit(_ id: NodeID) {
    begun += 1
    let node = tree[id]
    let operands = tree.operands(of: id)
    let first = operands.startIndex
    switch (node.kind, operands.count) {
    case (.group, 1): tasks.append(.visit(operands[first]))
    case (.unary(let sign), 1):
      tasks.append(.add(.unary(sign), id))
      tasks.append(.visit(operands[first]))
    case (.binary(let sign), 2) where sign == .and || sign == .or:
      tasks.append(.land)
      tasks.append(.add(.conclude(sign), id))
      tasks.append(.visit(operands[first + 1]))
      tasks.append(.open(.decide(sign, end: 0), id))
      tasks.append(.visit(operands[first]))
    case (.binary(let sign), 2):
      tasks.append(.add(.binary(sign), id))
      tasks.append(.visit(operands[first + 1]))
      tasks.append(.visit(operands[first]))
    case (.conditional, 3): choose(id, operands, owner: "‘?’")
    case (.call, _): call(id, operands)
    case (.name, _), (.member, _), (.index, _): reference(id)
    case (.string, _): add(.string(tree.stringValue(of: id)), id)
    case (.integer, _):
      if let number = integer(id) { return add(.integer(number), id) }
      fail(
        .overflow, "expected an Integer of at most \(Value.maximumInteger); write it with a fraction, as a Decimal",
        at: node.range, id)
    case (.decimal, _):
      if let number = DecimalNumber(parsing: tree.text(node.range)) { return add(.decimal(number), id) }
      fail(.overflow, "expected a Decimal of at most \(DecimalNumber.maximumDigits) digits", at: node.range, id)
    case (.boolean(let flag), _): add(.boolean(flag), id)
    case (.notSet, _), (.empty, _): add(.notSet, id)
    case (.placeholder, _):
      fail(
        .unknownHere, "the text that is put in for ‘\(tree.text(node.range))’ is not known", at: node.range, id)
    case (.missing, _), (.group, _), (.unary, _), (.binary, _), (.conditional, _):
      fail(.badOperand, "expected an expression", at: node.range, id)
    }
  }

  /// The value of an integer literal; nil where it is out of range.
  private func integer(_ id: NodeID) -> Int64? {
    Int64(tree.text(tree[id].range)).flatMap { $0 <= Value.maximumInteger ? $0 : nil }
  }

  private mutating func choose(_ id: NodeID, _ operands: ArraySlice<NodeID>, owner: String) {
    let (condition, then, otherwise) = (operands.startIndex, operands.startIndex + 1, operands.startIndex + 2)
    choices.append(
      Plan.Choice(
        then: tree.unwrapped(operands[then]), otherwise: tree.unwrapped(operands[otherwise]), owner: owner))
    tasks.append(.land)
    tasks.append(.visit(operands[otherwise]))
    tasks.append(.otherwise(id))
    tasks.append(.visit(operands[then]))
    tasks.append(.open(.choose(choices.count - 1, otherwise: 0), id))
    tasks.append(.visit(operands[condition]))
  }

  private mutating func call(_ id: NodeID, _ operands: ArraySlice<NodeID>) {
    guard let checked = typed.call(at: id) else {
      let name = tree.name(of: id)
      return fail(
        .unknownFunction,
        "expected the name of a function, found ‘\(name.clipped)’\(suggestion(typed.functions.names(near: name)))",
        at: tree[id].nameRange, id)
    }
    let overloads = typed.functions.functions[checked.function].overloads
    let candidates =
      overloads.allSatisfy { $0.takes(operands.count) } ? overloads : overloads.filter { $0.takes(operands.count) }
    guard let first = candidates.first else {
      let function = typed.functions.functions[checked.function]
      return fail(
        .invalidArgumentCount, function.expectedCount(insteadOf: operands.count), at: tree[id].range, id)
    }
    let name = typed.functions.functions[checked.function].name
    if case .choice = first.implementation, operands.count == 3 {
      return choose(id, operands, owner: "‘condition’ of ‘\(name)’")
    }
    calls.append(
      Plan.Call(
        name: name, candidates: candidates, chosen: checked.overload.map { overloads[$0] },
        range: tree[id].range, arguments: operands.map { tree[$0].range }))
    tasks.append(.add(.call(calls.count - 1), id))
    for operand in operands.reversed() { tasks.append(.visit(operand)) }
  }

  private mutating func reference(_ id: NodeID) {
    var nodes: [NodeID] = []
    var indexes: [NodeID] = []
    var steps: [AccessPath.Step] = []
    var base = id
    while tree[base].kind == .member || tree[base].kind == .index {
      nodes.append(base)
      let operands = tree.operands(of: base)
      if tree[base].kind == .member {
        steps.append(.member(tree.name(of: base), tree[base].nameRange))
      } else if let index = operands.last {
        steps.append(step(to: index))
        if case .dynamic = steps[steps.count - 1] { indexes.append(index) }
      }
      guard let inner = operands.first else { break }
      base = tree.unwrapped(inner)
    }
    nodes.reverse()
    steps.reverse()
    var path: AccessPath?
    if tree[base].kind == .name {
      let range = tree[base].range
      let written = AccessPath(root: tree.text(range), rootRange: range, steps: steps, range: tree[id].range)
      if let constant = Constants.value(of: written) { return add(constant, id) }
      path = written.prepared()
    }
    references.append(
      Plan.Reference(base: base, nodes: nodes, steps: steps, dynamicCount: indexes.count, path: path))
    tasks.append(.add(.reference(references.count - 1), id))
    for index in indexes { tasks.append(.visit(index)) }
    if path == nil { tasks.append(.visit(base)) }
  }

  /// An index as a step: one that is written out is read, any other one is evaluated.
  private func step(to index: NodeID) -> AccessPath.Step {
    let range = tree[index].range
    let literal = tree.unwrapped(index)
    switch tree[literal].kind {
    case .string: return .key(tree.stringValue(of: literal), range)
    case .integer: return integer(literal).map { .index(Int(clamping: $0), range) } ?? .dynamic(index, range)
    default: return .dynamic(index, range)
    }
  }
}

public import SourceText

/// One line of a trace: a part of the expression, and what became of it.
public struct TraceStep: Sendable {
  /// The part of the expression; parentheses around it are left out.
  public let node: NodeID
  /// How many steps it is inside of.
  public let depth: Int
  /// The bytes of the part.
  public let range: ByteRange
  /// What became of it.
  public let outcome: EvaluationTrace.Outcome
  /// Whether it is a literal, whose value is what is written.
  public let isLiteral: Bool
}

extension EvaluationTrace {
  /// The parts of the expression from the outermost on, each before those that it consists of.
  ///
  /// A reference that was answered as a whole is one part; what stands in its brackets is inside it.
  public func steps(of tree: SyntaxTree) -> [TraceStep] {
    var steps: [TraceStep] = []
    var pending: [(node: NodeID, depth: Int)] = [(tree.root, 0)]
    while let (id, depth) = pending.popLast() {
      let node = tree.unwrapped(id)
      var outcome = final(node)
      // The branch that was chosen failed, not the choice.
      if case .same = self[node], case .failed = outcome { outcome = .unfinished }
      steps.append(
        TraceStep(
          node: node, depth: depth, range: tree[node].range, outcome: outcome,
          isLiteral: tree[node].kind.isLiteral))
      // What was left out needs no account of its parts.
      if case .skipped = outcome { continue }
      for part in parts(of: node, in: tree).reversed() { pending.append((part, depth + 1)) }
    }
    return steps
  }

  /// What a node consists of for a reader.
  private func parts(of id: NodeID, in tree: SyntaxTree) -> [NodeID] {
    guard tree[id].kind.isAccess else { return Array(tree.operands(of: id)) }
    var parts: [NodeID] = []
    var node = id
    while tree[node].kind.isAccess {
      let operands = tree.operands(of: node)
      if tree[node].kind == .index, let index = operands.last, !tree[tree.unwrapped(index)].kind.isLiteral {
        parts.append(index)
      }
      guard let base = operands.first else { break }
      node = tree.unwrapped(base)
      switch self[node] {
      case .partOfReference, .notReached: continue
      default:
        parts.append(node)
        return parts.reversed()
      }
    }
    return parts.reversed()
  }
}

extension SyntaxKind {
  /// Whether it takes a part of another value: a member or an index.
  var isAccess: Bool { self == .member || self == .index }

  /// Whether the value is what is written.
  var isLiteral: Bool {
    switch self {
    case .string, .integer, .decimal, .boolean, .notSet, .empty: true
    default: false
    }
  }
}

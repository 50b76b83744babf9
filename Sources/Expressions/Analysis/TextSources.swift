/// What the text of an expression is made of.
package struct TextSources: Sendable {
  /// The literals, references and calls that give it, in order; each branch of a choice gives some.
  package private(set) var parts: [NodeID] = []
  /// Whether it is said or shown to somebody: a function that plays or sends it is among what was looked through.
  package private(set) var isPlayed = false

  /// Looks through what joins, keeps, chooses, plays or sends texts.
  package init(of tree: SyntaxTree) {
    guard !tree.nodes.isEmpty else { return }
    var pending = [tree.root]
    while let id = pending.popLast().map(tree.unwrapped) {
      let operands = tree.operands(of: id)
      switch tree[id].kind {
      case .conditional: pending += operands.dropFirst().reversed()
      case .binary(.add): pending += operands.reversed()
      case .call:
        guard let function = tree.function(of: id), let first = operands.first else { continue }
        let isPlayer = function.category == .audio || function.category == .communication
        isPlayed = isPlayed || isPlayer
        if function.isChoice {
          pending += operands.dropFirst().reversed()
        } else if function.traits.contains(.readsOut) {
          continue
        } else if function.traits.contains(.joins) || function.takesAnyNumber {
          pending += operands.reversed()
        } else if isPlayer || function.traits.contains(.keepsText) || function.traits.contains(.changesCase) {
          pending.append(first)
        } else {
          parts.append(id)
        }
      default: parts.append(id)
      }
    }
  }
}

extension Function {
  /// Whether it plays or sends all of its arguments.
  fileprivate var takesAnyNumber: Bool {
    category == .communication && overloads.contains { $0.parameters.last?.isVariadic == true }
  }
}

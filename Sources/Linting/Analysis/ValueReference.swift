import Expressions
import Flows
import SourceText

/// A reference as a rule sees it: a first word and the steps that lead from it into a value, whether they are written as
/// members, as indexes or as calls of `GetJsonObjectProperty`.
struct ValueReference {
  /// The first word as it is written.
  let root: String
  /// What follows it.
  let steps: [AccessPath.Step]
  /// The bytes of the whole reference.
  let range: ByteRange

  /// Whether the names of steps, from a place on, are these words in any letter case.
  func hasSteps(_ names: [String], at start: Int = 0) -> Bool {
    guard steps.count >= start + names.count else { return false }
    for (offset, name) in names.enumerated() where steps[start + offset].name?.lowercased() != name { return false }
    return true
  }

  /// The name of the variable that the reference begins with, `Flow.order` in `Flow.order.id`; its steps go on from the
  /// second. Nil for a word without a member.
  var variable: VariableName? {
    guard case .member(let member, _)? = steps.first else { return nil }
    return VariableName(root + "." + member)
  }
}

extension SyntaxTree {
  /// The reference that a node writes, or nil where it is none.
  func reference(of id: NodeID) -> ValueReference? {
    let chain = chain(from: id)
    guard self[chain.end].kind == .name else { return nil }
    return ValueReference(
      root: text(self[chain.end].nameRange), steps: chain.steps.reversed(), range: self[unwrapped(id)].range)
  }

  /// All references that are part of no longer one, in order of place.
  var references: [ValueReference] {
    guard !nodes.isEmpty else { return [] }
    var found: [ValueReference] = []
    var pending = [root]
    while let id = pending.popLast() {
      let chain = chain(from: id)
      for case .dynamic(let inner, _) in chain.steps { pending.append(inner) }
      if self[chain.end].kind == .name {
        found.append(
          ValueReference(
            root: text(self[chain.end].nameRange), steps: chain.steps.reversed(), range: self[unwrapped(id)].range))
      } else {
        pending += operands(of: chain.end)
      }
    }
    return found.sorted { $0.range < $1.range }
  }

  /// Follows members, indexes and property calls inwards: the steps, the last one first, and the node they start from.
  private func chain(from id: NodeID) -> (steps: [AccessPath.Step], end: NodeID) {
    var steps: [AccessPath.Step] = []
    var current = unwrapped(id)
    while let base = operands(of: current).first {
      let node = self[current]
      switch node.kind {
      case .member:
        steps.append(.member(text(node.nameRange), node.nameRange))
      case .index, .call:
        guard node.kind == .index || isPropertyCall(current), let key = operands(of: current).last else {
          return (steps, current)
        }
        steps.append(step(to: key))
      default:
        return (steps, current)
      }
      current = unwrapped(base)
    }
    return (steps, current)
  }

  private func step(to index: NodeID) -> AccessPath.Step {
    let inner = unwrapped(index)
    let node = self[inner]
    switch node.kind {
    case .string:
      return .key(stringValue(of: inner), node.range)
    case .integer:
      return Int(text(node.range)).map { .index($0, node.range) } ?? .dynamic(index, node.range)
    default:
      return .dynamic(index, self[index].range)
    }
  }

  private func isPropertyCall(_ id: NodeID) -> Bool {
    operands(of: id).count == 2 && name(of: id).lowercased() == "getjsonobjectproperty"
  }
}

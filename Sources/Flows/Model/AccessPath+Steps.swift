public import Expressions

extension AccessPath {
  /// Whether the names of steps, from a place on, are these words in any letter case.
  public func hasSteps(_ names: [String], at start: Int = 0) -> Bool {
    guard steps.count >= start + names.count else { return false }
    return zip(names, steps[start...]).allSatisfy { $1.isWord($0) }
  }

  /// The name of the variable that the reference begins with, `Flow.order` in `Flow.order.id`; its steps go on from the
  /// second. Nil for a word without a member.
  public var variable: VariableName? {
    guard case .member(let member, _)? = steps.first else { return nil }
    return VariableName(root + "." + member)
  }
}

extension ControlFlow {
  /// For each action whether what follows it in its list, or else around its list, may run once it is done.
  public func completions(of flow: Flow) -> [Bool] {
    var goesOn = flow.actions.map { _ in false }
    // What stands inside an action comes after it.
    for id in flow.actions.indices.reversed().map({ ActionID(index: $0) }) {
      switch flow[id].definition?.course {
      case .jumps, .returnsToMenu, .repeatsMenu, .opens, .endsTask, .endsState, .ends, .leaves, .nextPass, .leavesLoop:
        break
      case nil, .continues, .branches, .callsTask, .callsFlow, .transfers, .loops:
        let edges = successors(of: .action(id)) + successors(of: .after(id))
        goesOn[id.index] =
          edges.contains { edge in
            if case .exit = edge.target { return false }
            return [.next, .otherwise, .failure].contains(edge.reason)
          }
          || flow[id].branches.contains { branch in
            branch.isEnabled && branch.actions.last.map { goesOn[$0.index] } ?? true
          }
      }
    }
    return goesOn
  }
}

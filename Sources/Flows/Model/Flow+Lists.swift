extension Flow {
  /// Notes for each action the list that it stands in.
  mutating func placeActions() {
    for container in containers {
      // Of the choices of a menu one is run: each is a list of its own.
      let isMenu = container.kind == FlowContainer.menuKind
      for (position, id) in container.actions.enumerated() { actions[id.index].position = isMenu ? 0 : position }
    }
    for parent in actions.indices {
      for (branch, way) in actions[parent].branches.enumerated() {
        for (position, id) in way.actions.enumerated() {
          actions[id.index].branch = branch
          actions[id.index].position = position
        }
      }
    }
  }

  /// The way out of its parent that holds an action; nil for one of a container's own list.
  public func branch(of id: ActionID) -> FlowBranch? {
    guard let parent = self[id].parent, let branch = self[id].branch else { return nil }
    return self[parent].branches[branch]
  }

  /// The actions before an action in its list, the nearest first.
  public func earlier(than id: ActionID) -> ReversedCollection<ArraySlice<ActionID>> {
    let list = branch(of: id)?.actions ?? (self[id].parent == nil ? self[self[id].container].actions : [])
    guard let position = self[id].position, position < list.count, list[position] == id else {
      return ArraySlice<ActionID>().reversed()
    }
    return list[..<position].reversed()
  }

  /// Whether nothing stands behind an action in its list.
  public func isLast(_ id: ActionID) -> Bool {
    let list = branch(of: id)?.actions ?? (self[id].parent == nil ? self[self[id].container].actions : [])
    return list.last == id
  }

  /// The innermost loop that an action stands in; nil where it stands in none.
  public func loop(around id: ActionID) -> ActionID? {
    sequence(first: id) { self[$0].parent }.dropFirst().first { self[$0].definition?.course == .loops }
  }
}

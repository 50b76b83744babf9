import Documents
public import Flows

extension FlowProgram {
  /// The ways out of an action, by the names that runs, tests and coverage have for them.
  ///
  /// Those of a switch are `case 1`, `case 2`…, those of intents and choices the names that their author gave. A way that
  /// is turned off is none; one that is only inferred, or of newer versions, is one where the file writes it.
  public func ways(of id: ActionID) -> [String] {
    let action = flow[id]
    guard let type = action.definition else { return action.branches.indices.map { name(ofBranch: $0, of: id) } }
    if type.isMenuChoice { return [] }
    switch type.decidedBy {
    case .cases: return (action.decision?.conditions ?? []).indices.map { "case \($0 + 1)" } + ["default"]
    case .condition, .count: return type.ways.map(\.name)
    case nil: break
    }
    if type.course == .callsTask {
      let named = properties.authoredWays(of: id).map(\.name)
      return named.isEmpty ? [] : ["default"] + named
    }
    if type.course == .loops {
      guard type.need == nil else { return type.ways.map(\.name) }
      return [ActionType.loopBody] + properties.untilCases(of: id).indices.map { "case \($0 + 1)" } + ["loopsMax"]
    }
    var ways: [String] = []
    for way in type.ways where !properties.isOff(way.name, of: id) {
      switch way.kind {
      case .authored:
        ways += properties.authoredWays(of: id).filter(\.isOn).map(\.name)
      case .implied, .success, .failure, .other:
        if !way.isUnsure || properties.isWritten(way.name, of: id) { ways.append(way.name) }
      }
    }
    return ways
  }

  /// The name of a way that holds actions.
  package func name(ofBranch branch: Int, of id: ActionID) -> String { flow.name(ofBranch: branch, of: id) }

  /// The way that holds actions and has a name.
  func branch(named name: String, of id: ActionID) -> Int? {
    flow[id].branches.indices.first { flow[id].branches[$0].isEnabled && self.name(ofBranch: $0, of: id) == name }
  }

  /// The ways out of a menu: the keys or names of its choices, and what happens where none is made.
  public func ways(ofMenu id: ContainerID) -> [String] {
    flow[id].actions.map { name(ofChoice: $0) } + ["no-input", "no-match"]
  }

  /// What a choice of a menu is called as a way.
  func name(ofChoice id: ActionID) -> String { flow[id].menuKey?.name ?? flow[id].name ?? "choice" }

  // MARK: Addresses

  /// How a file of mocks names an action: its container and its own name.
  package func address(of id: ActionID) -> String { addresses[id.index] }

  /// The addresses of the actions of a flow, by their places.
  package static func addresses(in flow: Flow) -> [String] {
    struct Name: Hashable {
      let container: ContainerID
      let name: String?
    }
    let names = flow.actions.map { Name(container: $0.container, name: $0.name) }
    let counts = names.reduce(into: [Name: Int]()) { $0[$1, default: 0] += 1 }
    var seen: [Name: Int] = [:]
    return flow.actions.indices.map { index in
      let (action, name) = (flow.actions[index], names[index])
      let holder = flow[action.container].name ?? flow[action.container].kind
      let address = "\(holder) › \(action.name ?? action.type)"
      seen[name, default: 0] += 1
      return counts[name] == 1 ? address : "\(address) #\(seen[name] ?? 1)"
    }
  }

  /// Whether an address means an action: `Container › Action`, `Container › Action #2`, `Container › [18]`, or the name of
  /// the action alone.
  public func isMeant(_ id: ActionID, by address: String) -> Bool {
    let action = flow[id]
    guard let arrow = address.firstRange(of: " › ") else { return action.name == address }
    let holder = flow[action.container]
    guard String(address[..<arrow.lowerBound]) == (holder.name ?? holder.kind) else { return false }
    let rest = String(address[arrow.upperBound...])
    if rest.hasPrefix("["), rest.hasSuffix("]") {
      let identity = rest.dropFirst().dropLast()
      return [action.trackingID, action.id, action.node["refId"]?.text].contains { $0.map { $0 == identity } ?? false }
    }
    return rest == (action.name ?? action.type) || address == self.address(of: id)
  }
}

extension Flow {
  /// The name of a way that holds actions, as runs, tests and coverage have it.
  package func name(ofBranch branch: Int, of id: ActionID) -> String {
    let action = self[id]
    let way = action.branches[branch]
    if action.definition?.decidedBy == .cases, let place = action.decision?.branches.firstIndex(of: branch) {
      return "case \(place + 1)"
    }
    // Whether the way has a name of its own in the table.
    if action.definition?.ways.contains(where: { $0.name == way.name && $0.kind != .authored }) == true {
      return way.name
    }
    return way.title ?? way.name
  }
}

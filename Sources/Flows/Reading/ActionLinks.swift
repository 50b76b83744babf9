import Documents

/// The actions of one container of a configuration, and the links between them.
struct ActionLinks {
  private let list: [Node]
  private let start: String?
  private let container: ContainerID
  private let path: [PathElement]
  /// The places in the list by id.
  private var places: [String: Int] = [:]
  /// The actions that have been put into the flow, by place in the list.
  private var placed: [ActionID?]

  init(_ node: Node, container: ContainerID, path: [PathElement]) {
    list = node["actionList"]?.listItems ?? []
    start = node["startAction"]?.text
    self.container = container
    self.path = path + [.key("actionList")]
    placed = Array(repeating: nil, count: list.count)
    for (place, action) in list.enumerated() {
      if let id = action["id"]?.text, places[id] == nil { places[id] = place }
    }
  }

  /// A list of actions that is still to be filled: what begins with an action and goes on by `nextAction`.
  private struct Run {
    let first: String
    let parent: ActionID?
    let branch: Int?
  }

  /// Puts the actions into a flow in the order of the links, and gives the id of each by its place in the list.
  ///
  /// An action that several links lead to stands where the first of them does. What nothing leads to comes last.
  mutating func place(in flow: inout Flow) -> [ActionID?] {
    var runs: [Run] = []
    if let start { runs.append(Run(first: start, parent: nil, branch: nil)) }
    while let run = runs.popLast() {
      var found: [Run] = []
      let ids = follow(run, in: &flow, &found)
      runs += found.reversed()
      if let parent = run.parent, let branch = run.branch {
        flow.actions[parent.index].branches[branch].actions = ids
      } else {
        flow.containers[container.index].actions += ids
      }
    }
    for place in list.indices where placed[place] == nil && list[place].kind == .mapping {
      _ = add(place, parent: nil, to: &flow)
    }
    return placed
  }

  private mutating func follow(_ run: Run, in flow: inout Flow, _ runs: inout [Run]) -> [ActionID] {
    var ids: [ActionID] = []
    var next: String? = run.first
    while let id = next, let place = places[id], placed[place] == nil {
      let action = add(place, parent: run.parent, to: &flow)
      ids.append(action)
      runs += branches(of: place, action, in: &flow)
      next = list[place]["nextAction"]?.text
    }
    return ids
  }

  private mutating func add(_ place: Int, parent: ActionID?, to flow: inout Flow) -> ActionID {
    let node = list[place]
    let id = ActionID(index: flow.actions.count)
    flow.actions.append(
      FlowAction(
        type: ActionType.name(ofConfiguration: node["__type"]?.text ?? ""), name: node["name"]?.text, node: node,
        path: path + [.index(place)], container: container, parent: parent, id: node["id"]?.text,
        trackingID: node["trackingId"]?.text))
    placed[place] = id
    return id
  }

  /// Adds the ways out of an action that lead anywhere.
  private func branches(of place: Int, _ action: ActionID, in flow: inout Flow) -> [Run] {
    let node = list[place]
    let base = path + [.index(place)]
    var ways = (node["paths"]?.listItems ?? []).enumerated().map { way in
      (node: way.element, path: base + [.key("paths"), .index(way.offset)])
    }
    if let way = node["path"], way.kind == .mapping { ways.append((way, base + [.key("path")])) }
    var runs: [Run] = []
    for way in ways {
      guard let first = way.node["nextActionId"]?.text, places[first] != nil else { continue }
      runs.append(Run(first: first, parent: action, branch: flow.actions[action.index].branches.count))
      flow.actions[action.index].branches.append(
        FlowBranch(name: name(of: way.node, in: flow.actions[action.index].definition), node: way.node, path: way.path))
    }
    return runs
  }

  private func name(of way: Node, in type: ActionType?) -> String {
    if let name = way["outputId"]?.text.flatMap(ConfigurationNames.branchName) { return name }
    return type?.decidedBy == .cases ? "case" : way["label"]?.text ?? ""
  }
}

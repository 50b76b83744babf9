import Documents

extension ArchyReader {
  mutating func readActions(_ list: ExportNode) -> [ActionID] {
    guard let container, list.list(isExpected: true) != nil else {
      readValue(list)
      return []
    }
    var ids: [ActionID] = []
    for item in list.taggedItems {
      guard let type = item.key else {
        within(.index(item.index)) { $0.readValue(item.whole) }
        continue
      }
      within([.index(item.index), .key(type)]) { reader in
        ids.append(reader.readAction(type, item.value, container))
      }
    }
    return ids
  }

  private mutating func readAction(_ type: String, _ body: ExportNode, _ container: ContainerID) -> ActionID {
    let id = addAction(type, body, container)
    let outer = action
    action = id
    readItems(body)
    for (key, value) in body.entries {
      within(.key(key)) { reader in
        guard Self.wayKeys.contains(key) else { return reader.readProperty(key, value) }
        reader.readBranches(value, key, of: id)
      }
    }
    action = outer
    return id
  }

  mutating func addAction(_ type: String, _ body: ExportNode, _ container: ContainerID) -> ActionID {
    flow.actions.append(
      FlowAction(
        type: type, name: body["name"]?.text, node: body.node, path: path, container: container, parent: action))
    return ActionID(index: flow.actions.count - 1)
  }

  /// Reads what stands under `outputs` or `evaluate` of an action: whatever there holds a list of `actions` is a branch.
  private mutating func readBranches(_ node: ExportNode, _ name: String, of id: ActionID) {
    if let items = node.list(isExpected: Self.listKeys.contains(name)) {
      if !Self.listKeys.contains(name), node.holdsActions {
        flow.misplacedLists.append(MisplacedList(way: name, node: node.node, action: id))
      }
      for (index, item) in items.enumerated() {
        within(.index(index)) { $0.readBranch(item, name, of: id) }
      }
      return
    }
    readBranch(node, name, of: id)
  }

  private mutating func readBranch(_ node: ExportNode, _ name: String, of id: ActionID) {
    readItems(node)
    for (key, value) in node.entries {
      within(.key(key)) { reader in
        if key == "actions", value.list(isExpected: true) != nil {
          var branch = FlowBranch(name: name, node: node.node, path: Array(reader.path.dropLast()))
          branch.actions = reader.readActions(value)
          reader.flow.actions[id.index].branches.append(branch)
        } else if Self.valueKeys.contains(key) || value.scalar != nil {
          reader.readProperty(key, value)
        } else {
          reader.readBranches(value, key, of: id)
        }
      }
    }
  }

  mutating func eachItem(_ items: [ExportNode], read: (inout ArchyReader, ExportNode) -> Void) {
    for (index, item) in items.enumerated() {
      within(.index(index)) { read(&$0, item) }
    }
  }

  /// Keys of values, below which no branch begins.
  private static let valueKeys: Set<String> = ["value", "exp", "lit", "var", "variable"]
}

extension ExportNode {
  /// Whether the items of a list are actions, as far as their types tell.
  fileprivate var holdsActions: Bool {
    let items = taggedItems
    return !items.isEmpty && items.allSatisfy { $0.key != nil && $0.value.node.kind == .mapping }
      && items.contains { ActionType.knownNames.contains($0.key ?? "") || $0.value["name"]?.text != nil }
  }
}

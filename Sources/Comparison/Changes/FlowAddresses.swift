/// How people name the parts of a flow: `Container › Action #2/way`.
struct FlowAddresses {
  /// Of each container.
  let containers: [String]
  /// Of each action.
  let actions: [String]

  init(_ flow: NormalFlow) {
    containers = flow.containers.map { $0.name ?? $0.kind }
    var counts: [String: Int] = [:]
    var totals: [String: Int] = [:]
    let plain = flow.actions.map { [containers] in "\(containers[$0.container]) › \($0.shownName)" }
    for address in plain { totals[address, default: 0] += 1 }
    actions = plain.map { address in
      guard totals[address, default: 0] > 1 else { return address }
      let count = counts[address, default: 0] + 1
      counts[address] = count
      return "\(address) #\(count)"
    }
  }

  /// The address of a list: of a way of an action, or of a container.
  func address(of list: FlowMatching.ListID, in flow: NormalFlow) -> String {
    let way = FlowMatching.list(list, in: flow)
    let holder =
      switch list.holder {
      case .container(let index): containers[index]
      case .action(let index): actions[index]
      }
    return way.name.isEmpty ? holder : "\(holder)/\(way.name)"
  }
}

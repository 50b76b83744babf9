package import Flows

/// What is different between two versions of a flow.
///
/// The comparison of two flows is that of the same two the other way round, mirrored: which of both is looked at first is
/// decided by what is in them.
package struct FlowComparison: Sendable {
  /// The differences, in the order of the new flow.
  package private(set) var changes: [FlowChange]
  /// How many properties were not compared, because only one of two formats has them.
  package private(set) var notCompared: Int
  /// The ways that just end and did not before.
  package private(set) var consequences: [FlowConsequence] = []

  /// Compares two flows.
  package init(_ old: Flow, _ new: Flow) {
    self.init(NormalFlow(old), NormalFlow(new), old, new)
  }

  init(_ old: NormalFlow, _ new: NormalFlow, _ oldFlow: Flow, _ newFlow: Flow) {
    let (first, second) = (old.text, new.text)
    let isMirrored = second.utf8.lexicographicallyPrecedes(first.utf8)
    let matching = isMirrored ? FlowMatching(new, old) : FlowMatching(old, new)
    var finder = ChangeFinder(matching)
    finder.find()
    notCompared = finder.notCompared
    var changes = isMirrored ? finder.changes.map(\.mirrored) : finder.changes
    changes.sort { left, right in
      let (one, other) = (left.order, right.order)
      if one != other { return (one.container, one.action, one.part) < (other.container, other.action, other.part) }
      return left.sortKey.lexicographicallyPrecedes(right.sortKey)
    }
    self.changes = changes
    guard !changes.isEmpty else { return }
    consequences = Self.silentEnds(
      old: oldFlow, new: newFlow, addresses: FlowAddresses(new), isMirrored: isMirrored, matching: matching)
  }

  private static func silentEnds(
    old: Flow, new: Flow, addresses: FlowAddresses, isMirrored: Bool, matching: FlowMatching
  ) -> [FlowConsequence] {
    guard !new.isForeign, !old.isForeign else { return [] }
    /// The part of the old flow that is the same.
    func origin(action: Int) -> Int? {
      isMirrored ? matching.actions[action]?.index : matching.newActions[action]
    }
    func origin(container: Int) -> Int? {
      isMirrored ? matching.containers[container]?.index : matching.newContainers[container]
    }
    struct Place: Hashable {
      let container: Int
      let action: Int
      let way: String
    }
    func places(_ end: SilentEnd) -> [(way: String, place: Place)] {
      (end.ways.isEmpty ? [""] : end.ways).map {
        ($0, Place(container: end.container.index, action: end.action?.index ?? -1, way: $0))
      }
    }
    var known: Set<Place> = []
    for end in ControlFlow(old).silentEnds(of: old) { known.formUnion(places(end).map(\.place)) }
    var found: [FlowConsequence] = []
    for end in ControlFlow(new).silentEnds(of: new) {
      for (way, place) in places(end) {
        let container = origin(container: place.container) ?? -1
        let action = place.action < 0 ? -1 : origin(action: place.action) ?? -2
        if known.contains(Place(container: container, action: action, way: way)) { continue }
        var address = end.action.map { addresses.actions[$0.index] } ?? addresses.containers[place.container]
        if !way.isEmpty { address += "/\(way)" }
        found.append(
          FlowConsequence(
            kind: .silentEnd, address: address, message: "nothing follows, and the interaction is left in silence"))
      }
    }
    return found
  }
}

/// Finds the differences of two flows whose parts are matched.
private struct ChangeFinder {
  let matching: FlowMatching
  private let old: NormalFlow
  private let new: NormalFlow
  private let oldAddresses: FlowAddresses
  private let newAddresses: FlowAddresses
  private let mates: [FlowMatching.ListID: FlowMatching.ListID]
  var changes: [FlowChange] = []
  var notCompared = 0

  init(_ matching: FlowMatching) {
    self.matching = matching
    old = matching.old
    new = matching.new
    oldAddresses = FlowAddresses(old)
    newAddresses = FlowAddresses(new)
    mates = Dictionary(matching.lists.map { ($0.value, $0.key) }) { first, _ in first }
  }

  mutating func find() {
    findOfFlow()
    findOfContainers()
    findOfVariables()
    findOfActions()
  }

  private mutating func add(
    _ kind: FlowChange.Kind, _ what: FlowChange.What, _ address: String, from oldAddress: String? = nil,
    key: String? = nil, old: String? = nil, new: String? = nil, by stage: FlowMatching.Stage? = nil,
    differences: [Difference] = [], at order: FlowChange.Order
  ) {
    changes.append(
      FlowChange(
        kind: kind, what: what, address: address, oldAddress: oldAddress == address ? nil : oldAddress, key: key,
        old: old,
        new: new, matchedBy: stage?.rawValue, differences: differences, order: order))
  }

  // MARK: Flow, containers, variables

  private mutating func findOfFlow() {
    let order = FlowChange.Order(container: -1, action: -1, part: 0)
    let address = new.name ?? new.type
    let oldAddress = old.name ?? old.type
    for part in FlowPart.allCases {
      switch part {
      case .name:
        if old.name != new.name {
          add(.renamed, .setting, address, from: oldAddress, key: "name", old: old.name, new: new.name, at: order)
        }
      case .type:
        if old.type != new.type {
          add(.changed, .setting, address, from: oldAddress, key: "type", old: old.type, new: new.type, at: order)
        }
      case .settings: compare(old.settings, new.settings, address, oldAddress, .name, at: order)
      case .variables, .containers, .actions, .shape: break
      }
    }
  }

  private func title(_ container: NormalContainer) -> String {
    container.name.map { "\(container.kind) ‘\($0)’" } ?? container.kind
  }

  private mutating func findOfContainers() {
    for (index, mate) in matching.containers.enumerated() {
      let container = old.containers[index]
      let address = oldAddresses.containers[index]
      guard let mate else {
        add(
          .removed, .container, address, old: title(container),
          at: FlowChange.Order(container: index, action: -1, part: 0))
        continue
      }
      let other = new.containers[mate.index]
      let newAddress = newAddresses.containers[mate.index]
      let order = FlowChange.Order(container: mate.index, action: -1, part: 1)
      for part in ContainerPart.allCases {
        switch part {
        case .kind:
          if container.kind != other.kind {
            add(
              .changed, .container, newAddress, from: address, key: "kind", old: container.kind, new: other.kind,
              by: mate.stage, at: order)
          }
        case .name:
          // One that stands in a choice of a menu goes by the choice's name.
          let isByChoice = container.choice.map { matching.actions[$0]?.index == other.choice } ?? false
          if container.name != other.name, !isByChoice {
            add(
              .renamed, .container, newAddress, from: address, old: container.name, new: other.name, by: mate.stage,
              at: order)
          }
        case .settings: compare(container.settings, other.settings, newAddress, address, mate.stage, at: order)
        case .id, .choice, .lists: break
        }
      }
    }
    for (index, mate) in matching.newContainers.enumerated() where mate == nil {
      add(
        .added, .container, newAddresses.containers[index], new: title(new.containers[index]),
        at: FlowChange.Order(container: index, action: -1, part: 0))
    }
  }

  private mutating func findOfVariables() {
    func address(_ variable: NormalVariable, _ addresses: FlowAddresses) -> String {
      variable.container.map { "\(addresses.containers[$0]) › \(variable.name)" } ?? variable.name
    }
    func described(_ variable: NormalVariable) -> String {
      let value = variable.settings.first { $0.key == "initialValue" }?.values.first.map { " = \($0.text)" } ?? ""
      return "\(variable.type)\(value)"
    }
    for (index, mate) in matching.variables.enumerated() {
      let variable = old.variables[index]
      let oldAddress = address(variable, oldAddresses)
      guard let mate else {
        // Those of a container that is gone are gone with it.
        if let home = variable.container, matching.containers[home] == nil { continue }
        add(
          .removed, .variable, oldAddress, old: described(variable),
          at: FlowChange.Order(container: variable.container ?? -1, action: -1, part: 2))
        continue
      }
      let other = new.variables[mate.index]
      let newAddress = address(other, newAddresses)
      let order = FlowChange.Order(container: other.container ?? -1, action: -1, part: 2)
      for part in VariablePart.allCases {
        switch part {
        case .name:
          if variable.name.lowercased() != other.name.lowercased() {
            add(
              .renamed, .variable, newAddress, from: oldAddress, old: variable.name, new: other.name, by: mate.stage,
              at: order)
          }
        case .type:
          if variable.type != other.type {
            add(
              .changed, .variable, newAddress, from: oldAddress, key: "type", old: variable.type, new: other.type,
              by: mate.stage, at: order)
          }
        case .container:
          let isSame =
            variable.container.map { matching.containers[$0]?.index == other.container } ?? (other.container == nil)
          if !isSame {
            add(
              .moved, .variable, newAddress, from: oldAddress,
              old: variable.container.map { oldAddresses.containers[$0] } ?? "the flow",
              new: other.container.map { newAddresses.containers[$0] } ?? "the flow", by: mate.stage, at: order)
          }
        case .settings:
          compare(
            variable.settings, other.settings, newAddress, oldAddress, mate.stage, of: .variable, at: order)
        }
      }
    }
    for (index, mate) in matching.newVariables.enumerated() where mate == nil {
      let variable = new.variables[index]
      if let home = variable.container, matching.newContainers[home] == nil { continue }
      add(
        .added, .variable, address(variable, newAddresses), new: described(variable),
        at: FlowChange.Order(container: variable.container ?? -1, action: -1, part: 2))
    }
  }

  // MARK: Actions

  private mutating func findOfActions() {
    for (index, mate) in matching.actions.enumerated() {
      let action = old.actions[index]
      guard let mate else {
        if isCovered(matching.oldPlaces[index], isOld: true) { continue }
        add(
          .removed, .action, oldAddresses.actions[index], old: described(index, in: old),
          at: FlowChange.Order(container: action.container, action: index, part: 0))
        continue
      }
      compare(index, mate)
    }
    for (index, mate) in matching.newActions.enumerated() where mate == nil {
      if isCovered(matching.newPlaces[index], isOld: false) { continue }
      add(
        .added, .action, newAddresses.actions[index], new: described(index, in: new),
        at: FlowChange.Order(container: new.actions[index].container, action: index, part: 0))
    }
    findMoved()
  }

  /// Whether what holds an action is itself in one flow only, and told of.
  private func isCovered(_ place: FlowMatching.Place?, isOld: Bool) -> Bool {
    guard let place else { return false }
    switch place.list.holder {
    case .container(let index):
      return isOld ? matching.containers[index] == nil : matching.newContainers[index] == nil
    case .action(let index):
      if isOld ? matching.actions[index] == nil : matching.newActions[index] == nil { return true }
      // A way that is there in one flow only is told of with what is in it.
      return isOld ? matching.lists[place.list] == nil : mates[place.list] == nil
    }
  }

  /// An action in words, with the number of those that it holds.
  private func described(_ index: Int, in flow: NormalFlow) -> String {
    let action = flow.actions[index]
    var count = 0
    var pending = action.ways
    while let way = pending.popLast() {
      count += way.actions.count
      for inner in way.actions { pending += flow.actions[inner].ways }
    }
    let name = action.name.map { "\(action.type) ‘\($0)’" } ?? action.type
    return count == 0 ? name : "\(name) with \(count) \(count == 1 ? "action" : "actions") in it"
  }

  private mutating func compare(_ index: Int, _ mate: FlowMatching.Mate) {
    let (action, other) = (old.actions[index], new.actions[mate.index])
    let (oldAddress, address) = (oldAddresses.actions[index], newAddresses.actions[mate.index])
    let order = FlowChange.Order(container: other.container, action: mate.index, part: 1)
    for part in ActionPart.allCases {
      switch part {
      case .type:
        if action.type != other.type {
          add(
            .changed, .action, address, from: oldAddress, key: "type", old: action.type, new: other.type,
            by: mate.stage,
            at: order)
        }
      case .name:
        if action.name != other.name {
          add(
            .renamed, .action, address, from: oldAddress, old: action.shownName, new: other.shownName, by: mate.stage,
            at: order)
        }
      case .settings: compare(action.settings, other.settings, address, oldAddress, mate.stage, at: order)
      case .statements:
        let keys = action.statements.map { Renaming.renamed($0, matching.renames) }
        let (ones, others) = (Set(keys), Set(other.statements))
        let before = keys.filter(others.contains)
        let after = other.statements.filter(ones.contains)
        if before != after, before.count == after.count {
          add(
            .moved, .setting, address, from: oldAddress, key: "statements", old: before.joined(separator: ", "),
            new: after.joined(separator: ", "), by: mate.stage, at: order)
        }
      case .ways: compareWays(index, mate)
      // Where it stands is told of the lists; the other two are of one file or for showing.
      case .container, .id, .shownName: break
      }
    }
  }

  private mutating func compareWays(_ index: Int, _ mate: FlowMatching.Mate) {
    let (ways, others) = (old.actions[index].ways, new.actions[mate.index].ways)
    let (oldAddress, address) = (oldAddresses.actions[index], newAddresses.actions[mate.index])
    let order = FlowChange.Order(container: new.actions[mate.index].container, action: mate.index, part: 2)
    func described(_ way: NormalWay, _ flow: NormalFlow) -> String {
      let condition = way.condition?.text
      let names = way.actions.prefix(3).map { flow.actions[$0].shownName } + (way.actions.count > 3 ? ["…"] : [])
      return [condition, names.isEmpty ? nil : names.joined(separator: ", ")].compactMap { $0 }.joined(separator: ": ")
    }
    var pairs: [(Int, Int)] = []
    for (place, way) in ways.enumerated() {
      let id = FlowMatching.ListID(holder: .action(index), index: place)
      guard let other = matching.lists[id] else {
        // A way whose actions have all moved is told of with them.
        if way.isCase || way.actions.contains(where: { matching.actions[$0] == nil }) {
          add(.removed, .way, "\(oldAddress)/\(way.name)", old: described(way, old), at: order)
        }
        continue
      }
      pairs.append((place, other.index))
      if let first = way.condition, let second = others[other.index].condition {
        compare(
          first, second, key: nil, .setting, "\(address)/\(others[other.index].name)", "\(oldAddress)/\(way.name)",
          mate.stage, at: order)
      }
    }
    for (place, way) in others.enumerated()
    where mates[FlowMatching.ListID(holder: .action(mate.index), index: place)] == nil {
      if way.isCase || way.actions.contains(where: { matching.newActions[$0] == nil }) {
        add(.added, .way, "\(address)/\(way.name)", new: described(way, new), at: order)
      }
    }
    // The first case that holds is taken, so that their order counts.
    let cases = pairs.filter { ways[$0.0].isCase }.sorted { $0.0 < $1.0 }
    let kept = Set(LongestRun.increasing(cases.map(\.1)))
    for (place, pair) in cases.enumerated() where !kept.contains(place) {
      add(
        .moved, .way, "\(address)/\(others[pair.1].name)", from: "\(oldAddress)/\(ways[pair.0].name)",
        old: ways[pair.0].name, new: others[pair.1].name, by: mate.stage, at: order)
    }
  }

  /// Tells of actions that stand in another list, or at another place among those that stayed in theirs.
  private mutating func findMoved() {
    var stayed: [FlowMatching.ListID: [(position: Int, other: Int, action: Int)]] = [:]
    for (index, mate) in matching.actions.enumerated() {
      guard let mate, let place = matching.oldPlaces[index], let other = matching.newPlaces[mate.index] else {
        continue
      }
      guard matching.lists[place.list] == other.list else {
        addMoved(index, mate, place, other, isInList: false)
        continue
      }
      if FlowMatching.list(place.list, in: old).isOrdered {
        stayed[place.list, default: []].append((place.position, other.position, index))
      }
    }
    for list in stayed.values {
      let list = list.sorted { $0.position < $1.position }
      let kept = Set(LongestRun.increasing(list.map(\.other)))
      for (place, item) in list.enumerated() where !kept.contains(place) {
        guard let mate = matching.actions[item.action], let old = matching.oldPlaces[item.action],
          let new = matching.newPlaces[mate.index]
        else { continue }
        addMoved(item.action, mate, old, new, isInList: true)
      }
    }
  }

  private mutating func addMoved(
    _ index: Int, _ mate: FlowMatching.Mate, _ place: FlowMatching.Place, _ other: FlowMatching.Place, isInList: Bool
  ) {
    func text(_ place: FlowMatching.Place, _ flow: NormalFlow, _ addresses: FlowAddresses) -> String {
      let list = addresses.address(of: place.list, in: flow)
      return isInList ? "\(list), place \(place.position + 1)" : list
    }
    add(
      .moved, .action, newAddresses.actions[mate.index], from: oldAddresses.actions[index],
      old: text(place, old, oldAddresses), new: text(other, new, newAddresses), by: mate.stage,
      at: FlowChange.Order(container: new.actions[mate.index].container, action: mate.index, part: 0))
  }

  // MARK: Properties

  private mutating func compare(
    _ settings: [NormalSetting], _ others: [NormalSetting], _ address: String, _ oldAddress: String,
    _ stage: FlowMatching.Stage, of what: FlowChange.What? = nil, at order: FlowChange.Order
  ) {
    // What only one of two shapes has cannot be compared between them.
    let isWhole = old.shape == new.shape
    func compared(_ settings: [NormalSetting]) -> [NormalSetting] { isWhole ? settings : settings.filter(\.isShared) }
    let (ones, rest) = (compared(settings), compared(others))
    notCompared += settings.count - ones.count + others.count - rest.count
    let byKey = Dictionary(rest.map { ($0.comparedKey, $0) }) { first, _ in first }
    var seen: Set<String> = []
    for setting in ones {
      let key =
        setting.subject == .statement ? Renaming.renamed(setting.comparedKey, matching.renames) : setting.comparedKey
      seen.insert(key)
      guard let other = byKey[key] else {
        for value in setting.values {
          add(
            .removed, self.what(setting.subject, value, value, of: what), oldAddress, key: setting.key, old: value.text,
            at: order)
        }
        continue
      }
      compareLists(setting, other, address, oldAddress, stage, of: what, at: order)
    }
    for other in rest where !seen.contains(other.comparedKey) {
      for value in other.values {
        add(
          .added, self.what(other.subject, value, value, of: what), address, key: other.key, new: value.text, at: order)
      }
    }
  }

  private mutating func compareLists(
    _ setting: NormalSetting, _ other: NormalSetting, _ address: String, _ oldAddress: String,
    _ stage: FlowMatching.Stage, of what: FlowChange.What?, at order: FlowChange.Order
  ) {
    if setting.values.count == 1, other.values.count == 1 {
      compare(
        setting.values[0], other.values[0], key: other.key, other.subject, address, oldAddress, stage, of: what,
        at: order)
      return
    }
    let keys = setting.values.map { "\($0.form == .expression)" + Renaming.renamed($0.key, matching.renames) }
    let others = other.values.map { "\($0.form == .expression)" + $0.key }
    guard keys != others else { return }
    let pairs = FlowMatching.inOrder(keys.indices, others.indices, { keys[$0] }, { others[$0] })
    let (ones, mates) = (Set(pairs.map(\.0)), Set(pairs.map(\.1)))
    let left = keys.indices.filter { !ones.contains($0) }
    let right = others.indices.filter { !mates.contains($0) }
    for (first, second) in zip(left, right) {
      compare(
        setting.values[first], other.values[second], key: other.key, other.subject, address, oldAddress, stage,
        of: what,
        at: order)
    }
    for place in left.dropFirst(right.count) {
      let value = setting.values[place]
      add(
        .removed, self.what(setting.subject, value, value, of: what), oldAddress, key: setting.key, old: value.text,
        at: order)
    }
    for place in right.dropFirst(left.count) {
      let value = other.values[place]
      add(.added, self.what(other.subject, value, value, of: what), address, key: other.key, new: value.text, at: order)
    }
    let moved = pairs.sorted { $0.0 < $1.0 }.map(\.1)
    if moved != moved.sorted() {
      add(
        .moved, self.what(other.subject, other.values[0], other.values[0], of: what), address, from: oldAddress,
        key: other.key, old: setting.values.map(\.text).joined(separator: ", "),
        new: other.values.map(\.text).joined(separator: ", "), by: stage, at: order)
    }
  }

  private mutating func compare(
    _ first: NormalValue, _ second: NormalValue, key: String?, _ subject: FlowSetting.Subject, _ address: String,
    _ oldAddress: String, _ stage: FlowMatching.Stage, of what: FlowChange.What? = nil, at order: FlowChange.Order
  ) {
    guard !isSame(first, second) else { return }
    var differences: [Difference] = []
    if first.form == .expression, second.form == .expression {
      differences = ExpressionForm.differences(ExpressionForm(first.text), ExpressionForm(second.text))
      // A variable that is only called otherwise is no difference here.
      let (before, after) = (Array(first.text.utf8), Array(second.text.utf8))
      differences.removeAll { part in
        let old = String(decoding: before[part.old], as: UTF8.self).lowercased()
        let new = String(decoding: after[part.new], as: UTF8.self).lowercased()
        return Renaming.renamed(old, matching.renames) == new
      }
    }
    add(
      .changed, self.what(subject, first, second, of: what), address, from: oldAddress, key: key, old: first.text,
      new: second.text, by: stage, differences: differences, at: order)
  }

  private func isSame(_ first: NormalValue, _ second: NormalValue) -> Bool {
    switch (first.form, second.form) {
    case (.container(let one), .container(let other)): return matching.containers[one]?.index == other
    case (.action(let one), .action(let other)): return matching.actions[one]?.index == other
    case (.container, _), (.action, _), (_, .container), (_, .action): return false
    case (.literal, .literal): return first.key == second.key
    case (.literal, _), (_, .literal): return false
    // A variable that is read is an expression in one format and a reference in another.
    default: return Renaming.renamed(first.key, matching.renames) == second.key
    }
  }

  private func what(
    _ subject: FlowSetting.Subject, _ first: NormalValue, _ second: NormalValue, of what: FlowChange.What?
  ) -> FlowChange.What {
    let isExpression = first.form == .expression || second.form == .expression
    let areExpressions = first.form == .expression && second.form == .expression && first != second
    switch subject {
    case .name: return areExpressions ? .expression : .name
    case .way: return .way
    case .attribute: return areExpressions ? .expression : .attribute
    case .statement, .setting: return what ?? (isExpression ? .expression : .setting)
    }
  }
}

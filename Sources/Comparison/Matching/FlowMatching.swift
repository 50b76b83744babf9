import Flows

/// Which parts of two flows are the same part, and how that is known.
struct FlowMatching {
  /// The stage in which two parts were matched.
  enum Stage: String {
    case id, name, content, similarity
  }

  /// A part of the other flow.
  struct Mate {
    let index: Int
    let stage: Stage
  }

  let old: NormalFlow
  let new: NormalFlow
  /// For each part of the old flow that of the new one.
  private(set) var containers: [Mate?]
  private(set) var variables: [Mate?]
  private(set) var actions: [Mate?]
  /// Whether a part of the new flow is matched.
  private(set) var newContainers: [Int?]
  private(set) var newVariables: [Int?]
  private(set) var newActions: [Int?]
  /// The lists of actions that belong together, those of the old flow first.
  private(set) var lists: [ListID: ListID] = [:]
  /// Where each action of either flow stands.
  let oldPlaces: [Place?]
  let newPlaces: [Place?]
  /// The names of variables that have another one in the new flow, both in lower case.
  private(set) var renames: [String: String] = [:]

  /// A list of actions: of a container or of an action, by place among its own.
  struct ListID: Hashable {
    enum Holder: Hashable {
      case container(Int), action(Int)
    }
    let holder: Holder
    let index: Int
  }

  /// Where an action stands.
  struct Place {
    let list: ListID
    let position: Int
  }

  private var oldHashes: Hashes
  private var newHashes: Hashes
  /// Lists that belong together and have not been looked into.
  private var pending: [(old: ListID, new: ListID)] = []

  init(_ old: NormalFlow, _ new: NormalFlow) {
    self.old = old
    self.new = new
    containers = Array(repeating: nil, count: old.containers.count)
    newContainers = Array(repeating: nil, count: new.containers.count)
    variables = Array(repeating: nil, count: old.variables.count)
    newVariables = Array(repeating: nil, count: new.variables.count)
    actions = Array(repeating: nil, count: old.actions.count)
    newActions = Array(repeating: nil, count: new.actions.count)
    oldPlaces = Self.places(in: old)
    newPlaces = Self.places(in: new)
    oldHashes = Hashes(empty: old)
    newHashes = Hashes(empty: new)
    matchContainers()
    matchVariables()
    hash()
    matchContainersByContent()
    matchVariablesByUse()
    // What is called otherwise now is compared under its new name.
    hash()
    matchActions()
  }

  private static func places(in flow: NormalFlow) -> [Place?] {
    var places: [Place?] = Array(repeating: nil, count: flow.actions.count)
    func note(_ ways: [NormalWay], of holder: ListID.Holder) {
      for (index, way) in ways.enumerated() {
        for (position, action) in way.actions.enumerated() {
          places[action] = Place(list: ListID(holder: holder, index: index), position: position)
        }
      }
    }
    for (index, container) in flow.containers.enumerated() { note(container.lists, of: .container(index)) }
    for (index, action) in flow.actions.enumerated() { note(action.ways, of: .action(index)) }
    return places
  }

  static func list(_ id: ListID, in flow: NormalFlow) -> NormalWay {
    switch id.holder {
    case .container(let container): flow.containers[container].lists[id.index]
    case .action(let action): flow.actions[action].ways[id.index]
    }
  }

  private mutating func hash() {
    oldHashes = Hashes(old, renames: renames) { [containers] in containers[$0].map { $0.index } }
    newHashes = Hashes(new, renames: [:]) { $0 }
  }

  // MARK: Containers

  private mutating func match(container left: Int, _ right: Int, _ stage: Stage) {
    containers[left] = Mate(index: right, stage: stage)
    newContainers[right] = left
  }

  private mutating func matchContainers() {
    let names = Set(new.containers.map { $0.name ?? "" })
    let oldNames = Set(old.containers.map { $0.name ?? "" })
    let (old, new) = (old, new)
    for (left, right) in Self.unique(
      old.containers.indices, new.containers.indices, { old.containers[$0].id.map { [$0] } },
      { new.containers[$0].id.map { [$0] } })
    {
      let (first, second) = (old.containers[left], new.containers[right])
      // An id that now belongs to what has another container's name says nothing.
      let isSame =
        first.name == second.name || !names.contains(first.name ?? "") && !oldNames.contains(second.name ?? "")
      if first.kind == second.kind, isSame { match(container: left, right, .id) }
    }
    for byKind in [true, false] {
      let pairs = Self.inOrder(
        old.containers.indices.filter { containers[$0] == nil },
        new.containers.indices.filter { newContainers[$0] == nil },
        { [byKind ? old.containers[$0].kind : "", old.containers[$0].name ?? ""] },
        { [byKind ? new.containers[$0].kind : "", new.containers[$0].name ?? ""] })
      for (left, right) in pairs { match(container: left, right, .name) }
    }
  }

  private mutating func matchContainersByContent() {
    let (old, new, oldHashes, newHashes) = (old, new, oldHashes, newHashes)
    func free() -> ([Int], [Int]) {
      (
        old.containers.indices.filter { containers[$0] == nil },
        new.containers.indices.filter { newContainers[$0] == nil }
      )
    }
    var (left, right) = free()
    guard !left.isEmpty, !right.isEmpty else { return }
    let pairs = Self.inOrder(
      left, right, { old.containers[$0].lists.first?.actions.isEmpty == false ? oldHashes.containers[$0] : nil },
      { new.containers[$0].lists.first?.actions.isEmpty == false ? newHashes.containers[$0] : nil })
    for (left, right) in pairs { match(container: left, right, .content) }
    (left, right) = free()
    let similar = Similarity.pairs(
      left.map { ($0, oldHashes.features(ofContainer: $0, in: old)) },
      right.map { ($0, newHashes.features(ofContainer: $0, in: new)) })
    for (left, right) in similar where old.containers[left].kind == new.containers[right].kind {
      match(container: left, right, .similarity)
    }
    (left, right) = free()
    // Of what has nothing in it one is as good as the other, where there is no choice.
    for kind in Set(left.map { old.containers[$0].kind }) {
      let ones = left.filter { old.containers[$0].kind == kind && Self.isEmpty(old.containers[$0]) }
      let others = right.filter { new.containers[$0].kind == kind && Self.isEmpty(new.containers[$0]) }
      if ones.count == 1, others.count == 1 { match(container: ones[0], others[0], .content) }
    }
  }

  private static func isEmpty(_ container: NormalContainer) -> Bool {
    container.lists.allSatisfy(\.actions.isEmpty) && container.settings.isEmpty
  }

  // MARK: Variables

  private mutating func match(variable left: Int, _ right: Int, _ stage: Stage) {
    variables[left] = Mate(index: right, stage: stage)
    newVariables[right] = left
    let (first, second) = (old.variables[left].name.lowercased(), new.variables[right].name.lowercased())
    if first != second { renames[first] = second }
  }

  /// The container that a variable belongs to, as the new flow has it; nil where that has none such.
  private func home(ofOld variable: Int) -> Int? {
    old.variables[variable].container.map { containers[$0]?.index ?? -2 - $0 } ?? -1
  }

  private mutating func matchVariables() {
    let (old, new) = (old, new)
    let pairs = Self.inOrder(
      Array(old.variables.indices), Array(new.variables.indices),
      { ["\(home(ofOld: $0) ?? -1)", old.variables[$0].name.lowercased()] },
      { ["\(new.variables[$0].container ?? -1)", new.variables[$0].name.lowercased()] })
    for (left, right) in pairs { match(variable: left, right, .name) }
    // One that moved to another container.
    let moved = Self.unique(
      old.variables.indices.filter { variables[$0] == nil }, new.variables.indices.filter { newVariables[$0] == nil },
      { [old.variables[$0].name.lowercased()] }, { [new.variables[$0].name.lowercased()] })
    for (left, right) in moved { match(variable: left, right, .name) }
  }

  /// Matches what has another name now by where it is used, and what is used nowhere by what it is.
  private mutating func matchVariablesByUse() {
    let left = old.variables.indices.filter { variables[$0] == nil }
    let right = new.variables.indices.filter { newVariables[$0] == nil }
    guard !left.isEmpty, !right.isEmpty else { return }
    let ones = VariableContexts(of: left, in: old)
    let others = VariableContexts(of: right, in: new)
    let similar = Similarity.pairs(
      left.map { ($0, ones.features(of: $0)) }, right.map { ($0, others.features(of: $0)) }, share: 400)
    for (left, right) in similar
    where old.variables[left].type == new.variables[right].type
      && home(ofOld: left) == (new.variables[right].container ?? -1)
    {
      match(variable: left, right, .similarity)
    }
    let (old, new) = (old, new)
    func traits(_ variable: NormalVariable, _ home: Int) -> [String] {
      let scope = variable.name.split(separator: ".").first.map { $0.lowercased() } ?? ""
      let settings = variable.settings.filter(\.isShared).map {
        $0.key + "\u{1F}" + $0.values.map(\.key).joined(separator: "\u{1F}")
      }
      return ["\(home)", scope, variable.type] + settings
    }
    let same = Self.unique(
      left.filter { variables[$0] == nil && ones.features(of: $0).isEmpty },
      right.filter { newVariables[$0] == nil && others.features(of: $0).isEmpty },
      { traits(old.variables[$0], home(ofOld: $0) ?? -1) },
      { traits(new.variables[$0], new.variables[$0].container ?? -1) })
    for (left, right) in same { match(variable: left, right, .content) }
  }

  // MARK: Actions

  private mutating func match(_ left: Int, _ right: Int, _ stage: Stage) {
    actions[left] = Mate(index: right, stage: stage)
    newActions[right] = left
    // Their ways belong together.
    let (ones, others) = (old.actions[left].ways, new.actions[right].ways)
    for (first, second) in Self.ways(ones, others) {
      pair(ListID(holder: .action(left), index: first), ListID(holder: .action(right), index: second))
    }
  }

  private mutating func pair(_ left: ListID, _ right: ListID) {
    lists[left] = right
    pending.append((left, right))
  }

  /// The ways of two actions that belong together: cases by condition, then by place; others by name.
  static func ways(_ left: [NormalWay], _ right: [NormalWay]) -> [(Int, Int)] {
    var pairs = inOrder(
      left.indices.filter { !left[$0].isCase }, right.indices.filter { !right[$0].isCase }, { [left[$0].name] },
      { [right[$0].name] })
    let cases = left.indices.filter { left[$0].isCase }
    let others = right.indices.filter { right[$0].isCase }
    var matched = inOrder(cases, others, { [left[$0].condition?.key ?? ""] }, { [right[$0].condition?.key ?? ""] })
    let (ones, mates) = (Set(matched.map(\.0)), Set(matched.map(\.1)))
    let rest = cases.filter { !ones.contains($0) }
    let free = others.filter { !mates.contains($0) }
    if rest.count == free.count {
      matched += zip(rest, free).map { ($0, $1) }
    } else {
      // One that was changed keeps its place between those that were not.
      var rank = Dictionary(matched.map { ($0.0, $0.1) }) { first, _ in first }
      var left = Set(free)
      for place in rest {
        let mate = (place > 0 ? rank[place - 1] ?? -2 : -1) + 1
        guard left.remove(mate) != nil else { continue }
        rank[place] = mate
        matched.append((place, mate))
      }
    }
    pairs += matched
    return pairs
  }

  private mutating func matchActions() {
    let (old, new) = (old, new)
    for (left, right) in Self.unique(
      old.actions.indices, new.actions.indices, { old.actions[$0].id.map { [$0] } }, { new.actions[$0].id.map { [$0] } }
    )
    where old.actions[left].type == new.actions[right].type && isCredible(left, right) { match(left, right, .id) }
    matchByName()
    matchUnique { hashes, action in hashes.whole[action] }
    for (left, mate) in containers.enumerated() {
      guard let mate else { continue }
      for index in 0..<min(old.containers[left].lists.count, new.containers[mate.index].lists.count) {
        pair(ListID(holder: .container(left), index: index), ListID(holder: .container(mate.index), index: index))
      }
    }
    align()
    // What is left has moved, or has changed much.
    matchRest { hashes, action in hashes.whole[action] }
    matchByName(isAnywhere: true)
    align()
    matchRest { hashes, action in hashes.own[action] }
    matchSimilar()
    align()
  }

  /// Whether an id is no contradiction to names: one that now belongs to what has the name of another action is.
  private func isCredible(_ left: Int, _ right: Int) -> Bool {
    let (first, second) = (old.actions[left].name, new.actions[right].name)
    if first == second { return true }
    guard let first, let second else { return true }
    return !newNames.contains(first) || !oldNames.contains(second)
  }

  private var oldNames: Set<String> { oldHashes.names }
  private var newNames: Set<String> { newHashes.names }

  private func freeActions() -> ([Int], [Int]) {
    (old.actions.indices.filter { actions[$0] == nil }, new.actions.indices.filter { newActions[$0] == nil })
  }

  private mutating func matchByName(isAnywhere: Bool = false) {
    let (old, new) = (old, new)
    let containers = containers
    func home(_ action: Int) -> String { containers[old.actions[action].container].map { "\($0.index)" } ?? "-" }
    // In the same container with the type, then with another, then anywhere.
    for (isLocal, hasType) in [(true, true), (true, false), (false, true)] {
      let (left, right) = freeActions()
      let pairs = Self.unique(
        left, right,
        { place in
          old.actions[place].name.map { [isLocal ? home(place) : "", hasType ? old.actions[place].type : "", $0] }
        },
        { place in
          new.actions[place].name.map {
            [isLocal ? "\(new.actions[place].container)" : "", hasType ? new.actions[place].type : "", $0]
          }
        })
      for (left, right) in pairs { match(left, right, .name) }
    }
    guard isAnywhere else { return }
    let (left, right) = freeActions()
    let pairs = Self.inOrder(
      left, right, { place in old.actions[place].name.map { [old.actions[place].type, $0] } },
      { place in new.actions[place].name.map { [new.actions[place].type, $0] } })
    for (left, right) in pairs { match(left, right, .name) }
  }

  private mutating func matchUnique(_ hash: (Hashes, Int) -> Int) {
    let (oldHashes, newHashes) = (oldHashes, newHashes)
    let (left, right) = freeActions()
    for (left, right) in Self.unique(left, right, { hash(oldHashes, $0) }, { hash(newHashes, $0) }) {
      match(left, right, .content)
    }
  }

  private mutating func matchRest(_ hash: (Hashes, Int) -> Int) {
    let (oldHashes, newHashes) = (oldHashes, newHashes)
    let (left, right) = freeActions()
    for (left, right) in Self.inOrder(left, right, { hash(oldHashes, $0) }, { hash(newHashes, $0) }) {
      match(left, right, .content)
    }
    align()
  }

  private mutating func matchSimilar() {
    let (left, right) = freeActions()
    let pairs = Similarity.pairs(
      left.map { ($0, oldHashes.features(of: $0)) }, right.map { ($0, newHashes.features(of: $0)) })
    for (left, right) in pairs {
      let (first, second) = (old.actions[left], new.actions[right])
      guard first.type == second.type || first.name != nil && first.name == second.name else { continue }
      match(left, right, .similarity)
    }
  }

  // MARK: Lists

  /// Matches the actions of lists that belong together, as far as they stand in the same order.
  private mutating func align() {
    while let (left, right) = pending.popLast() {
      align(Self.list(left, in: old).actions, Self.list(right, in: new).actions)
    }
  }

  private mutating func align(_ left: [Int], _ right: [Int]) {
    let oldHashes = oldHashes
    let newHashes = newHashes
    // Each key matches less of an action than the one before it.
    step(left, right, .content, { oldHashes.whole[$0] }, { newHashes.whole[$0] })
    step(
      left, right, .name, { oldHashes.named[$0] },
      { newHashes.named[$0] })
    step(left, right, .content, { oldHashes.own[$0] }, { newHashes.own[$0] })
    step(left, right, .content, { oldHashes.inner[$0] }, { newHashes.inner[$0] })
    for (ones, others) in gaps(left, right) { matchGap(ones, others) }
  }

  /// Matches what has equal keys and stands in the same order between actions that are matched.
  private mutating func step<Key: Hashable>(
    _ left: [Int], _ right: [Int], _ stage: Stage, _ leftKey: (Int) -> Key?, _ rightKey: (Int) -> Key?
  ) {
    for (ones, others) in gaps(left, right) {
      for (first, second) in Self.inOrder(ones, others, leftKey, rightKey) { match(first, second, stage) }
    }
  }

  /// The runs of actions that are not matched, between those of both lists that are.
  private func gaps(_ left: [Int], _ right: [Int]) -> [([Int], [Int])] {
    var places: [Int: Int] = [:]
    for (position, action) in right.enumerated() { places[action] = position }
    let anchors = left.indices.compactMap { position -> (Int, Int)? in
      actions[left[position]].flatMap { places[$0.index] }.map { (position, $0) }
    }
    let kept = LongestRun.increasing(anchors.map(\.1)).map { anchors[$0] }
    var gaps: [([Int], [Int])] = []
    var (start, other) = (0, 0)
    for (end, otherEnd) in kept + [(left.count, right.count)] {
      let ones = left[start..<end].filter { actions[$0] == nil }
      let others = right[other..<otherEnd].filter { newActions[$0] == nil }
      if !ones.isEmpty, !others.isEmpty { gaps.append((ones, others)) }
      (start, other) = (end + 1, otherEnd + 1)
    }
    return gaps
  }

  /// Matches what is alike in a gap; where each type stands there as often as before, also what is not.
  private mutating func matchGap(_ left: [Int], _ right: [Int]) {
    let similar = Similarity.pairs(
      left.map { ($0, oldHashes.features(of: $0)) }, right.map { ($0, newHashes.features(of: $0)) }, share: 250)
    for (first, second) in similar where old.actions[first].type == new.actions[second].type {
      match(first, second, .similarity)
    }
    let types = Dictionary(grouping: left.filter { actions[$0] == nil }) { old.actions[$0].type }
    let others = Dictionary(grouping: right.filter { newActions[$0] == nil }) { new.actions[$0].type }
    for type in types.keys.sorted() {
      guard let ones = types[type], let others = others[type], ones.count == others.count else { continue }
      for (first, second) in zip(ones, others) where !isElsewhere(first, second) { match(first, second, .similarity) }
    }
    // Alone in its gap it is the same action with another type, where something of it is.
    let (ones, rest) = (left.filter { actions[$0] == nil }, right.filter { newActions[$0] == nil })
    if ones.count == 1, rest.count == 1, !isElsewhere(ones[0], rest[0]) {
      let features = Set(oldHashes.features(of: ones[0]))
      if !features.isDisjoint(with: newHashes.features(of: rest[0])) { match(ones[0], rest[0], .similarity) }
    }
  }

  /// Whether one of two actions stands, as it is or by its name, at another place of the other flow.
  private func isElsewhere(_ left: Int, _ right: Int) -> Bool {
    let isOne = newHashes.free.contains(oldHashes.whole[left]) || old.actions[left].name.map(newNames.contains) == true
    let isOther =
      oldHashes.free.contains(newHashes.whole[right]) || new.actions[right].name.map(oldNames.contains) == true
    return isOne || isOther
  }
}

extension FlowMatching {
  /// The pairs of what has a key that nothing else on its side has.
  static func unique<Key: Hashable>(
    _ left: some Sequence<Int>, _ right: some Sequence<Int>, _ leftKey: (Int) -> Key?, _ rightKey: (Int) -> Key?
  ) -> [(Int, Int)] {
    func places(_ all: some Sequence<Int>, _ key: (Int) -> Key?) -> [Key: Int?] {
      var places: [Key: Int?] = [:]
      for place in all {
        guard let key = key(place) else { continue }
        places[key] = places[key] == nil ? .some(place) : .some(nil)
      }
      return places
    }
    let left = Array(left)
    let ones = places(left, leftKey)
    let others = places(right, rightKey)
    return left.compactMap { place in
      guard let key = leftKey(place), let one = ones[key], one != nil, let other = others[key], let other else {
        return nil
      }
      return (place, other)
    }
  }

  /// The pairs of what has the same key, the first with the first, the second with the second.
  static func inOrder<Key: Hashable>(
    _ left: some Sequence<Int>, _ right: some Sequence<Int>, _ leftKey: (Int) -> Key?, _ rightKey: (Int) -> Key?
  ) -> [(Int, Int)] {
    var queues: [Key: (places: [Int], next: Int)] = [:]
    for place in right {
      guard let key = rightKey(place) else { continue }
      queues[key, default: ([], 0)].places.append(place)
    }
    var pairs: [(Int, Int)] = []
    for place in left {
      guard let key = leftKey(place), let queue = queues[key], queue.next < queue.places.count else { continue }
      queues[key]?.next += 1
      pairs.append((place, queue.places[queue.next]))
    }
    return pairs
  }
}

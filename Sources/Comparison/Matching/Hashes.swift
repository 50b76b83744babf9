import Flows

/// Hashes of the parts of a flow, for finding the same parts in another one.
struct Hashes {
  /// Of each action with its name and all that its ways hold.
  var whole: [Int]
  /// Of each action without its name and its ways.
  var own: [Int]
  /// Of each action without its name, with all that its ways hold.
  var inner: [Int]
  /// Of the type and the name of each action.
  var named: [Int: Int] = [:]
  /// Of the kind of each container and all that is in it.
  var containers: [Int]
  /// The names that authors gave to actions.
  var names: Set<String> = []
  /// All of ``whole``.
  var free: Set<Int> = []
  private var traits: [[Int]]

  init(empty flow: NormalFlow) {
    whole = []
    own = []
    inner = []
    containers = []
    traits = []
  }

  /// - Parameters:
  ///   - renames: the names that variables have in the other flow, both in lower case.
  ///   - mate: the container of the other flow that is the same.
  init(_ flow: NormalFlow, renames: [String: String], mate: (Int) -> Int?) {
    let count = flow.actions.count
    whole = Array(repeating: 0, count: count)
    own = whole
    inner = whole
    traits = Array(repeating: [], count: count)
    containers = Array(repeating: 0, count: flow.containers.count)
    for index in flow.actions.indices {
      let action = flow.actions[index]
      var hasher = Hasher()
      hasher.combine(action.type)
      named[index] = action.name.map { name in
        var hasher = Hasher()
        hasher.combine(action.type)
        hasher.combine(name)
        return hasher.finalize()
      }
      if let name = action.name { names.insert(name) }
      for setting in action.settings where setting.isShared {
        let hash = Self.hash(setting, renames, mate)
        hasher.combine(hash)
        traits[index].append(hash)
        // A property that is there with another value is something, too.
        traits[index].append(setting.comparedKey.hashValue)
      }
      own[index] = hasher.finalize()
    }
    // The actions in the ways of another one stand behind it in most exports; where not, the order of need is found.
    for index in Self.innerFirst(flow) {
      let action = flow.actions[index]
      var hasher = Hasher()
      hasher.combine(own[index])
      for way in action.ways {
        // Of a case the place says nothing: it is matched by its condition.
        hasher.combine(way.isCase ? "case" : way.name)
        hasher.combine(way.condition.map { Renaming.renamed($0.key, renames) })
        for inner in way.actions {
          hasher.combine(whole[inner])
          traits[index].append(whole[inner])
        }
        if let condition = way.condition { traits[index].append(Renaming.renamed(condition.key, renames).hashValue) }
      }
      inner[index] = hasher.finalize()
      hasher.combine(action.name)
      whole[index] = hasher.finalize()
    }
    for (index, container) in flow.containers.enumerated() {
      var hasher = Hasher()
      hasher.combine(container.kind)
      for setting in container.settings where setting.isShared { hasher.combine(Self.hash(setting, renames, mate)) }
      for list in container.lists {
        for action in list.actions { hasher.combine(whole[action]) }
      }
      containers[index] = hasher.finalize()
    }
    free = Set(whole)
  }

  private static func hash(_ setting: NormalSetting, _ renames: [String: String], _ mate: (Int) -> Int?) -> Int {
    var hasher = Hasher()
    hasher.combine(setting.subject == .statement ? Renaming.renamed(setting.comparedKey, renames) : setting.comparedKey)
    for value in setting.values {
      switch value.form {
      case .container(let index): hasher.combine(mate(index))
      case .action: break
      case .literal: hasher.combine(value.key)
      case .expression, .binding: hasher.combine(Renaming.renamed(value.key, renames))
      }
    }
    return hasher.finalize()
  }

  /// All actions, those in the ways of another one before it.
  private static func innerFirst(_ flow: NormalFlow) -> [Int] {
    var order: [Int] = []
    order.reserveCapacity(flow.actions.count)
    var isSeen = Array(repeating: false, count: flow.actions.count)
    for start in flow.actions.indices where !isSeen[start] {
      var pending = [start]
      isSeen[start] = true
      var found: [Int] = []
      while let index = pending.popLast() {
        found.append(index)
        for way in flow.actions[index].ways {
          for inner in way.actions where !isSeen[inner] {
            isSeen[inner] = true
            pending.append(inner)
          }
        }
      }
      order += found.reversed()
    }
    return order
  }

  /// What is looked for in both of two actions that may be the same.
  func features(of action: Int) -> [Int] { traits[action] }

  /// The same of two containers.
  func features(ofContainer container: Int, in flow: NormalFlow) -> [Int] {
    var features: [Int] = []
    var pending = flow.containers[container].lists
    while let list = pending.popLast() {
      for action in list.actions {
        features += traits[action] + [whole[action]]
        pending += flow.actions[action].ways
      }
    }
    return features
  }
}

/// Names of variables in texts.
enum Renaming {
  /// A text that is compared with the names that variables have in the other flow.
  static func renamed(_ text: String, _ renames: [String: String]) -> String {
    guard !renames.isEmpty else { return text }
    return replacing(in: text) { renames[$0] }
  }

  /// A text with something else for names of variables, outside of its string literals.
  static func replacing(in text: String, _ replacement: (String) -> String?) -> String {
    var result: [UInt8] = []
    let bytes = Array(text.utf8)
    var place = 0
    func isWord(_ byte: UInt8) -> Bool {
      byte >= 0x80 || byte == 0x5F || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x61...0x7A).contains(byte)
    }
    while place < bytes.count {
      let byte = bytes[place]
      if byte == UInt8(ascii: "\"") {
        let start = place
        place += 1
        while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
          place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
        }
        place = min(place + 1, bytes.count)
        result += bytes[start..<place]
        continue
      }
      guard isWord(byte), result.last != UInt8(ascii: ".") else {
        result.append(byte)
        place += 1
        continue
      }
      let start = place
      while place < bytes.count, isWord(bytes[place]) { place += 1 }
      if place + 1 < bytes.count, bytes[place] == UInt8(ascii: "."), isWord(bytes[place + 1]) {
        var end = place + 1
        while end < bytes.count, isWord(bytes[end]) { end += 1 }
        if let other = replacement(String(decoding: bytes[start..<end], as: UTF8.self)) {
          result += other.utf8
          place = end
          continue
        }
      }
      result += bytes[start..<place]
    }
    return String(decoding: result, as: UTF8.self)
  }
}

/// Where variables are used: the properties that name them, with a mark in place of the name.
struct VariableContexts {
  private var features: [Int: [Int]] = [:]

  /// - Parameter variables: those of the flow that are looked for; all of them are hidden from one another.
  init(of variables: [Int], in flow: NormalFlow) {
    var places: [String: [Int]] = [:]
    for index in variables { places[flow.variables[index].name.lowercased(), default: []].append(index) }
    func note(_ key: String, _ text: String) {
      var names: Set<String> = []
      _ = Renaming.replacing(in: text) { name in
        if places[name] != nil { names.insert(name) }
        return nil
      }
      for name in names {
        let context = Renaming.replacing(in: text) { $0 == name ? "\u{1}" : places[$0] == nil ? nil : "\u{2}" }
        for index in places[name] ?? [] { features[index, default: []].append("\(key)\u{1F}\(context)".hashValue) }
      }
    }
    func note(_ settings: [NormalSetting]) {
      for setting in settings {
        if setting.subject == .statement { note("set", setting.comparedKey) }
        for value in setting.values where value.form == .expression || value.form == .binding {
          note(setting.subject == .statement ? "set" : setting.key, value.key)
        }
      }
    }
    note(flow.settings)
    for container in flow.containers { note(container.settings) }
    for variable in flow.variables { note(variable.settings) }
    for (index, action) in flow.actions.enumerated() {
      _ = index
      note(action.settings)
      for way in action.ways { if let condition = way.condition { note("case", condition.key) } }
    }
  }

  /// What is looked for in both of two variables that may be the same.
  func features(of variable: Int) -> [Int] { features[variable] ?? [] }
}

import Comparison
import Flows
import SourceText
import SystemPackage
import Terminal
import Workspace

/// The flows of one side of a comparison.
struct ComparedFlows {
  /// A flow, with the file that holds it.
  struct Item {
    let flow: Flow
    let file: String
    /// The file's name below the path that was named, which is the same on both sides where nothing was moved.
    let place: String

    /// - Parameter paths: those that were named, one of which led to the file.
    init(flow: Flow, file: String, below paths: [String]) {
      self.flow = flow
      self.file = file
      let path = paths.first { file.hasPrefix($0) } ?? ""
      place = String(file.dropFirst(path.count).drop { $0 == "/" || $0 == "!" })
    }
  }

  private(set) var items: [Item] = []

  /// Reads the flows of a file, a folder or an archive; tells of what cannot be read.
  init(of path: String, on console: Console, _ status: inout ExitStatus) {
    var found: [Item] = []
    let result = console.eachFlowFile(of: [path]) { file in
      found += file.flows.map { Item(flow: $0, file: file.source.name, below: [path]) }
    }
    items = found
    status.raise(to: result)
  }

  /// Takes flows that were read, below a path that was named.
  init(_ items: [Item] = []) {
    self.items = items
  }

  /// The pairs of flows that are the same: by type and name, where that tells, then by the file's place, then as the only
  /// ones. Nil stands for a flow that one side lacks.
  static func pairs(_ old: ComparedFlows, _ new: ComparedFlows) -> [(old: Item?, new: Item?)] {
    var mates: [Int?] = Array(repeating: nil, count: old.items.count)
    var isTaken = Array(repeating: false, count: new.items.count)
    func match(_ key: (Item) -> [String]?) {
      var places: [[String]: [Int]] = [:]
      for (place, item) in new.items.enumerated().reversed() where !isTaken[place] {
        if let key = key(item) { places[key, default: []].append(place) }
      }
      for (place, item) in old.items.enumerated() where mates[place] == nil {
        guard let key = key(item), let mate = places[key]?.popLast() else { continue }
        mates[place] = mate
        isTaken[mate] = true
      }
    }
    // Of two flows of one name in one folder the file tells which is which.
    match { [$0.flow.type, $0.flow.name ?? "", $0.place] }
    match { [$0.flow.type, $0.flow.name ?? ""] }
    match { $0.place.isEmpty ? nil : [$0.flow.type, $0.place] }
    let (left, right) = (mates.indices.filter { mates[$0] == nil }, isTaken.indices.filter { !isTaken[$0] })
    if old.items.count == 1, new.items.count == 1, left.count == 1, right.count == 1 {
      mates[0] = 0
      isTaken[0] = true
    }
    var pairs: [(old: Item?, new: Item?)] = []
    for (place, item) in old.items.enumerated() { pairs.append((item, mates[place].map { new.items[$0] })) }
    for (place, item) in new.items.enumerated() where !isTaken[place] { pairs.append((nil, item)) }
    return pairs
  }
}

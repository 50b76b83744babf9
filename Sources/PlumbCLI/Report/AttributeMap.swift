import Attributes
import SourceText

/// Who reads and who writes which attribute, over all flows of a report.
struct AttributeMap {
  /// One attribute.
  struct Entry {
    let name: String
    /// Its uses, in the order of the flows.
    var uses: [(flow: Int, use: ReportedUse)]
    /// Names of other attributes that differ from it in letter case and blanks alone.
    var variants: [String] = []
    /// Whether it is read, and nothing that was read sets it.
    var isNeverSet = false

    /// The uses of one flow.
    func uses(of flow: Int) -> [ReportedUse] { uses.lazy.filter { $0.flow == flow }.map(\.use) }
    /// How many flows do something with it.
    var flowCount: Int { Set(uses.map(\.flow)).count }
    /// How many of its uses do so.
    func count(_ access: ReportedUse.Access) -> Int { uses.count { $0.use.access == access } }
  }

  /// The attributes by their names, such as differ in letter case alone side by side.
  private(set) var entries: [Entry] = []
  /// The uses whose names are worked out when the flow runs.
  private(set) var dynamicUses: [(flow: Int, use: ReportedUse)] = []

  /// - Parameter known: the attributes that something else is known to set.
  init(_ flows: [ReportedFlow], known: Set<String>) {
    var places: [[UInt8]: Int] = [:]
    for (flow, reported) in flows.enumerated() {
      for use in reported.uses {
        guard let name = use.name, !name.isEmpty else {
          dynamicUses.append((flow, use))
          continue
        }
        // Byte for byte, as the service compares.
        let key = Array(name.utf8)
        if let place = places[key] {
          entries[place].uses.append((flow, use))
        } else {
          places[key] = entries.count
          entries.append(Entry(name: name, uses: [(flow, use)]))
        }
      }
    }
    let folded = entries.map { foldedName($0.name) }
    let order = entries.indices.sorted { (folded[$0], entries[$0].name) < (folded[$1], entries[$1].name) }
    let groups = Dictionary(grouping: order) { folded[$0] }
    entries = order.map { place in
      var entry = entries[place]
      entry.variants = (groups[folded[place]] ?? []).filter { $0 != place }.map { entries[$0].name }
      entry.isNeverSet =
        entry.count(.reads) == entry.uses.count && !known.contains(entry.name) && !SystemKeys.mayWrite(entry.name)
      return entry
    }
  }

  /// Whether something writes attributes whose names are not known, so that what seems never set may be.
  var isOpen: Bool { dynamicUses.contains { $0.use.access != .reads } }
}

import Documents
import Flows
import Simulation
import SourceText

/// One place where a flow reads or writes an attribute: by name, without the value.
struct ReportedUse: Sendable {
  /// What is done with the attribute.
  enum Access: String, Sendable, CaseIterable {
    case reads, writes
    /// Writes what a way that leads there has written before.
    case overwrites
  }

  let access: Access
  /// The attribute's name; nil where it is worked out when the flow runs, or put in when it is published.
  let name: String?
  /// What stands for such a name.
  let dynamicName: String?
  /// The container or action that does it.
  let place: ControlFlow.Arrow.End?
  /// The ways that lead there out of the actions around it, the outer one first; empty for what always comes to it.
  let ways: String
  let line: Int?

  /// The uses of a flow, in their order.
  ///
  /// What formats that are not Architect's do with data of their own is none of it.
  static func all(of flow: Flow, over graph: ControlFlow, _ shown: (String) -> String) -> [ReportedUse] {
    if flow.isForeign, !flow.isDataAction, !flow.isScript, !flow.isRequest { return [] }
    let uses = flow.attributeUses
    let overwriting = flow.overwrites(among: uses, over: graph)
    return uses.enumerated().map { place, use in
      let access: Access = use.isWrite ? overwriting.contains(place) ? .overwrites : .writes : .reads
      let hasPlace = flow.document.hasPlaces
      return ReportedUse(
        access: access, name: use.publishedName.map(shown),
        dynamicName: use.publishedName == nil ? (use.dynamicName ?? use.name).map { shown($0.oneLine) } : nil,
        place: use.action.map { .action($0) } ?? use.container.map { .container($0) },
        ways: use.action.map { shown(ways(to: $0, in: flow)) } ?? "",
        line: hasPlace ? flow.document.file.place(at: Int(use.range.start)).line : nil)
    }
  }

  private static func ways(to action: ActionID, in flow: Flow) -> String {
    var ways: [String] = []
    var current = action
    while let parent = flow[current].parent {
      if let branch = flow[current].branch {
        ways.append("‘\(flow[parent].name ?? flow[parent].type)’/\(flow.name(ofBranch: branch, of: parent))")
      }
      current = parent
    }
    return ways.reversed().joined(separator: " › ")
  }
}

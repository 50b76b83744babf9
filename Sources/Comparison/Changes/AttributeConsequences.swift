package import Flows

/// What becomes of attributes that flows share.
package enum AttributeConsequences {
  /// The attributes that flows wrote and none writes any more, though one reads it: a consequence for each.
  ///
  /// - Parameter others: the other flows of the project, which read and write as well; asked for only where something is
  ///   no longer written.
  package static func found(_ old: [Flow], _ new: [Flow], others: () -> [Flow]) -> [FlowConsequence] {
    func isAny(_ flows: [Flow]) -> Bool {
      // A name that is worked out may be any.
      flows.contains { flow in flow.attributeUses.contains { $0.isWrite && $0.name == nil } }
    }
    let written = names(new, .write)
    var lost = names(old, .write).filter { written[$0.key] == nil }
    guard !lost.isEmpty, !isAny(new) else { return [] }
    let others = others()
    let writtenElsewhere = names(others, .write)
    lost = lost.filter { writtenElsewhere[$0.key] == nil }
    guard !lost.isEmpty, !isAny(others) else { return [] }
    let read = names(new, .read)
    let readElsewhere = names(others, .read)
    return lost.keys.sorted().compactMap { name in
      guard let reader = read[name] ?? readElsewhere[name] else { return nil }
      return FlowConsequence(
        kind: .attributeNotWritten, address: reader.name.map { "\(reader.type) ‘\($0)’" } ?? reader.type,
        message: "reads the attribute ‘\(name)’, which no flow writes any more")
    }
  }

  /// The names of attributes that flows read or write, each with the first that does.
  private static func names(_ flows: [Flow], _ access: AttributeUse.Access) -> [String: Flow] {
    var names: [String: Flow] = [:]
    for flow in flows {
      for use in flow.attributeUses where use.access == access {
        if let name = use.name, names[name] == nil { names[name] = flow }
      }
    }
    return names
  }
}

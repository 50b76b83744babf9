package import Flows

/// What becomes of attributes that flows share.
package enum AttributeConsequences {
  /// The attributes that flows wrote and none writes any more, though one of them reads it: a consequence for each.
  package static func found(_ old: [Flow], _ new: [Flow]) -> [FlowConsequence] {
    func names(_ flows: [Flow], _ access: AttributeUse.Access) -> [String: Flow] {
      var names: [String: Flow] = [:]
      for flow in flows {
        for use in flow.attributeUses where use.access == access {
          if let name = use.name, names[name] == nil { names[name] = flow }
        }
      }
      return names
    }
    // A name that is worked out may be any.
    let isUnknown = new.contains { flow in flow.attributeUses.contains { $0.isWrite && $0.name == nil } }
    guard !isUnknown else { return [] }
    let written = names(new, .write)
    let lost = names(old, .write).filter { written[$0.key] == nil }
    guard !lost.isEmpty else { return [] }
    let read = names(new, .read)
    return lost.keys.sorted().compactMap { name in
      guard let reader = read[name] else { return nil }
      let place = reader.name.map { "\(reader.type) ‘\($0)’" } ?? reader.type
      return FlowConsequence(
        kind: .attributeNotWritten, address: place,
        message: "reads the attribute ‘\(name)’, which no flow writes any more")
    }
  }
}

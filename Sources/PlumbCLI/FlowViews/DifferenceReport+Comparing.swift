import Comparison
import Flows
import SourceText
import SystemPackage
import Workspace

extension DifferenceReport {
  /// Compares two sets of flows.
  ///
  /// - Parameter name: the path in the repository, for what git has put into files of its own.
  init(
    _ old: ComparedFlows, _ new: ComparedFlows, named name: String? = nil, style: TextStyle, in inputs: InputContext
  ) {
    self.init(style: style)
    for (before, after) in ComparedFlows.pairs(old, new) {
      let files = (old: before.map { name ?? $0.file }, new: after.map { name ?? $0.file })
      guard let before, let after else {
        guard let only = after ?? before else { continue }
        entries.append(
          Entry(
            name: only.flow.name, type: only.flow.type, status: before == nil ? .added : .removed, files: files))
        continue
      }
      let comparison = FlowComparison(before.flow, after.flow)
      var entry = Entry(
        name: after.flow.name, type: after.flow.type, status: comparison.changes.isEmpty ? .same : .changed,
        files: files)
      var mask = SecretMask()
      _ = before.flow.learnSecrets(of: &mask)
      _ = after.flow.learnSecrets(of: &mask)
      entry.changes = comparison.changes.map { $0.masked(by: mask) }
      entry.consequences = comparison.consequences
      entry.notCompared = comparison.notCompared
      entries.append(entry)
      if entry.status == .changed { pairs.append((before.flow, after.flow, after.file)) }
    }
    consequences = AttributeConsequences.found(old.items.map(\.flow), new.items.map(\.flow)) {
      name == nil ? Self.neighbours(of: new, butNot: old, in: inputs) : []
    }
  }

  /// The flows in the folders of new ones that are neither old nor new: who else reads and writes attributes.
  private static func neighbours(
    of new: ComparedFlows, butNot old: ComparedFlows, in inputs: InputContext
  ) -> [Flow] {
    func place(_ file: String) -> FilePath {
      FileSystem.absolute(FilePath(String(file.prefix { $0 != "!" }))).lexicallyNormalized()
    }
    var known = Set((old.items + new.items).map { place($0.file) })
    var flows: [Flow] = []
    for folder in Set(new.items.filter { $0.file != "-" }.map { place($0.file).folder }).sorted(by: {
      $0.string < $1.string
    }) {
      for file in FileSelection([folder.string]).files where known.insert(file.path).inserted {
        ExportInputs.flows(of: file, in: inputs) { _, result in
          if case .success(let file) = result { flows += file.flows }
        }
      }
    }
    return flows
  }
}

extension FlowChange {
  /// The change without the secrets in it; a mask keeps all places.
  fileprivate func masked(by mask: SecretMask) -> FlowChange {
    var change = self
    change.address = mask.masked(address)
    change.oldAddress = oldAddress.map(mask.masked)
    change.old = old.map(mask.masked)
    change.new = new.map(mask.masked)
    return change
  }
}

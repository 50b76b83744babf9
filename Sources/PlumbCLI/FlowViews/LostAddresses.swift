import Comparison
import Documents
import Flows
import Linting
import Simulation
import SourceText
import SystemPackage
import Terminal
import Workspace

/// What tests and ignores say of actions and containers that are not there any more.
///
/// Looked through are the test files of the project that holds the new flows: below the nearest folder with `plumb.yaml` or
/// `.git`, else below the folder of the new file; and the nearest side file of ignores.
struct LostAddresses {
  private static let limits = Limits()
  /// The keys of test files below which places of a flow are named: by values, and by keys.
  private static let (namingKeys, namedKeys): (Set<String>, Set<String>) = (
    ["visits", "never-visits", "ends", "each"], ["transfers", "actions"]
  )

  let inputs: InputContext
  /// The flows that have changed, with the file of the new one.
  let pairs: [(old: Flow, new: Flow, file: String)]

  /// The consequences, those of tests first.
  func found(near path: String) -> [FlowConsequence] {
    guard !pairs.isEmpty, path != "-" else { return [] }
    return ofTests(near: FilePath(path)) + ofIgnores(near: path)
  }

  // MARK: Tests

  private func ofTests(near path: FilePath) -> [FlowConsequence] {
    var found: [FlowConsequence] = []
    var programs: [Int: (old: FlowProgram, new: FlowProgram)] = [:]
    let files = pairs.map { FileSystem.absolute(FilePath($0.file)).lexicallyNormalized() }
    var size = 0
    for file in FolderWalk(Self.project(of: path), limit: Self.limits.folderFiles).files {
      let isLikely = [".yaml", ".yml", ".json"].contains { file.string.lowercased().hasSuffix($0) }
      guard isLikely, size < Self.limits.testFilesSize,
        let bytes = try? InputFile.contents(of: file, limit: Self.limits.testFileSize, in: inputs)
      else { continue }
      size += bytes.count
      guard
        // Most files of a project are no tests, and need not be read as documents.
        bytes.holds("tests"),
        let source = try? SourceFile(name: file.string, contents: bytes),
        let root = try? DocumentReader.read(file: source, as: .yaml).documents.first?.root, FlowTestFile.isOne(root),
        let flow = root["flow"]?.text
      else { continue }
      let target = FileSystem.absolute(file.folder.entry(flow)).lexicallyNormalized()
      guard let place = files.firstIndex(of: target) else { continue }
      let program = programs[place] ?? (FlowProgram(pairs[place].old), FlowProgram(pairs[place].new))
      programs[place] = program
      let words = Set(program.old.flow.actions.map { $0.name ?? $0.type })
      for node in Self.names(in: root) {
        // Each name is held against all actions, so that only what may be one is.
        guard let text = node.text, Self.mayBeMeant(text, words), Self.isMeant(text, in: program.old),
          !Self.isMeant(text, in: program.new)
        else {
          continue
        }
        let line = source.place(at: Int(node.range.start)).line
        found.append(
          FlowConsequence(
            kind: .testAddress, address: "\(file.string):\(line)",
            message: "the test names ‘\(text)’, which is not there any more"))
      }
    }
    return found
  }

  /// Whether the last word of an address, without a number or a way behind it, is one of these; ids may be any.
  private static func mayBeMeant(_ address: String, _ words: Set<String>) -> Bool {
    let last = address.ranges(of: " › ").last.map { address[$0.upperBound...] } ?? address[...]
    if last.hasPrefix("[") { return true }
    let parts = [last, last.ranges(of: " #").last.map { last[..<$0.lowerBound] } ?? last]
    return parts.contains { part in
      let isWay = part.lastIndex(of: "/").map { words.contains(String(part[..<$0])) } ?? false
      return isWay || words.contains(String(part))
    }
  }

  private static func isMeant(_ address: String, in program: FlowProgram) -> Bool {
    func isAny(_ address: String) -> Bool {
      program.flow.actions.indices.contains { program.isMeant(ActionID(index: $0), by: address) }
    }
    if isAny(address) { return true }
    // `Container › Action/way`
    return address.lastIndex(of: "/").map { isAny(String(address[..<$0])) } ?? false
  }

  /// The scalars of a test file that may name places of its flow.
  private static func names(in root: Node) -> [Node] {
    var found: [Node] = []
    var pending: [(node: Node, isNaming: Bool)] = [(root, false)]
    while let (node, isNaming) = pending.popLast() {
      switch node.kind {
      case .scalar: if isNaming { found.append(node) }
      case .sequence: pending += node.items.reversed().map { ($0, isNaming) }
      case .mapping:
        for (key, value) in node.entries.reversed() {
          let name = key.text ?? ""
          if namedKeys.contains(name), value.kind == .mapping { found += value.entries.map(\.key) }
          pending.append((value, isNaming || namingKeys.contains(name)))
        }
      }
    }
    return found.sorted { $0.range < $1.range }
  }

  private static func project(of path: FilePath) -> FilePath {
    var start = path
    if case .folder? = try? InputFile.kind(of: path) {} else { start = path.folder }
    var folder = FileSystem.absolute(start)
    while true {
      for name in [ConfigurationFile.name, ".git"] where InputFile.exists(folder.appending(name)) {
        // As the path was given, where it is that folder or one below.
        return folder == FileSystem.absolute(start) ? start : folder
      }
      guard let outer = folder.parent, outer != folder else { return start }
      folder = outer
    }
  }

  // MARK: Ignores

  private func ofIgnores(near path: String) -> [FlowConsequence] {
    var found: [FlowConsequence] = []
    for file in LintSetup.ignorePaths(for: [path]) {
      // What is wrong with the file is the linter's business.
      guard let ignores = try? LintSetup.ignoreFile(file, in: inputs) else { continue }
      for entry in ignores.entries {
        guard let pair = pairs.first(where: { $0.old.name == entry.flow }), Self.has(entry, pair.old),
          pair.new.name != entry.flow || !Self.has(entry, pair.new)
        else { continue }
        let place = [entry.container, entry.action].compactMap(\.self).joined(separator: " › ")
        let line = ignores.file.place(at: Int(entry.range.start)).line
        found.append(
          FlowConsequence(
            kind: .ignoreAddress, address: "\(file.string):\(line)",
            message: "the ignore names ‘\(place.isEmpty ? entry.flow : place)’, which is not there any more"))
      }
    }
    return found
  }

  private static func has(_ entry: IgnoreEntry, _ flow: Flow) -> Bool {
    if let action = entry.action {
      return flow.actions.contains { candidate in
        [candidate.name, candidate.id, candidate.trackingID].contains(action)
          && (entry.container == nil || entry.container == flow[candidate.container].name)
      }
    }
    return entry.container.map { name in flow.containers.contains { $0.name == name } } ?? true
  }
}

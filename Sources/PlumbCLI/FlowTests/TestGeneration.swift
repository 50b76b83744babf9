import ArgumentParser
import Documents
import Expressions
import Flows
import JSON
import Simulation
import SourceText
import SystemPackage
import Terminal
import Workspace

/// `plumb test --init FLOW…` and `plumb test --explore N FLOW…`
struct TestGeneration {
  /// Flows, and folders of them.
  let paths: [String]
  let functions: FunctionCatalogue
  let jobs: Int?

  /// A flow that was read.
  private struct Item: Sendable {
    let path: FilePath
    let program: FlowProgram
    let flows: [FlowProgram]

    /// How messages call it.
    var title: String { TerminalText.escaped(path.string) }
  }

  /// The flows, the first of each file; of those that cannot be read it is told why.
  private func items(_ console: Console, _ status: inout ExitStatus) throws -> [Item] {
    var items: [Item] = []
    let hand = FlowsAtHand(in: console.inputs, functions: functions)
    status = console.eachFlowFile(of: paths) { file in
      let own = file.flows.filter { !$0.isForeign }
      guard let flow = own.first else { return }
      // A file inside of an archive has the archive's name before its own.
      let path = file.source.name.split(separator: "!").first.map(String.init) ?? file.source.name
      guard !items.contains(where: { $0.path == FilePath(path) }) else { return }
      if own.count > 1 { console.complain(of: path, "only the first of its \(own.count) flows is looked at") }
      items.append(
        Item(
          path: FilePath(path), program: FlowProgram(flow, functions: functions),
          flows: hand.programs(for: flow, at: path, others: [])))
    }
    guard !items.isEmpty || status != .done else {
      throw ValidationError("no flow was found that can be run, as in: plumb test --init flow.yaml")
    }
    return items
  }

  // MARK: --init

  /// Writes tests for flows.
  ///
  /// - Parameters:
  ///   - target: a file, or a folder for one file a flow; nil for standard output.
  ///   - force: whether files that are there are replaced.
  func write(to target: String?, force: Bool, on console: Console) throws -> ExitStatus {
    var status = ExitStatus.done
    let items = try items(console, &status)
    let targets = try targets(of: items, target)
    if !force, let present = targets.first(where: { InputFile.exists($0) }) {
      throw ValidationError("‘\(TerminalText.escaped(present.string))’ is there already; --force replaces it")
    }
    if target == nil, items.count > 1 {
      throw ValidationError("\(items.count) flows were found; --to FOLDER gets one file of tests for each")
    }
    for path in targets {
      do throws(InputProblem) { try FileSystem.makeFolders(path.folder) } catch {
        console.complain(of: path.folder.string, error.message)
        return .input
      }
    }
    struct Found: Sendable {
      let tests: [GeneratedTest]
      let missed: [MissedWay]
      let wayCount: Int
    }
    ParallelMap.forEach(count: items.count, jobs: jobs ?? ParallelMap.processorCount) { index in
      var search = TestSearch(items[index].program, flows: items[index].flows)
      search.search()
      return (index, Found(tests: search.tests, missed: search.missed, wayCount: search.wayCount))
    } done: { (result: (index: Int, found: Found)) in
      let (item, found) = (items[result.index], result.found)
      let taken = found.wayCount - found.missed.count
      let tests = found.tests.count == 1 ? "1 test takes" : "\(found.tests.count) tests take"
      console.complain("plumb: \(item.title): \(tests) \(taken) of \(found.wayCount) ways")
      for way in found.missed {
        console.complain("  not taken: \(TerminalText.escaped(way.address)): \(TerminalText.escaped(way.reason))")
      }
      let path = target == nil ? nil : targets[result.index]
      let bytes = Self.file(
        of: found.tests, found.missed, flow: item.path.relative(to: path?.folder ?? "."),
        isJSON: path?.extension?.lowercased() == "json")
      guard let path else { return console.print(bytes) }
      do throws(InputProblem) {
        try FileReplacement.write(bytes, to: path)
      } catch {
        console.complain(of: path.string, error.message)
        status.raise(to: .input)
      }
    }
    return status
  }

  /// The file of each flow's tests; none for standard output.
  private func targets(of items: [Item], _ target: String?) throws -> [FilePath] {
    guard let target else { return [] }
    var isFolder = items.count > 1 || target.hasSuffix("/")
    if case .folder? = try? InputFile.kind(of: FilePath(target)) { isFolder = true }
    guard isFolder else { return [FilePath(target)] }
    var names: Set<String> = []
    return items.map { item in
      let stem = item.path.stem ?? "flow"
      var name = "\(stem).test.yaml"
      var number = 2
      while !names.insert(name).inserted {
        name = "\(stem)-\(number).test.yaml"
        number += 1
      }
      return FilePath(target).entry(name)
    }
  }

  private static func file(of tests: [GeneratedTest], _ missed: [MissedWay], flow: String, isJSON: Bool) -> [UInt8] {
    let json: JSONValue = ["plumb": "test/1", "flow": .string(flow), "tests": .array(tests.map(\.json))]
    if isJSON { return json.bytes + [UInt8(ascii: "\n")] }
    var text = "# What the flow did when these tests were written; read them before they are relied on.\n"
    if !missed.isEmpty { text += "# Not taken by any of them:\n" }
    for way in missed { text += "#   \(way.address.oneLine): \(way.reason.oneLine)\n" }
    return Array((text + YAMLText(json).text).utf8)
  }

  // MARK: --explore

  /// Tells of ways through flows that end badly.
  ///
  /// - Parameter count: how many different ways through each flow are tried.
  func explore(_ count: Int, on console: Console) throws -> ExitStatus {
    var status = ExitStatus.done
    let items = try items(console, &status)
    var isFound = false
    ParallelMap.forEach(count: items.count, jobs: jobs ?? ParallelMap.processorCount) { index in
      (index, TestSearch.explore(items[index].program, flows: items[index].flows, count: count))
    } done: { (result: (index: Int, exploration: Exploration)) in
      let (item, exploration) = (items[result.index], result.exploration)
      isFound = isFound || !exploration.findings.isEmpty
      var mask = SecretMask()
      _ = item.program.flow.learnSecrets(of: &mask)
      let passes = exploration.count == 1 ? "1 way through" : "\(exploration.count) ways through"
      var text = "\(item.title): \(passes), \(exploration.findings.count) to be looked at\n"
      for finding in exploration.findings {
        text += "  \(finding.kind.rawValue): \(TerminalText.escaped(finding.ending.oneLine))\n"
        let inputs: JSONValue = [
          "given": finding.given.members.isEmpty ? nil : finding.given,
          "mocks": finding.mocks.members.isEmpty ? nil : finding.mocks,
        ]
        for line in YAMLText(inputs).text.split(separator: "\n") {
          text += "    \(TerminalText.escaped(String(line)))\n"
        }
      }
      console.print(mask.masked(text))
    }
    if isFound { status.raise(to: .no) }
    return status
  }
}

import ArgumentParser
import Flows
import SourceText
import SystemPackage
import Terminal
import Workspace

/// `--flow`, `--all-sites` and `--site`.
struct FlowOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Give variables the values that a flow's export says, and attributes it reads.", valueName: "file"))
  var flow: String?

  @Flag(help: "Evaluate every expression of the flow.")
  var allSites = false

  @Option(help: ArgumentHelp("Evaluate the expressions of an action of the flow.", valueName: "container › action"))
  var site: [String] = []

  /// Whether the flow's own expressions are asked for.
  var asksForSites: Bool { allSites || !site.isEmpty }

  func validate() throws {
    if asksForSites, flow == nil { throw ValidationError("--all-sites and --site want the flow: --flow FILE") }
  }

  /// The flow; nil where none was named.
  func parsed(console: Console) throws -> Flow? {
    guard let flow else { return nil }
    var found: Flow?
    var problem = "the file holds no flow"
    ExportInputs.flows(of: FileSelection.File(path: FilePath(flow), isNamed: true), in: console.inputs) { _, result in
      guard found == nil else { return }
      switch result {
      case .success(let file):
        found = file.flows.first
        if found == nil, let message = file.diagnostics.first?.message { problem = message }
      case .failure(let error): problem = error.message
      }
    }
    if let found { return found }
    throw ValidationError("--flow \(TerminalText.escaped(flow)): \(problem)")
  }

  /// The expressions that are asked for, in the order of the flow.
  func sites(of flow: Flow) throws -> [FlowSite] {
    let all = FlowSite.all(of: flow)
    if allSites { return all }
    for typed in site where !all.contains(where: { $0.isMeant(by: typed) }) {
      let labels = Set(all.map(\.label)).sorted()
      let nearest = suggestion(nearestNames(to: typed, among: labels))
      throw ValidationError(
        "--site ‘\(TerminalText.escaped(typed))’: no such place with an expression in the flow\(nearest)")
    }
    return all.filter { one in site.contains { one.isMeant(by: $0) } }
  }
}

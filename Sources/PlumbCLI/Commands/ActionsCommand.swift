import ArgumentParser
import Flows
import JSON
import SourceText
import Terminal

/// `plumb actions [NAME]`
struct ActionsCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "actions",
    abstract: "Lists the types of actions of flows, or describes one.",
    discussion: """
      What each does, its ways out, what it fills, and what a run of a flow does at it without a mock. How sure each \
      entry is: seen (in real flows), documented (by Genesys), named (by its name alone).

      Examples:
        plumb actions
        plumb actions dataTableLookup
        plumb actions TransferPureMatchAction
        plumb actions --flow-type inQueueCall
        plumb actions --format json | jq -r '.actions[] | select(.need != null).name'
      """)

  /// How they are printed.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json
  }

  @Argument(help: "The type to describe, by its name in Archy or in configurations, in any letter case.")
  var name: String?

  @Option(help: ArgumentHelp("Only types that are known to occur in flows of this type.", valueName: "type"))
  var flowType: String?

  @Option(help: "What to print: text or json.")
  var format: Format = .text

  func run(on console: Console) throws -> ExitStatus {
    let wanted = try flowType.map(Self.flowType(named:))
    var types = try name.map { [try Self.type(named: $0)] } ?? ActionType.all
    if let wanted {
      let known = types.filter { $0.flowTypes.contains(wanted) }
      if let name, known.isEmpty {
        let name = TerminalText.escaped(name)
        console.complain(
          "plumb: note: ‘\(name)’ is not known to occur in flows of type ‘\(wanted)’, which proves nothing")
      } else {
        types = known
      }
    }
    switch format {
    case .json:
      var writer = JSONWriter()
      writer.object { writer in
        writer.member("version", 1)
        writer.key("actions")
        writer.array(types) { $0.actionType($1) }
      }
      console.print(writer.bytes)
      console.print("\n")
    case .text:
      console.print(name == nil ? ActionPage.list(of: types) : types.map(ActionPage.text).joined(separator: "\n"))
    }
    return .done
  }

  private static func type(named name: String) throws -> ActionType {
    if let type = ActionType.named(ignoringCase: name) { return type }
    let names = ActionType.all.map(\.name) + ActionType.all.filter { !$0.isMenuChoice }.map(\.configurationName)
    throw ValidationError(
      "no action ‘\(TerminalText.escaped(name))’ is known\(suggestion(nearestNames(to: name, among: names)))")
  }

  private static func flowType(named type: String) throws -> String {
    let name = FlowType.name(ofConfiguration: type)
    guard FlowType.names.contains(name) else {
      let hint = suggestion(nearestNames(to: type, among: FlowType.names.sorted()))
      throw ValidationError("no type of flows ‘\(TerminalText.escaped(type))’ is known\(hint)")
    }
    return name
  }
}

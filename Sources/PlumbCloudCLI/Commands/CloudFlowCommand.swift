import ArgumentParser

/// `plumb cloud flow …`
struct CloudFlowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "flow",
    abstract: "Lists and exports flows.",
    subcommands: [FlowListCommand.self, FlowExportCommand.self])
}

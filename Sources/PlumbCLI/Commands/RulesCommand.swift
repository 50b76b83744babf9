import ArgumentParser
struct RulesCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(commandName: "rules")
  func run(on console: Console) throws -> ExitStatus { .done }
}

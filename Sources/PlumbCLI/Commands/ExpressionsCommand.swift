import ArgumentParser
struct ExpressionsCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(commandName: "expressions")
  func run(on console: Console) throws -> ExitStatus { .done }
}

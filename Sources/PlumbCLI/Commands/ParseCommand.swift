import ArgumentParser
struct ParseCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(commandName: "parse")
  func run(on console: Console) throws -> ExitStatus { .done }
}

import ArgumentParser
struct FunctionsCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(commandName: "functions")
  func run(on console: Console) throws -> ExitStatus { .done }
}

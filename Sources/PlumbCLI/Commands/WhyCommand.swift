import ArgumentParser
struct WhyCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(commandName: "why")
  func run(on console: Console) throws -> ExitStatus { .done }
}

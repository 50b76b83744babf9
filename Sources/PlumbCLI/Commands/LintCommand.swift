import ArgumentParser
struct LintCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(commandName: "lint")
  func run(on console: Console) throws -> ExitStatus { .done }
}

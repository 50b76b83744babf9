import ArgumentParser
struct EvalCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(commandName: "eval")
  func run(on console: Console) throws -> ExitStatus { .done }
}

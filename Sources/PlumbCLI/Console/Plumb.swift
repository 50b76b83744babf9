import ArgumentParser

/// A command of `plumb`: parsed by ArgumentParser, run on a console.
protocol ConsoleCommand: ParsableCommand {
  /// Does the command's work. Throws `ValidationError` for wrong usage.
  func run(on console: Console) throws -> ExitStatus
}

/// The root command.
struct Plumb: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "plumb",
    abstract: "Evaluates Genesys Cloud Architect expressions, lints exported flows, explains missing attributes.",
    discussion: """
      Examples:
        plumb eval conversation.participants.customer.attributes.tier conversation.json
        plumb lint flows/
        plumb why --key custom_order_id conversation.json

      Exit codes: 0 done, 1 the answer is no, 2 wrong usage, 3 some input could not be used.
      """,
    version: version,
    subcommands: [
      EvalCommand.self, WhyCommand.self,
      LintCommand.self, ExpressionsCommand.self, ParseCommand.self,
      FunctionsCommand.self, RulesCommand.self,
    ])

  /// Runs a command line, without the program's own name, and gives the exit code.
  static func run(_ arguments: [String], on console: Console) -> Int32 {
    defer { console.flush() }
    do {
      var command = try parseAsRoot(ArgumentRewriting.rewritten(arguments))
      if let command = command as? any ConsoleCommand {
        return try command.run(on: console).rawValue
      }
      try command.run()
      return ExitStatus.done.rawValue
    } catch {
      let message = fullMessage(for: error)
      guard exitCode(for: error).isSuccess else {
        console.complain(message)
        return ExitStatus.usage.rawValue
      }
      if !message.isEmpty { console.print(message + "\n") }
      return ExitStatus.done.rawValue
    }
  }
}

/// Runs a `plumb` command line, without the program's own name, and gives the exit code.
public func runPlumb(_ arguments: [String], on console: Console) -> Int32 {
  Plumb.run(arguments, on: console)
}

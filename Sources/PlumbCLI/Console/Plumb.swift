package import ArgumentParser
import SourceText
public import Terminal
import Workspace

/// A command of `plumb`: parsed by ArgumentParser, run on a console.
protocol ConsoleCommand: ParsableCommand {
  /// Does the command's work. Throws `ValidationError` for wrong usage.
  func run(on console: Console) throws -> ExitStatus
  /// Whether it fetches something through another program, which is started while the command runs.
  var startsPrograms: Bool { get }
  /// What follows `plumb help` for the command's help.
  static var helpWords: String { get }
}

extension ConsoleCommand {
  var startsPrograms: Bool { false }
  static var helpWords: String { configuration.commandName ?? "" }
}

/// A command whose lines are mostly so plain that they can be read without ArgumentParser; nil for others.
protocol PlainCommand: ConsoleCommand {
  init?(plainly line: [String])
}

extension CommandConfiguration {
  /// What is wrong with the first word of a command line, or nil where it is a command.
  package func problem(withCommand word: String) -> String? {
    let names = subcommands.compactMap { $0.configuration.commandName } + ["help"]
    guard !names.contains(word) else { return nil }
    return "there is no command ‘\(TerminalText.escaped(word))’\(suggestion(nearestNames(to: word, among: names)))"
  }
}

/// The version of both programs, which are released together.
package let plumbVersion = "0.1.0"

/// The root command.
struct Plumb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plumb",
    abstract: "Evaluates Genesys Cloud Architect expressions, lints exported flows, explains missing attributes.",
    discussion: """
      Examples:
        plumb eval conversation.participants.customer.attributes.tier conv.json
        plumb lint flows/
        plumb why --key custom_order_id conv.json

      Exit codes: 0 done, 1 the answer is no, 2 wrong usage, 3 some input could not be used, 4 Genesys Cloud refused or \
      could not be reached.
      """,
    version: plumbVersion,
    subcommands: [
      EvalCommand.self, ReplCommand.self, WhyCommand.self,
      LintCommand.self, ExpressionsCommand.self, ParseCommand.self,
      FunctionsCommand.self, ActionsCommand.self, RulesCommand.self, FlowCommand.self, TestCommand.self,
      ReportCommand.self,
      BaselineCommand.self, ConfigCommand.self, LspCommand.self, CloudCommand.self,
    ])

  /// Runs a command line, without the program's own name, and gives how it ended.
  static func run(_ arguments: [String], on console: Console) -> ExitStatus {
    if arguments == ["--version"] {
      console.print(plumbVersion + "\n")
      return .done
    }
    if arguments == ["--version", "--verbose"] {
      let confinement = console.confine().map { "refused by the kernel: \($0)" } ?? "no sockets, no other programs"
      console.print("\(plumbVersion)\nconfinement: \(confinement)\n")
      return .done
    }
    if arguments.first == CloudCommand.configuration.commandName {
      // Nothing of it is ours to read, not even --help.
      return CloudCommand.run(Array(arguments.dropFirst()), on: console)
    }
    if let word = arguments.first, !word.hasPrefix("-"), let problem = configuration.problem(withCommand: word) {
      console.complain("Error: \(problem)\n  See 'plumb --help' for more information.")
      return .usage
    }
    let arguments = ArgumentRewriting.rewritten(arguments)
    do {
      var command = try directlyParsed(arguments) ?? parseAsRoot(arguments)
      if let command = command as? any ConsoleCommand {
        return run(command, on: console)
      }
      try command.run()
      return .done
    } catch {
      let message = fullMessage(for: error)
      guard exitCode(for: error).isSuccess else {
        console.complain(message)
        return .usage
      }
      if !message.isEmpty { console.print(message + "\n") }
      return .done
    }
  }

  /// Parses the arguments of a subcommand without looking at all the others, which takes most of the time of a short
  /// run; nil where that fails, so that the whole command tree gives the message.
  private static func directlyParsed(_ arguments: [String]) -> (any ParsableCommand)? {
    guard let name = arguments.first,
      let command = configuration.subcommands.first(where: { $0.configuration.commandName == name })
    else { return nil }
    let rest = Array(arguments.dropFirst())
    if let plain = command as? any PlainCommand.Type, let command = plain.init(plainly: rest) { return command }
    return try? command.parse(rest)
  }

  private static func run(_ command: any ConsoleCommand, on console: Console) -> ExitStatus {
    // Where the kernel refuses, the work is as offline as before; `--version --verbose` tells.
    if !command.startsPrograms { console.confine() }
    do {
      return try command.run(on: console)
    } catch {
      let name = type(of: command).helpWords
      let message = (error as? ValidationError)?.message ?? (error as? UsageProblem)?.message ?? "\(error)"
      console.complain("Error: \(message)\n  See 'plumb help \(name)' for more information.")
      return .usage
    }
  }
}

/// Runs a `plumb` command line, without the program's own name, and gives the exit code.
public func runPlumb(_ arguments: [String], on console: Console) -> Int32 {
  console.end(with: Plumb.run(arguments, on: console))
}

import ArgumentParser
import GenesysCloud
import PlumbCLI
import SourceText

/// A command of `plumb-cloud`: parsed by ArgumentParser, run on a console.
protocol CloudConsoleCommand: ParsableCommand {
  /// Does the command's work. Throws `ValidationError` for wrong usage, `CommandFailure` and `CloudError` for the rest.
  func run(on console: Console) async throws -> ExitStatus
  /// What follows `plumb cloud help` for the command's help.
  static var helpWords: String { get }
}

extension CloudConsoleCommand {
  static var helpWords: String { configuration.commandName ?? "" }
}

/// Why a command ended, with what it is to say and to end with.
struct CommandFailure: Error {
  let status: ExitStatus
  /// Lower case, without a full stop; printed after `plumb: `.
  let message: String

  init(_ status: ExitStatus, _ message: String) {
    self.status = status
    self.message = message
  }
}

extension CloudError {
  /// How a command ends that this error ends.
  var exitStatus: ExitStatus { kind == .usage ? .usage : .cloud }
}

extension Console {
  /// Says what went wrong with Genesys Cloud.
  ///
  /// - Parameter what: what was done, such as a flow's name; it comes first.
  func complain(about error: CloudError, what: String? = nil) {
    let head = what.map { TerminalText.escaped($0) + ": " } ?? ""
    complain("plumb: \(head)\(TerminalText.escaped(error.description))")
  }
}

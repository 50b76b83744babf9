import ArgumentParser
import GenesysCloud
import JSON
import PlumbCLI
import SourceText
import Terminal

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

extension Console {
  /// Prints JSON on a line.
  func print(_ value: JSONValue) { print(value.bytes + [0x0A]) }

  /// Prints fields separated by tabs, as lists are for people and for `cut`.
  ///
  /// Tabs and line ends inside a field are escaped, and so is what a terminal would obey.
  func print(fields: [String]) {
    let fields = fields.map { TerminalText.escaped(String(decoding: TableField.field($0), as: UTF8.self)) }
    print(fields.joined(separator: "\t") + "\n")
  }

  /// Says something with the program's name before it; what a terminal would obey is escaped.
  func say(_ message: String) { complain("plumb: \(TerminalText.escaped(message))") }

  /// Says what went wrong with Genesys Cloud.
  ///
  /// - Parameter what: what was done, such as a flow's name; it comes first.
  func complain(about error: CloudError, what: String? = nil) {
    say((what.map { $0 + ": " } ?? "") + error.description)
  }
}

import ArgumentParser
import Conversations
import SourceText
import Workspace

/// `--now` and `--seed`, which make an evaluation that depends on time or chance repeatable.
struct ClockOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The time that counts as now, such as 2026-03-02T10:00:00Z.", valueName: "iso-8601"))
  var now: String?

  @Option(help: ArgumentHelp("Where random numbers begin.", valueName: "number"))
  var seed: UInt64?

  func validate() throws {
    if let now, Timestamp(parsing: now) == nil {
      throw ValidationError(
        "--now wants a date and time such as 2026-03-02T10:00:00Z; found ‘\(TerminalText.escaped(now))’")
    }
  }

  /// The time in milliseconds since 1970, by the system's clock where none was given.
  var milliseconds: Int64 {
    (now.flatMap { Timestamp(parsing: $0) } ?? .now).milliseconds
  }

  /// Where random numbers begin, somewhere where nothing was given.
  var randomSeed: UInt64 { seed ?? UInt64.random(in: .min ... .max) }
}

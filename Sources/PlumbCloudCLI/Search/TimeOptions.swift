import ArgumentParser
import Conversations
import SourceText
import Terminal
import Workspace

/// A time from one moment to another.
struct Interval: Hashable {
  var from: Timestamp
  var to: Timestamp
}

/// `--since`, or `--from` and `--to`: which time is meant.
struct TimeOptions: ParsableArguments {
  @Option(help: ArgumentHelp("So long ago until now, such as 90m, 2h or 7d (default: 24h).", valueName: "time"))
  var since: String?

  @Option(help: ArgumentHelp("From this moment on, such as 2026-03-02T10:00:00Z.", valueName: "iso-8601"))
  var from: String?

  @Option(help: ArgumentHelp("Until this moment; without it until now.", valueName: "iso-8601"))
  var to: String?

  func validate() throws {
    if since != nil, from != nil || to != nil { throw ValidationError("give --since, or --from and --to") }
    if from == nil, to != nil { throw ValidationError("--to goes with --from") }
    _ = try interval(now: .now)
  }

  /// The time that is meant.
  func interval(now: Timestamp) throws -> Interval {
    guard let from else {
      let text = since ?? "24h"
      guard let length = Self.duration(text) else {
        throw ValidationError("--since wants a time such as 90m, 2h or 7d; found ‘\(TerminalText.escaped(text))’")
      }
      return Interval(from: now + (.zero - length), to: now)
    }
    let interval = Interval(
      from: try Self.moment(from, option: "--from"), to: try to.map { try Self.moment($0, option: "--to") } ?? now)
    guard interval.from < interval.to else { throw ValidationError("--from has to be before --to") }
    return interval
  }

  /// Reads a moment in ISO 8601.
  static func moment(_ text: String, option: String) throws -> Timestamp {
    guard let moment = Timestamp(parsing: text) else {
      throw ValidationError(
        "\(option) wants a date and time such as 2026-03-02T10:00:00Z; found ‘\(TerminalText.escaped(text))’")
    }
    return moment
  }

  /// Reads a number with `s`, `m`, `h` or `d` behind it: up to a year.
  static func duration(_ text: String) -> Duration? {
    let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
    guard let unit = text.last.flatMap({ units[$0] }), let count = Int(text.dropLast()), count > 0,
      count <= 366 * 86_400 / unit, text.dropLast().allSatisfy(\.isNumber)
    else { return nil }
    return .seconds(count * unit)
  }
}

import ArgumentParser
import Terminal

/// `--bad-lines` and `--jobs`, of commands that take a conversation a line.
struct LineOptions: ParsableArguments {
  /// What becomes of a line that holds no conversation.
  enum BadLines: String, CaseIterable, ExpressibleByArgument {
    /// It has an error in its place, and the command ends with 3.
    case fail
    /// It has an error in its place.
    case report
    /// It is left out and counted.
    case skip
  }

  @Option(
    help: ArgumentHelp(
      "With --ndjson: what becomes of a line that is no conversation: fail and report put an error in its place, fail "
        + "(the default) also ends with 3; skip leaves it out and counts it."))
  var badLines: BadLines?

  @Option(
    help: ArgumentHelp(
      "With --ndjson: how many lines to work on at once; as many as there are processors unless given.",
      valueName: "number"))
  var jobs: Int?

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs wants a number from 1") }
  }

  /// Refuses what says nothing without lines.
  func validate(ndjson: Bool) throws {
    if !ndjson, badLines != nil { throw ValidationError("--bad-lines is about lines; it goes with --ndjson") }
    if !ndjson, jobs != nil { throw ValidationError("--jobs works on several lines at once; it goes with --ndjson") }
  }

  /// What goes through lines.
  func batch(on console: Console) -> LineBatch {
    LineBatch(console: console, jobs: jobs ?? ParallelMap.processorCount)
  }

  /// Says how many lines were left out.
  static func tell(skipped: Int, on console: Console) {
    guard skipped > 0 else { return }
    console.complain("plumb: \(skipped) line\(skipped == 1 ? " is" : "s are") left out: no conversation")
  }
}

import ArgumentParser
import Conversations
import SourceText

/// `--participant PURPOSE=CHOICE`, of `eval` and `why`.
struct ParticipantOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Which participant a purpose means when several match: auto, first, last, live, flow, an id or an index.",
      valueName: "purpose=choice"))
  var participant: [String] = []

  /// What was asked for.
  func parsed() throws -> [ParticipantPreference] {
    try participant.map { text in
      guard let preference = ParticipantPreference(parsing: text) else {
        throw ValidationError(
          "--participant wants PURPOSE=CHOICE, as in customer=live; found ‘\(TerminalText.escaped(text))’")
      }
      return preference
    }
  }
}

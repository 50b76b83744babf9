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

  /// The choices by purpose.
  func parsed() throws -> ParticipantChoices {
    var choices = ParticipantChoices()
    for text in participant {
      guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
        throw ValidationError(
          "--participant wants PURPOSE=CHOICE, as in customer=live; found ‘\(TerminalText.escaped(text))’")
      }
      choices[String(text[..<equals])] = ParticipantChoice(String(text[text.index(after: equals)...]))
    }
    return choices
  }
}

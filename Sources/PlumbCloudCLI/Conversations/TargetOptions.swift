import ArgumentParser
import Conversations
import PlumbCLI
import Terminal

/// `--purpose` and `--participant`: whose attributes are meant.
struct TargetOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The participant with this purpose; of several the one that 'plumb eval' takes.", valueName: "purpose"))
  var purpose: String?

  @Option(help: ArgumentHelp("The participant with this id.", valueName: "id"))
  var participant: String?

  func validate() throws {
    if purpose != nil, participant != nil { throw ValidationError("give one of --purpose and --participant") }
  }

  /// The participant that is meant; where there is no customer and nothing else is asked for, the external one.
  func target(in conversation: Conversation) throws(CommandFailure) -> Target {
    if let participant {
      guard let found = conversation.participants.first(where: { $0.id == participant }) else {
        throw CommandFailure(.input, "there is no participant ‘\(participant)’\(Self.list(conversation))")
      }
      return Target(participant: found, chosenBy: .explicit, isHeir: false)
    }
    let wanted = purpose ?? "customer"
    if let choice = conversation.choose(wanted) {
      return Target(participant: choice.participant, chosenBy: choice.rule, isHeir: false)
    }
    if purpose == nil, let choice = conversation.choose("external") {
      return Target(participant: choice.participant, chosenBy: choice.rule, isHeir: true)
    }
    throw CommandFailure(.input, "there is no participant with the purpose ‘\(wanted)’\(Self.list(conversation))")
  }

  private static func list(_ conversation: Conversation) -> String {
    // In full, since one of them is to be given.
    let names = conversation.participants.map { "\($0.purpose ?? "participant") \($0.id ?? "?")" }
    return names.isEmpty ? "; the conversation has none" : "; there are: \(names.joined(separator: ", "))"
  }
}

/// The participant whose attributes are meant.
struct Target {
  let participant: Participant
  let chosenBy: ParticipantChoice.Rule
  /// Whether it stands in for a customer that is not there.
  let isHeir: Bool

  /// Says what is not as one would expect.
  func explain(on console: Console) {
    let name = participant.shortName
    if isHeir {
      console.say("note: there is no customer; \(name) is taken, which Architect's participant data does not see")
    } else if chosenBy != .only, chosenBy != .explicit {
      console.say(
        "note: several participants are \(participant.purpose ?? "that"); \(name) is taken "
          + "(chosen by: \(chosenBy.rawValue))")
    }
  }
}

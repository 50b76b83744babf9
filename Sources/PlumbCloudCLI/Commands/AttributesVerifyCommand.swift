import ArgumentParser
import Conversations
import Diagnosis
import GenesysCloud
import JSON
import PlumbCLI
import SourceText
import Terminal

/// `plumb cloud attributes verify ID KEY[=VALUE]…`
struct AttributesVerifyCommand: CloudConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Checks that Architect sees attributes; explains why not.",
    discussion: """
      Prints what 'plumb why' says of the conversation as it is now. Values are never shown.

      Examples:
        plumb cloud attributes verify CONVERSATION custom_order_id user_tier=PLATINUM
        plumb cloud attributes verify CONVERSATION custom_order_id --wait 10

      Exit codes: 0 all are there, with these values; 1 one is not; 4 the conversation could not be read.
      """)
  static let helpWords = "attributes verify"

  @Argument(help: ArgumentHelp("The conversation.", valueName: "id"))
  var id: String

  @Argument(help: ArgumentHelp("What must be there.", valueName: "key[=value]"))
  var keys: [String]

  @OptionGroup var target: TargetOptions

  @Option(help: ArgumentHelp("Look again for so long while one is missing.", valueName: "seconds"))
  var wait = 0

  @OptionGroup var output: FormatOption
  @OptionGroup var colors: ColorOption
  @OptionGroup var connection: TimedConnection

  func validate() throws {
    guard (0...3600).contains(wait) else { throw ValidationError("--wait wants 0 to 3600 seconds") }
    if keys.contains(where: { Assignment($0).key.isEmpty }) { throw ValidationError("give KEY or KEY=VALUE") }
  }

  func run(on console: Console) async throws -> ExitStatus {
    let asked = keys.map { Assignment($0) }
    return try await connection.withClient(on: console, beyond: wait) { client in
      try await poll(for: wait) { isLast -> ExitStatus? in
        let conversation = try await client.fetchConversation(id)
        let explanations = explain(asked, in: conversation)
        let wrong = Self.wrongValues(asked, explanations)
        // An empty value that is asked for may be there.
        let isRight =
          wrong.isEmpty
          && zip(asked, explanations).allSatisfy { $1.status == .present || $1.status == .empty && $0.value == "" }
        guard isRight || isLast else { return nil }
        print(explanations, wrong, of: conversation, on: console)
        return isRight ? .done : .no
      } ?? .no
    }
  }

  private func explain(_ asked: [Assignment], in conversation: Conversation) -> [Explanation] {
    var purpose = target.purpose ?? "customer"
    var selector = ParticipantPreference.Selector.auto
    if let id = target.participant {
      selector = .id(id)
      purpose = conversation.participants.first { $0.id == id }?.purpose ?? purpose
    }
    return asked.map {
      Explanation(conversation.diagnose($0.key, purpose: purpose, by: selector), in: conversation)
    }
  }

  /// The keys that are there with another value than the one asked for.
  private static func wrongValues(_ asked: [Assignment], _ explanations: [Explanation]) -> [String] {
    zip(asked, explanations).compactMap { assignment, explanation in
      guard let wanted = assignment.value, explanation.status == .present || explanation.status == .empty,
        let value = explanation.value, !value.isExactly(wanted)
      else { return nil }
      let kind = value.string == nil ? ", and is no string" : ""
      return
        "\(assignment.key): another value: found \(masked(value.attributeText)), expected \(masked(wanted))\(kind)"
    }
  }

  private func print(
    _ explanations: [Explanation], _ wrong: [String], of conversation: Conversation, on console: Console
  ) {
    let report = WhyReport(conversation: conversation, line: nil, explanations: explanations, evidence: Evidence())
    switch output.format {
    case .text: console.print(DiagnosisText(report: report, style: colors.output(on: console)).text)
    case .json: console.print(DiagnosisJSON.document(of: report))
    }
    for line in wrong { console.say(line) }
  }
}

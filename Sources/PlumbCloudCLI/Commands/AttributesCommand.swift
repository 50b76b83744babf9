import ArgumentParser

/// `plumb cloud attributes …`
struct AttributesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attributes",
    abstract: "Reads and writes the attributes of a participant, and checks what Architect sees of them.",
    subcommands: [AttributesGetCommand.self, AttributesSetCommand.self, AttributesVerifyCommand.self])
}

import ArgumentParser
import Expressions
import SourceText
import Terminal
import Workspace

/// `plumb functions [NAME]` and `plumb functions learn PATH…`
struct FunctionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "functions",
    abstract: "Lists the functions that are known, describes one, or learns from exports.",
    discussion: """
      Genesys documents its functions only inside the product, so the list cannot be complete. How sure each entry is: \
      verified (seen in what Architect compiled), used (in real flows), documented (in Genesys' help), third-party, \
      unverified, declared (by the nearest plumb.yaml).

      Examples:
        plumb functions
        plumb functions Append
        plumb functions learn exports/ --output signatures.json
      """,
    subcommands: [ShowFunctionsCommand.self, LearnFunctionsCommand.self],
    defaultSubcommand: ShowFunctionsCommand.self)
}

/// `plumb functions [NAME]`
struct ShowFunctionsCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Lists the functions that are known, or describes one.",
    discussion: """
      Examples:
        plumb functions
        plumb functions Append
      """)

  static let helpWords = "functions"

  @Argument(help: "The function to describe, in any letter case.")
  var name: String?

  @OptionGroup var project: ConfigurationOption

  func run(on console: Console) throws -> ExitStatus {
    let catalogue = try project.loaded(console: console).functions
    guard let name else {
      let width = catalogue.functions.map { $0.name.count }.max() ?? 0
      for function in catalogue.functions.sorted(by: { $0.name < $1.name }) {
        let padded = function.name + String(repeating: " ", count: width - function.name.count)
        let confidence = function.confidence.rawValue
        let padding = String(repeating: " ", count: max(1, 12 - confidence.count))
        console.print("\(padded)  \(confidence)\(padding)\(FunctionPage.firstSentence(of: function))\n")
      }
      return .done
    }
    guard let function = catalogue[name] else {
      let hint = suggestion(catalogue.names(near: name))
      throw ValidationError("no function ‘\(TerminalText.escaped(name))’ is known\(hint)")
    }
    console.print(FunctionPage.text(of: function))
    return .done
  }
}

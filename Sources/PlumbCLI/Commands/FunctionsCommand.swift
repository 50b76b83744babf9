import ArgumentParser
import Expressions
import SourceText

/// `plumb functions [NAME]`
struct FunctionsCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "functions",
    abstract: "Lists the functions that are known, or describes one.",
    discussion: """
      Genesys documents its functions only inside the product, so the list cannot be complete. How sure each entry is:
      verified (seen in what Architect compiled), used (in real flows), documented (in Genesys' help), third-party,
      unverified.

      Examples:
        plumb functions
        plumb functions Append
      """)

  @Argument(help: "The function to describe, in any letter case.")
  var name: String?

  func run(on console: Console) throws -> ExitStatus {
    let catalogue = FunctionCatalogue.standard
    guard let name else {
      let width = catalogue.functions.map { $0.name.count }.max() ?? 0
      for function in catalogue.functions.sorted(by: { $0.name < $1.name }) {
        let padded = function.name + String(repeating: " ", count: width - function.name.count)
        let confidence = function.confidence.rawValue
        let padding = String(repeating: " ", count: max(1, 12 - confidence.count))
        console.print("\(padded)  \(confidence)\(padding)\(FunctionReference.summary(of: function))\n")
      }
      return .done
    }
    guard let function = catalogue[name] else {
      let near = catalogue.names(near: name)
      let hint = near.isEmpty ? "" : "; did you mean \(near.map { "‘\($0)’" }.joined(separator: " or "))?"
      throw ValidationError("no function ‘\(TerminalText.escaped(name))’ is known\(hint)")
    }
    console.print(FunctionPage.text(of: function))
    return .done
  }
}

import ArgumentParser
import Linting
import SourceText

/// `plumb rules [ID]`
struct RulesCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "Lists the rules of the linter, or shows the page of one.",
    discussion: """
      Examples:
        plumb rules
        plumb rules from-attributes
      """)

  @Argument(help: "The rule to show.")
  var id: String?

  func run(on console: Console) throws -> ExitStatus {
    if let id {
      try RuleNames.check(id)
      for rule in RuleCatalogue.rules where rule.metadata.id == id {
        console.print(RulePage.markdown(for: rule.metadata))
      }
      return .done
    }
    let width = RuleCatalogue.rules.map { $0.metadata.id.count }.max() ?? 0
    for rule in RuleCatalogue.rules {
      let metadata = rule.metadata
      let name = metadata.id + String(repeating: " ", count: width - metadata.id.count)
      console.print("\(name)  \(metadata.severity.rawValue)\(metadata.severity == .error ? "  " : "")  \(metadata.summary)\n")
    }
    return .done
  }
}

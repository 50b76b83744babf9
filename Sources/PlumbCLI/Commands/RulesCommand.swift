import ArgumentParser
import Linting
import SourceText
import Terminal

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
      guard let rule = RuleCatalogue.rule(named: id) else {
        throw ValidationError(TerminalText.escaped(RuleCatalogue.problem(withID: id) ?? "there is no rule ‘\(id)’"))
      }
      console.print(RulePage.markdown(for: rule))
      return .done
    }
    let rules = RuleCatalogue.rules
    let width = rules.map { $0.id.count }.max() ?? 0
    for rule in rules {
      let name = rule.id + String(repeating: " ", count: width - rule.id.count)
      let severity = rule.severity.rawValue
      console.print("\(name)  \(severity)\(String(repeating: " ", count: 8 - severity.count))\(rule.summary)\n")
    }
    return .done
  }
}

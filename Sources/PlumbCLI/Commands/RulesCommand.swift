import ArgumentParser
import JSON
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
        plumb rules --format json | jq -r '.rules[] | select(.options != []).id'
      """)

  /// How they are printed.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, markdown
  }

  @Argument(help: "The rule to show.")
  var id: String?

  @Option(help: "What to print: text, json or markdown.")
  var format: Format = .text

  func run(on console: Console) throws -> ExitStatus {
    let rule = try id.map(Self.rule(named:))
    let rules = rule.map { [$0] } ?? RuleCatalogue.rules
    switch format {
    case .json:
      var writer = JSONWriter()
      writer.object { writer in
        writer.member("version", 1)
        writer.key("rules")
        writer.array(rules) { $0.rule($1) }
      }
      console.print(writer.bytes)
      console.print("\n")
    case .markdown, .text:
      if let rule {
        console.print(RulePage.markdown(for: rule))
      } else {
        console.print(format == .text ? Self.list(of: rules) : RulePage.table(of: rules))
      }
    }
    return .done
  }

  private static func rule(named id: String) throws -> RuleMetadata {
    if let rule = RuleCatalogue.rule(named: id) { return rule }
    throw ValidationError(TerminalText.escaped(RuleCatalogue.problem(withID: id) ?? "there is no rule ‘\(id)’"))
  }

  private static func list(of rules: [RuleMetadata]) -> String {
    let width = rules.map { $0.id.count }.max() ?? 0
    return rules.map { rule in
      let name = rule.id + String(repeating: " ", count: width - rule.id.count)
      let severity = rule.severity.rawValue
      return "\(name)  \(severity)\(String(repeating: " ", count: 8 - severity.count))\(rule.summary)\n"
    }.joined()
  }
}

extension JSONWriter {
  fileprivate mutating func rule(_ rule: RuleMetadata) {
    object { writer in
      writer.member("id", rule.id)
      writer.member("severity", rule.severity.rawValue)
      writer.member("preset", rule.preset.rawValue)
      writer.member("optional", rule.isOptional)
      writer.member("needsInventory", rule.needsInventory)
      writer.member("fix", rule.fixSafety.rawValue)
      writer.member("since", rule.since)
      writer.member("summary", rule.summary)
      writer.member("rationale", rule.rationale)
      writer.key("options")
      writer.array(rule.options) { writer, option in
        writer.object { writer in
          writer.member("name", option.name)
          writer.member("default", option.standard)
          writer.member("summary", option.summary)
        }
      }
      for (key, examples) in [("bad", rule.bad), ("good", rule.good)] {
        writer.key(key)
        writer.array(examples) { $0.example($1) }
      }
    }
  }

  private mutating func example(_ example: RuleExample) {
    object { writer in
      writer.member("text", example.text)
      writer.member("inventory", example.inventory)
      guard let companion = example.companion else { return writer.member("beside", nil as String?) }
      writer.key("beside")
      writer.object { writer in
        writer.member("name", companion.name)
        writer.member("text", companion.text)
      }
    }
  }
}

import SourceText

/// The documentation page of a rule, written from its description.
public enum RulePage {
  /// The page as Markdown.
  public static func markdown(for rule: RuleMetadata) -> String {
    var page = "# \(rule.id)\n\n\(rule.summary)\n\n"
    page += "| severity | preset | fix | since |\n|---|---|---|---|\n"
    page += "| \(rule.severity.rawValue) | \(preset(of: rule)) | \(fix(of: rule)) | \(rule.since) |\n\n"
    page += "## Why\n\n\(rule.rationale)\n"
    page += options(of: rule)
    page += examples(rule.bad, title: "Bad")
    page += examples(rule.good, title: "Good")
    return page
  }

  private static func options(of rule: RuleMetadata) -> String {
    guard !rule.options.isEmpty else { return "" }
    let rows = rule.options.map { "| `\($0.name)` | \($0.standard) | \($0.summary) |\n" }.joined()
    let example = rule.options.map { "\($0.name): \($0.standard)" }.joined(separator: ", ")
    return """

      ## Options

      | option | default | what |
      |---|---|---|
      \(rows)
      In `plumb.yaml`:

      ```yaml
      rules:
        \(rule.id): { \(example) }
      ```

      """
  }

  /// A table of rules as Markdown.
  public static func table(of rules: [RuleMetadata]) -> String {
    "| rule | severity | preset | fix | what it finds |\n|---|---|---|---|---|\n"
      + rules.map { rule in
        let summary = rule.summary.replacing("|", with: "\\|")
        return
          "| `\(rule.id)` | \(rule.severity.rawValue) | \(preset(of: rule)) | \(rule.fixSafety.rawValue) | \(summary) |\n"
      }.joined()
  }

  private static func preset(of rule: RuleMetadata) -> String {
    (rule.isOptional ? rule.preset.rawValue : "always on") + (rule.needsInventory ? ", with `--inventory`" : "")
  }

  private static func fix(of rule: RuleMetadata) -> String {
    switch rule.fixSafety {
    case .none: "none"
    case .safe: "safe (`--fix`)"
    case .unsafe: "unsafe (`--fix --unsafe-fixes`)"
    case .mixed: "safe (`--fix`) or unsafe (`--fix --unsafe-fixes`)"
    }
  }

  private static func examples(_ examples: [RuleExample], title: String) -> String {
    guard !examples.isEmpty else { return "" }
    return "\n## \(title)\n"
      + examples.map { example in
        let inventory = example.inventory.map { "\nWith the inventory `\($0)`:\n" } ?? ""
        let companion = example.companion.map { "\nBeside it `\($0.name)`:\n\n" + block($0.text) } ?? ""
        return inventory + "\n" + block(example.text) + companion
      }.joined()
  }

  private static func block(_ text: String) -> String {
    "```\(text.hasPrefix("{") ? "json" : "yaml")\n\(text)\n```\n"
  }
}

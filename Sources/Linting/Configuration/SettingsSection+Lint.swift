import Documents
import SourceText

extension SettingsSection {
  mutating func preset(_ node: Node) -> RuleMetadata.Preset? {
    let names = RuleMetadata.Preset.allCases.map(\.rawValue)
    return name(node, "a preset", among: names).flatMap { RuleMetadata.Preset(rawValue: $0) }
  }

  /// A mapping of rules to severities, or to mappings that set options too.
  mutating func ruleSettings(_ node: Node) -> (severities: [String: RuleSetting], options: [String: [String: Int]]) {
    var severities: [String: RuleSetting] = [:]
    var options: [String: [String: Int]] = [:]
    for entry in entries(of: node, "‘rules’") {
      var severity: RuleSetting?
      if entry.value.kind == .mapping {
        guard let rule = RuleCatalogue.rule(named: entry.key) else {
          report(RuleCatalogue.problem(withID: entry.key) ?? "", at: entry.name)
          continue
        }
        let keys = [Self.severityKey] + rule.options.map(\.name)
        for (key, value) in members(of: entry.value, "the rule ‘\(rule.id)’", keys: keys) {
          if key == Self.severityKey {
            severity = ruleSetting(value)
          } else {
            options[rule.id, default: [:]][key] = count(value)
          }
        }
      } else {
        severity = ruleSetting(entry.value)
      }
      guard let severity else { continue }
      if let problem = RuleCatalogue.problem(withID: entry.key, switchingOff: severity == .off) {
        report(problem, at: entry.name)
      } else {
        severities[entry.key] = severity
      }
    }
    return (severities, options)
  }

  private mutating func ruleSetting(_ node: Node) -> RuleSetting? {
    name(node, "a severity", among: RuleSetting.names).flatMap { RuleSetting(name: $0) }
  }

  /// The key of a rule's severity beside its options.
  static let severityKey = "severity"

  mutating func rules(_ node: Node, _ key: String, switchingOff: Bool) -> Set<String> {
    var rules: Set<String> = []
    for item in items(of: node, "‘\(key)’") {
      guard let name = text(item, "the name of a rule") else { continue }
      if let problem = RuleCatalogue.problem(withID: name, switchingOff: switchingOff) {
        report(problem, at: item)
      } else {
        rules.insert(name)
      }
    }
    return rules
  }

  mutating func overrides(_ node: Node) -> [LintSettings.Override] {
    var overrides: [LintSettings.Override] = []
    for item in items(of: node, "‘overrides’") {
      var override = LintSettings.Override(paths: [])
      for (key, value) in members(of: item, "the override", keys: ["paths", "rules", "ignore"]) {
        switch key {
        case "paths": override.paths = texts(value, "‘paths’", "a pattern")
        case "rules": (override.rules, override.ruleOptions) = ruleSettings(value)
        default: override.ignore = rules(value, key, switchingOff: true)
        }
      }
      if override.paths.isEmpty, item.kind == .mapping { report("expected ‘paths’ in the override", at: item) }
      overrides.append(override)
    }
    return overrides
  }

  /// The least severity that fails a run.
  mutating func failOn(_ node: Node) -> String? {
    name(node, "a severity", among: ["error", "warning", "info", "never"])
  }

  mutating func count(_ node: Node) -> Int? {
    guard let number = node.text.flatMap({ Int($0) }), number >= 0 else {
      report("expected a number from 0, found \(node.described)", at: node)
      return nil
    }
    return number
  }

  mutating func texts(_ node: Node, _ what: String, _ item: String) -> [String] {
    var texts: [String] = []
    for value in items(of: node, what) {
      if let text = text(value, item) { texts.append(text) }
    }
    return texts
  }

  /// A list of files, or one alone where that is allowed.
  mutating func files(_ node: Node, _ key: String, orOne: Bool = false) -> [Configuration.FileReference] {
    let items = orOne && node.kind == .scalar ? [node] : items(of: node, "‘\(key)’")
    var files: [Configuration.FileReference] = []
    for item in items where !(orOne && item.isBlank) {
      if let path = text(item, "the path of a file") {
        files.append(Configuration.FileReference(path: path, range: item.range))
      }
    }
    return files
  }

  private mutating func name(_ node: Node, _ what: String, among names: [String]) -> String? {
    if let text = node.text, names.contains(text) { return text }
    let near = node.text.map { suggestion(nearestNames(to: $0, among: names)) } ?? ""
    let all = names.map { "‘\($0)’" }.joined(separator: ", ")
    report("expected \(what), one of \(all), found \(node.described)\(near)", at: node)
    return nil
  }
}

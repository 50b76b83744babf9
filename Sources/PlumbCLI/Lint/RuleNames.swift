import ArgumentParser
import Linting
import SourceText

/// Lists of rules in options.
enum RuleNames {
  /// The rules of a list separated by commas; an unknown one is wrong usage.
  static func parsed(_ list: String, option: String) throws -> Set<String> {
    let names = list.split(separator: ",").map { $0.filter { $0 != " " } }.filter { !$0.isEmpty }
    guard !names.isEmpty else { throw ValidationError("\(option) needs the name of a rule: see 'plumb rules'") }
    for name in names { try check(name) }
    return Set(names)
  }

  /// Throws for a name that no rule has.
  static func check(_ name: String) throws {
    let known = RuleCatalogue.rules.map { $0.metadata.id }
    guard !known.contains(name) else { return }
    let hint = NearestName.hint(for: name, among: known) ?? "see 'plumb rules'"
    throw ValidationError("there is no rule ‘\(TerminalText.escaped(name))’; \(hint)")
  }
}

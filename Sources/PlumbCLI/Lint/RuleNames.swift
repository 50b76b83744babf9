import ArgumentParser
import Linting
import SourceText

/// Lists of rules in options.
enum RuleNames {
  /// The rules of a list separated by commas; an unknown one is wrong usage.
  ///
  /// - Parameter switchingOff: whether the list says which rules are not wanted; some cannot be switched off.
  static func parsed(_ list: String, option: String, switchingOff: Bool) throws -> Set<String> {
    let names = list.split(separator: ",").map { $0.filter { $0 != " " } }.filter { !$0.isEmpty }
    guard !names.isEmpty else { throw ValidationError("\(option) needs the name of a rule: see 'plumb rules'") }
    for name in names {
      if let problem = RuleCatalogue.problem(withID: name, switchingOff: switchingOff) {
        throw ValidationError("\(option): \(TerminalText.escaped(problem))")
      }
    }
    return Set(names)
  }
}

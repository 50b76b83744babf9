import ArgumentParser
import Linting
import SourceText

/// Lists of rules in options.
enum RuleNames {
  /// The rules of all lists that an option was given; an unknown one is wrong usage.
  ///
  /// - Parameter switchingOff: whether the list says which rules are not wanted; some cannot be switched off.
  static func parsed(_ lists: [CommaList], option: String, switchingOff: Bool) throws -> Set<String> {
    guard lists.allSatisfy({ !$0.items.isEmpty }) else {
      throw ValidationError("\(option) needs the name of a rule: see 'plumb rules'")
    }
    let names = lists.flatMap(\.items)
    for name in names {
      if let problem = RuleCatalogue.problem(withID: name, switchingOff: switchingOff) {
        throw ValidationError("\(option): \(TerminalText.escaped(problem))")
      }
    }
    return Set(names)
  }
}

import ArgumentParser

/// What one occurrence of an option lists, separated by commas.
///
/// An option that takes a list is declared as `[CommaList]`, so that each time it is given adds to it.
struct CommaList: ExpressibleByArgument {
  /// The parts without blanks, those with nothing in them left out.
  let items: [String]

  init(argument: String) {
    items = argument.split(separator: ",").map { $0.filter { $0 != " " } }.filter { !$0.isEmpty }
  }
}

import ArgumentParser

/// An option or flag of a command that is read without ArgumentParser, which looks at the type of each by reflection: that
/// takes three quarters of a short run.
///
/// A command has one table of them. What is written in any other way, or wrongly, is left to ArgumentParser, which also says
/// what is wrong. A test holds the table against what the command declares.
struct PlainOption<Command> {
  /// Sets the property of an option.
  typealias Setter<Value> = (inout Command, Value) -> Void

  /// Which word belongs to an option.
  private enum Word {
    case none
    case plain
    /// It may begin with a minus sign.
    case any
  }

  /// The name as it is written.
  let name: String
  private let word: Word
  /// Takes the words that were given, none for the default; false where one is none that the option has.
  private let set: (inout Command, [String]) -> Bool

  static func flag(_ name: String, _ set: @escaping Setter<Bool>) -> PlainOption {
    PlainOption(name: name, word: .none) { command, words in
      set(&command, !words.isEmpty)
      return true
    }
  }

  static func one<Value: ExpressibleByArgument>(_ name: String, _ set: @escaping Setter<Value?>) -> PlainOption {
    PlainOption(name: name, word: .plain) { command, words in
      let values = words.compactMap { Value(argument: $0) }
      set(&command, values.last)
      return values.count == words.count
    }
  }

  static func one<Value: ExpressibleByArgument>(
    _ name: String, default value: Value, _ set: @escaping Setter<Value>
  ) -> PlainOption {
    one(name) { set(&$0, $1 ?? value) }
  }

  /// One that may be given several times.
  static func several<Value: ExpressibleByArgument>(
    _ name: String, anyWord: Bool = false, _ set: @escaping Setter<[Value]>
  ) -> PlainOption {
    PlainOption(name: name, word: anyWord ? .any : .plain) { command, words in
      let values = words.compactMap { Value(argument: $0) }
      set(&command, values)
      return values.count == words.count
    }
  }

  /// Sets all options as a command line says; gives the words that belong to none, or nil where ArgumentParser has to read
  /// the line.
  static func read(_ line: [String], _ options: [PlainOption], into command: inout Command) -> [String]? {
    var words: [String] = []
    var given = [[String]](repeating: [], count: options.count)
    var rest = line[...]
    while let word = rest.popFirst() {
      guard word.hasPrefix("-"), word != "-" else {
        words.append(word)
        continue
      }
      guard let place = options.firstIndex(where: { $0.name == word }) else { return nil }
      var value = ""
      if options[place].word != .none {
        guard let next = rest.popFirst(), next != "--", options[place].word == .any || !next.hasPrefix("-") else {
          return nil
        }
        value = next
      }
      given[place].append(value)
    }
    for (option, words) in zip(options, given) where !option.set(&command, words) { return nil }
    return words
  }

  /// Whether each group of options is valid, the command's own among them.
  static func areValid(_ groups: [any ParsableArguments]) -> Bool {
    for var group in groups {
      do { try group.validate() } catch { return false }
    }
    return true
  }
}

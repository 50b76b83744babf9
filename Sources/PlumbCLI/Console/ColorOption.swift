package import ArgumentParser
package import SourceText
package import Terminal

/// `--color`, of every command that prints text.
package struct ColorOption: ParsableArguments {
  /// When to use colours.
  package enum Choice: String, CaseIterable, ExpressibleByArgument {
    case auto, always, never
  }

  /// When to use colours.
  @Option(help: ArgumentHelp("When to use colours.", valueName: "when"))
  package var color: Choice = .auto

  /// Creates an option that is parsed later.
  package init() {}

  /// The style for standard output.
  package func output(on console: Console) -> TextStyle {
    style(isTerminal: console.outputIsTerminal, console)
  }

  /// The style for standard error.
  package func errors(on console: Console) -> TextStyle {
    style(isTerminal: console.errorIsTerminal, console)
  }

  /// `NO_COLOR`, when it is set to anything, wins over a terminal but not over the flag (no-color.org).
  private func style(isTerminal: Bool, _ console: Console) -> TextStyle {
    switch color {
    case .always: .coloured
    case .never: .plain
    case .auto: isTerminal && (console.environment["NO_COLOR"] ?? "").isEmpty ? .coloured : .plain
    }
  }
}

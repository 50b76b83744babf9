package import ArgumentParser

/// `--base-url`, `--profile` and `--env-file`, of every command that talks to Genesys Cloud.
///
/// No flag takes a secret: command lines are seen by others and kept in histories.
package struct ConnectionFlags: ParsableArguments {
  /// One address that serves both OAuth and the API.
  @Option(
    name: .customLong("base-url"),
    help: ArgumentHelp(
      "One address for both OAuth and API, as that of the sandbox; no region is needed then.", valueName: "url"))
  package var baseURL: String?

  /// A table of `~/.gc/config.toml`.
  @Option(help: ArgumentHelp("A profile of ~/.gc/config.toml.", valueName: "name"))
  package var profile: String?

  /// A file with variables.
  @Option(
    help: ArgumentHelp("A file with lines GENESYSCLOUD_…=…; the environment wins over it.", valueName: "file"))
  package var envFile: String?

  /// Creates flags that are parsed later.
  package init() {}

  /// Whether any is given.
  var areGiven: Bool { baseURL != nil || profile != nil || envFile != nil }

  /// The flags as they are handed on to the other program.
  var words: [String] {
    var words: [String] = []
    // With an equals sign a value may begin with anything.
    for (name, value) in [("--base-url", baseURL), ("--profile", profile), ("--env-file", envFile)] {
      if let value { words.append("\(name)=\(value)") }
    }
    return words
  }
}

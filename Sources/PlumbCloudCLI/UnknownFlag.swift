import SourceText

/// Keeps what stands behind an unknown flag out of messages: it may be a secret that was meant for a flag of that name.
enum UnknownFlag {
  /// The message of a command line that could not be parsed, without words that may be secrets.
  static func message(for arguments: [String], insteadOf message: String) -> String {
    guard let flag = flag(in: message) else { return redacted(message, arguments) }
    var text = "Error: there is no option ‘\(TerminalText.escaped(flag))’"
    if sounds(flag) {
      text += """

          secrets are never arguments, which others can see: they are read from GENESYSCLOUD_ACCESS_TOKEN or
          GENESYSCLOUD_OAUTHCLIENT_ID and GENESYSCLOUD_OAUTHCLIENT_SECRET, from the environment, --env-file FILE or a
          profile of ~/.gc/config.toml
        """
    }
    return text + "\n  See 'plumb cloud --help' for more information."
  }

  /// The flag that the parser calls unknown.
  private static func flag(in message: String) -> String? {
    guard let start = message.firstRange(of: "Unknown option '") else { return nil }
    let flag = message[start.upperBound...].prefix { $0 != "'" && $0 != "=" && $0 != " " }
    return flag.isEmpty ? nil : String(flag)
  }

  /// Whether a flag's name sounds like that of a secret.
  private static func sounds(_ flag: String) -> Bool {
    let name = flag.lowercased()
    return ["secret", "token", "password", "client", "key", "user", "auth"].contains { name.contains($0) }
  }

  /// Takes from a message the words that stand behind flags nobody knows.
  private static func redacted(_ message: String, _ arguments: [String]) -> String {
    guard message.contains("nexpected argument") else { return message }
    var message = message
    for (flag, value) in zip(arguments, arguments.dropFirst())
    where flag.hasPrefix("--") && !value.isEmpty && sounds(flag) {
      message = message.replacing("'\(value)'", with: "'…'")
    }
    return message
  }
}

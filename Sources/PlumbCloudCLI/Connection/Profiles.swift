import PlumbCLI
import Terminal
import SourceText
import SystemPackage
import TOMLKit
import Workspace

/// The profiles of the official command line tool: tables of `~/.gc/config.toml`.
enum Profiles {
  /// The variables that a profile stands for.
  static func variables(of name: String, home: String?) throws(CommandFailure) -> [String: String] {
    guard let home, home.hasPrefix("/") else {
      throw CommandFailure(.usage, "--profile \(name): HOME names no folder, so there is no ~/.gc/config.toml")
    }
    let table = try self.table(home + "/.gc/config.toml", profile: name)
    guard let profile = table[name]?.table else {
      let names = table.keys.sorted()
      let hint = suggestion(nearestNames(to: name, among: names))
      let all = names.isEmpty ? "it has none" : "it has \(names.joined(separator: ", "))"
      throw CommandFailure(
        .usage, "there is no profile ‘\(name)’ in ~/.gc/config.toml\(hint.isEmpty ? "; " + all : hint)")
    }
    var variables: [String: String] = [:]
    for (key, variable) in [
      ("environment", Settings.region), ("client_credentials", Settings.clientID),
      ("client_secret", Settings.clientSecret),
    ] {
      variables[variable] = profile[key]?.string
    }
    return variables
  }

  private static func table(_ path: String, profile: String) throws(CommandFailure) -> TOMLTable {
    let bytes: [UInt8]
    do throws(InputProblem) {
      bytes = try InputFile.contents(of: FilePath(path), limit: 1 << 20)
    } catch {
      throw CommandFailure(.usage, "--profile \(profile): ~/.gc/config.toml: \(error.message)")
    }
    do {
      return try TOMLTable(string: String(decoding: bytes, as: UTF8.self))
    } catch {
      // The parser's message may quote the text, and with it a secret.
      throw CommandFailure(.usage, "--profile \(profile): ~/.gc/config.toml is no valid TOML")
    }
  }
}

import SourceText
import SystemPackage
import Terminal
import Workspace

/// The other program, which talks to Genesys Cloud. This one opens no socket, so it starts that one and reads its output.
struct Sibling {
  /// The program's name.
  static let name = "plumb-cloud"

  /// The path of its executable.
  let path: FilePath

  /// Looks for it beside this executable, then in the absolute entries of `PATH`; nil where it is not installed.
  init?(_ console: Console) {
    var folders: [FilePath] = []
    if let own = console.executable { folders.append(FilePath(own).folder) }
    for entry in (console.environment["PATH"] ?? "").split(separator: ":") where entry.hasPrefix("/") {
      folders.append(FilePath(String(entry)))
    }
    for folder in folders {
      let candidate = folder.appending(Self.name)
      if Self.isExecutable(candidate) {
        path = candidate
        return
      }
    }
    return nil
  }

  /// What to do where it is not installed.
  static func missing(for console: Console) -> String {
    let place = console.executable.map { ", into \(TerminalText.escaped(FilePath($0).folder.string))" } ?? ""
    return """
      plumb: ‘\(name)’ is not installed; it is the one program that talks to Genesys Cloud
        the wheel plumb_architect_cloud has it, so have all other packages, and 'make cloud' builds it;
        put it beside 'plumb'\(place), or into a folder of PATH
      """
  }

  /// Why it did not start.
  static func problem(_ error: Errno) -> String { "could not be started: \(error)".lowercased() }

  private static func isExecutable(_ path: FilePath) -> Bool {
    guard case .file? = try? InputFile.kind(of: path) else { return false }
    return path.withPlatformString { access($0, X_OK) } == 0
  }
}

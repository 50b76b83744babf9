import ArgumentParser
import Linting
import SourceText
import SystemPackage
import Terminal
import Workspace

/// `--config`, of every command that checks or evaluates.
struct ConfigurationOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The configuration, in place of the nearest \(ConfigurationFile.name) upwards.", valueName: "file"))
  var config: String?

  /// The configuration of a run over some paths, whose limits then hold; without paths that of the current folder.
  ///
  /// - Throws: `ValidationError` where it is wrong, or where the paths have different ones.
  func loaded(for paths: [String] = [], console: Console) throws -> ConfigurationFile {
    let file = try file(for: paths, console: console)
    console.limits = file.configuration.allLimits
    return file
  }

  private func file(for paths: [String], console: Console) throws -> ConfigurationFile {
    if let config { return try ConfigurationFile.read(FilePath(config), in: console.inputs) }
    var found: [FilePath] = []
    for path in paths.isEmpty ? ["."] : paths {
      guard let file = ConfigurationFile.nearest(to: FilePath(path == "-" ? "." : path)), !found.contains(file) else {
        continue
      }
      found.append(file)
    }
    if found.count > 1 {
      throw ValidationError(
        "the paths have different configurations, \(TerminalText.escaped(found[0].string)) and "
          + "\(TerminalText.escaped(found[1].string)): run them apart, or name one with --config")
    }
    return try found.first.map { try ConfigurationFile.read($0, in: console.inputs) } ?? ConfigurationFile()
  }
}

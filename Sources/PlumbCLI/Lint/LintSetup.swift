import ArgumentParser
import Documents
import Linting
import SourceText

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// What a configuration and its neighbours say about a run of the linter, before the command line has its say.
struct LintSetup {
  let file: ConfigurationFile

  var settings: LintSettings { file.configuration.lint }

  init(_ file: ConfigurationFile) {
    self.file = file
  }

  /// The options as the configuration has them.
  func options() -> LintOptions {
    var options = LintOptions()
    options.functions = file.functions
    settings.apply(to: &options)
    return options
  }

  // MARK: The side file

  /// The name of the side file.
  static let ignoreName = "plumb.ignore.yaml"

  /// The side files that lie nearest above the paths.
  static func ignorePaths(for paths: [String]) -> [Path] {
    var found: [Path] = []
    for path in paths {
      let start = Path(path == "-" ? "." : path)
      guard let file = ConfigurationFile.nearest(to: start, named: ignoreName), !found.contains(file) else { continue }
      found.append(file)
    }
    return found
  }

  /// Reads a side file.
  ///
  /// - Throws: `ValidationError` with all that is wrong.
  static func ignoreFile(_ path: Path, console: Console) throws -> IgnoreFile {
    let source = try ConfigurationFile.source(path, limit: sizeLimit, console: console)
    return try checked(IgnoreFile(source))
  }

  /// A side file, unless something is wrong with it.
  static func checked(_ file: IgnoreFile) throws -> IgnoreFile {
    guard file.problems.isEmpty else {
      let lines = file.problems.map {
        ConfigurationFile.text(of: $0.message, at: Int($0.range.start), in: file.file)
      }
      throw ValidationError(lines.joined(separator: "\n"))
    }
    return file
  }

  /// The entries of the side files above the paths.
  static func ignores(for paths: [String], console: Console) throws -> [IgnoreEntries] {
    try ignorePaths(for: paths).map { IgnoreEntries(try ignoreFile($0, console: console), today: today) }
  }

  /// The day, in UTC.
  static var today: String {
    var now = time(nil)
    var parts = tm()
    gmtime_r(&now, &parts)
    func digits(_ number: Int32) -> String { (number < 10 ? "0" : "") + "\(number)" }
    return "\(parts.tm_year + 1900)-\(digits(parts.tm_mon + 1))-\(digits(parts.tm_mday))"
  }

  // MARK: The baseline

  /// Reads a baseline.
  ///
  /// - Throws: `ValidationError` with what is wrong.
  static func baseline(_ path: Path, console: Console) throws -> Baseline {
    let source = try ConfigurationFile.source(path, limit: sizeLimit, console: console)
    do throws(Baseline.Malformed) {
      return try Baseline(json: source)
    } catch {
      throw ValidationError(ConfigurationFile.text(of: error.message, at: error.offset, in: source))
    }
  }

  /// The names of a file of substitutions, YAML or JSON.
  static func substitutions(_ path: Path, console: Console) throws -> Set<String> {
    let source = try ConfigurationFile.source(path, limit: sizeLimit, console: console)
    let reading: DocumentReading
    do throws(DocumentError) {
      reading = try DocumentReader.read(file: source)
    } catch {
      throw ValidationError("--substitutions \(TerminalText.escaped(path.display)): \(error.message)")
    }
    if let problem = reading.diagnostics.first(where: { $0.severity == .error }) {
      throw ValidationError(ConfigurationFile.text(of: problem.message, at: Int(problem.range.start), in: source))
    }
    guard let root = reading.documents.first?.root, root.kind == .mapping else {
      throw ValidationError("--substitutions \(TerminalText.escaped(path.display)): expected names with values")
    }
    return Set(root.entries.compactMap { $0.key.text })
  }

  /// Whether there is something at a path.
  static func exists(_ path: Path) -> Bool {
    (try? InputFile.kind(of: path)) != nil
  }

  private static let sizeLimit = 20 << 20
}

import Conversations
import Documents
package import Linting
import SourceText
package import SystemPackage

/// What a configuration and its neighbours say about a run of the linter, before the command line has its say.
package struct LintSetup {
  /// The configuration.
  package let file: ConfigurationFile

  /// Its section about the linter.
  package var settings: LintSettings { file.configuration.lint }

  /// What a configuration says.
  package init(_ file: ConfigurationFile) {
    self.file = file
  }

  /// The options as the configuration has them.
  package func options() -> LintOptions {
    var options = LintOptions()
    options.functions = file.functions
    options.limits = file.configuration.allLimits
    settings.apply(to: &options)
    let terraform = TerraformFiles()
    options.otherSubstitutions = { terraform.substitutions(forFileAt: $0) }
    return options
  }

  // MARK: The side file

  /// The name of the side file.
  package static let ignoreName = "plumb.ignore.yaml"

  /// The side files that lie nearest above the paths.
  package static func ignorePaths(for paths: [String]) -> [FilePath] {
    var found: [FilePath] = []
    for path in paths {
      let start = FilePath(path == "-" ? "." : path)
      guard let file = ConfigurationFile.nearest(to: start, named: ignoreName), !found.contains(file) else { continue }
      found.append(file)
    }
    return found
  }

  /// Reads a side file.
  ///
  /// - Throws: `UsageProblem` with all that is wrong.
  package static func ignoreFile(_ path: FilePath, in context: InputContext) throws -> IgnoreFile {
    let source = try ConfigurationFile.source(path, limit: sizeLimit, in: context)
    return try checked(IgnoreFile(source))
  }

  /// A side file, unless something is wrong with it.
  static func checked(_ file: IgnoreFile) throws -> IgnoreFile {
    guard file.problems.isEmpty else {
      let lines = file.problems.map {
        ConfigurationFile.text(of: $0.message, at: Int($0.range.start), in: file.file)
      }
      throw UsageProblem(lines.joined(separator: "\n"))
    }
    return file
  }

  /// The entries of the side files above the paths.
  package static func ignores(for paths: [String], in context: InputContext) throws -> [IgnoreEntries] {
    try ignorePaths(for: paths).map {
      IgnoreEntries(try ignoreFile($0, in: context), today: String(Timestamp.now.iso8601.prefix(10)))
    }
  }

  // MARK: The baseline

  /// Reads a baseline.
  ///
  /// - Throws: `UsageProblem` with what is wrong.
  package static func baseline(_ path: FilePath, in context: InputContext) throws -> Baseline {
    let source = try ConfigurationFile.source(path, limit: sizeLimit, in: context)
    do throws(Baseline.Malformed) {
      return try Baseline(json: source)
    } catch {
      throw UsageProblem(ConfigurationFile.text(of: error.message, at: error.offset, in: source))
    }
  }

  /// The names of a file of substitutions, YAML or JSON.
  package static func substitutions(_ path: FilePath, in context: InputContext) throws -> Set<String> {
    let source = try ConfigurationFile.source(path, limit: sizeLimit, in: context)
    let reading: DocumentReading
    do throws(DocumentError) {
      reading = try DocumentReader.read(file: source)
    } catch {
      throw UsageProblem("--substitutions \(TerminalText.escaped(path.string)): \(error.message)")
    }
    if let problem = reading.diagnostics.first(where: { $0.severity == .error }) {
      throw UsageProblem(ConfigurationFile.text(of: problem.message, at: Int(problem.range.start), in: source))
    }
    guard let root = reading.documents.first?.root, root.kind == .mapping else {
      throw UsageProblem("--substitutions \(TerminalText.escaped(path.string)): expected names with values")
    }
    return Set(root.entries.compactMap { $0.key.text })
  }

  private static let sizeLimit = Limits().companionSize
}

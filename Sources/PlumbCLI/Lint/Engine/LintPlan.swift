import Linting
import SourceText

/// With what each file is linted: the options of the run, and for some paths others.
struct LintPlan: Sendable {
  /// The linter of files that no override speaks of.
  let standard: Linter
  private var others: [[Int]: Linter] = [:]
  private let settings: LintSettings
  /// The folder that the patterns of overrides begin at, from the root, with a `/` at the end.
  private let folder: [UInt8]

  /// Makes a plan.
  ///
  /// - Parameter configuration: where the configuration stands.
  init(options: LintOptions, settings: LintSettings, configuration: Path?) {
    standard = Linter(options: options)
    self.settings = settings
    folder = ConfigurationFile.absolute((configuration ?? Path("plumb.yaml")).folder).appending([]).bytes
  }

  /// The linter of a file.
  mutating func linter(for path: Path) -> Linter {
    guard !settings.overrides.isEmpty else { return standard }
    let absolute = ConfigurationFile.absolute(path).bytes
    let isInside = absolute.starts(with: folder)
    let relative = isInside ? absolute[folder.count...] : absolute.dropFirst()
    let matching = settings.overrides.indices.filter { index in
      settings.overrides[index].paths.contains { Self.matches(Array($0.utf8), relative) }
    }
    if matching.isEmpty { return standard }
    if let linter = others[matching] { return linter }
    let linter = Linter(options: settings.options(standard.options, matching: matching))
    others[matching] = linter
    return linter
  }

  /// Whether a pattern as in `.gitignore` matches a path: one without `/` the last name, one that ends with it a folder.
  static func matches(_ pattern: [UInt8], _ path: ArraySlice<UInt8>) -> Bool {
    let slash = UInt8(ascii: "/")
    var pattern = pattern[...]
    if pattern.starts(with: Array("./".utf8)) { pattern = pattern.dropFirst(2) }
    if pattern.last == slash { return Glob.matches((pattern + Array("**".utf8))[...], path) }
    if pattern.contains(slash) {
      return Glob.matches(pattern.first == slash ? pattern.dropFirst() : pattern, path)
    }
    return Glob.matches(pattern, path.lastIndex(of: slash).map { path[($0 + 1)...] } ?? path)
  }
}

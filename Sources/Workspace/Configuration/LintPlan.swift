package import Linting
package import SystemPackage

/// With what each file is linted: the options of the run, and for some paths others.
package struct LintPlan: Sendable {
  /// The linter of files that no override speaks of.
  package let standard: Linter
  private var others: [[Int]: Linter] = [:]
  private let settings: LintSettings
  /// The folder that the patterns of overrides begin at, from the root.
  private let folder: FilePath

  /// Makes a plan.
  ///
  /// - Parameter configuration: where the configuration stands.
  package init(options: LintOptions, settings: LintSettings, configuration: FilePath?) {
    standard = Linter(options: options)
    self.settings = settings
    folder = FileSystem.absolute((configuration ?? FilePath(ConfigurationFile.name)).folder)
  }

  /// The linter of a file.
  package mutating func linter(for path: FilePath) -> Linter {
    guard !settings.overrides.isEmpty else { return standard }
    var below = FileSystem.absolute(path)
    if !below.removePrefix(folder) { below = below.removingRoot() }
    let relative = below.bytes[...]
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

package import SystemPackage

/// The files that a command is to look at, from the paths it was given.
package struct FileSelection {
  /// One file.
  package struct File: Sendable {
    /// Where it is.
    package let path: FilePath
    /// Whether it was named itself, not found in a folder: then it must be an export, in a folder it may be anything.
    package let isNamed: Bool

    /// Selects a file.
    package init(path: FilePath, isNamed: Bool) {
      self.path = path
      self.isNamed = isNamed
    }
  }

  /// The files in the order of their paths, each once.
  package private(set) var files: [File] = []
  /// Paths that could not be looked at, with the reason.
  package private(set) var problems: [(path: FilePath, problem: InputProblem)] = []
  /// Whether every path was a folder.
  package private(set) var areOnlyFolders = true

  /// Looks at the given paths; folders are walked.
  package init(_ paths: [String]) {
    var places: [FilePath: Int] = [:]
    for path in paths.map({ FilePath($0) }) {
      do {
        if path != .standardInput, case .folder = try InputFile.kind(of: path) {
          let walk = FolderWalk(path)
          problems += walk.problems
          for file in walk.files where places[file] == nil {
            places[file] = files.count
            files.append(File(path: file, isNamed: false))
          }
        } else {
          areOnlyFolders = false
          let place = places[path, default: files.count]
          if place == files.count { files.append(File(path: path, isNamed: true)) }
          files[place] = File(path: path, isNamed: true)
          places[path] = place
        }
      } catch {
        areOnlyFolders = false
        problems.append((path, error))
      }
    }
    files = files.map { (bytes: $0.path.bytes, file: $0) }
      .sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }.map(\.file)
  }
}

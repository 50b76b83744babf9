/// The files that a command is to look at, from the paths it was given.
struct LintTargets {
  /// One file.
  struct Target {
    let path: Path
    /// Whether it was named itself, not found in a folder: then it must be an export, in a folder it may be anything.
    let isNamed: Bool
  }

  /// The files in the order of their paths, each once.
  private(set) var files: [Target] = []
  /// Paths that could not be looked at, with the reason.
  private(set) var problems: [(path: Path, problem: InputProblem)] = []
  /// Whether every path was a folder.
  private(set) var areOnlyFolders = true

  /// Looks at the given paths; folders are walked.
  init(_ paths: [String]) {
    var seen: [Path: Int] = [:]
    for path in paths.map({ Path($0) }) {
      do {
        if path != Path("-"), case .folder = try InputFile.kind(of: path) {
          let walk = FolderWalk(path)
          problems += walk.problems
          for file in walk.files where seen[file] == nil {
            seen[file] = files.count
            files.append(Target(path: file, isNamed: false))
          }
        } else {
          areOnlyFolders = false
          if let index = seen[path] {
            files[index] = Target(path: path, isNamed: true)
          } else {
            seen[path] = files.count
            files.append(Target(path: path, isNamed: true))
          }
        }
      } catch {
        areOnlyFolders = false
        problems.append((path, error))
      }
    }
    files.sort { $0.path < $1.path }
  }
}

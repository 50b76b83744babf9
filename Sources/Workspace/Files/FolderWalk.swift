import SourceText
package import SystemPackage

/// Finds the files below a folder, in the order of their paths.
///
/// Hidden files and folders are passed over, as are links, pipes, sockets and devices, and what `.gitignore` files say.
package struct FolderWalk {
  /// How deep folders are followed.
  static let depthLimit = Limits().folderDepth

  /// The files found.
  package private(set) var files: [FilePath] = []
  /// Folders that could not be read, with the reason.
  package private(set) var problems: [(path: FilePath, problem: InputProblem)] = []

  /// Whether there were more files than were wanted.
  package private(set) var isCut = false
  private let limit: Int

  /// The rules in force, outermost first, each with the absolute path of its folder.
  private var ignores: [(folder: FilePath, rules: IgnoreRules)] = []

  /// Walks a folder.
  ///
  /// - Parameter limit: how many files are wanted at most.
  package init(_ folder: FilePath, limit: Int = .max) {
    self.limit = limit
    let absolute = FileSystem.absolute(folder)
    addIgnores(above: absolute)
    walk(folder, absolute, depth: 0)
  }

  private mutating func walk(_ folder: FilePath, _ absolute: FilePath, depth: Int) {
    let names: [FilePath.Component]
    do {
      names = try FileSystem.names(in: folder)
    } catch {
      problems.append((folder, error))
      return
    }
    let outer = ignores.count
    if names.contains(".gitignore") { addIgnores(of: absolute) }
    for name in names where !name.isHidden {
      guard files.count < limit else {
        isCut = true
        break
      }
      let path = folder.entry(name)
      let absolute = absolute.appending(name)
      switch try? InputFile.kind(of: path, followingLinks: false) {
      case .folder where depth < Self.depthLimit && !isIgnored(absolute, isFolder: true):
        walk(path, absolute, depth: depth + 1)
      case .file where !isIgnored(absolute, isFolder: false): files.append(path)
      default: break
      }
    }
    ignores.removeLast(ignores.count - outer)
  }

  private func isIgnored(_ path: FilePath, isFolder: Bool) -> Bool {
    for (folder, rules) in ignores.reversed() {
      var below = path
      guard below.removePrefix(folder) else { continue }
      if let verdict = rules.verdict(on: below.bytes[...], isFolder: isFolder) { return verdict }
    }
    return false
  }

  /// Takes up the `.gitignore` of a folder, given by its absolute path.
  private mutating func addIgnores(of folder: FilePath) {
    let path = folder.appending(".gitignore")
    guard case .file? = try? InputFile.kind(of: path, followingLinks: false),
      let text = try? InputFile.contents(of: path, limit: 1 << 20)
    else { return }
    ignores.append((folder, IgnoreRules(text)))
  }

  /// Takes up the ignore files of the folders above, from the one that holds `.git` downwards.
  private mutating func addIgnores(above start: FilePath) {
    var above: [FilePath] = []
    var folder = start
    while (try? InputFile.kind(of: folder.appending(".git"), followingLinks: false)) == nil {
      // Outside of a repository nothing above the folder counts.
      guard folder.removeLastComponent() else { return }
      above.append(folder)
    }
    for folder in above.reversed() { addIgnores(of: folder) }
  }
}

extension FilePath.Component {
  fileprivate var isHidden: Bool { string.utf8.first == UInt8(ascii: ".") }
}

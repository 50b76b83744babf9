#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Finds the files below a folder, in the order of their paths.
///
/// Hidden files and folders are passed over, as are links, pipes, sockets and devices, and what `.gitignore` files say.
struct FolderWalk {
  /// How deep folders are followed.
  static let depthLimit = 100

  /// The files found.
  private(set) var files: [Path] = []
  /// Folders that could not be read, with the reason.
  private(set) var problems: [(path: Path, problem: InputProblem)] = []

  /// The rules in force, outermost first, each with the absolute path of its folder and a `/`.
  private var ignores: [(folder: [UInt8], rules: IgnoreRules)] = []
  private let rootPrefix: [UInt8]
  private let absoluteRootPrefix: [UInt8]

  /// Walks a folder.
  init(_ folder: Path) {
    rootPrefix = folder.appending([]).bytes
    absoluteRootPrefix = Self.absolute(folder).appending([]).bytes
    addIgnoresAbove()
    walk(folder, depth: 0)
  }

  private mutating func walk(_ folder: Path, depth: Int) {
    let names: [[UInt8]]
    do {
      names = try Self.entries(of: folder)
    } catch {
      problems.append((folder, error))
      return
    }
    let outer = ignores.count
    if names.contains(Array(".gitignore".utf8)) {
      addIgnores(of: absoluteRootPrefix + folder.appending([]).bytes.dropFirst(rootPrefix.count))
    }
    for name in names where name.first != UInt8(ascii: ".") {
      let path = folder.appending(name)
      guard let kind = try? InputFile.kind(of: path, followingLinks: false) else { continue }
      switch kind {
      case .folder:
        if depth < Self.depthLimit, !isIgnored(path, isFolder: true) { walk(path, depth: depth + 1) }
      case .file:
        if !isIgnored(path, isFolder: false) { files.append(path) }
      case .other:
        break
      }
    }
    ignores.removeLast(ignores.count - outer)
  }

  /// The names in a folder, sorted by their bytes.
  static func entries(of folder: Path) throws(InputProblem) -> [[UInt8]] {
    guard let stream = folder.withCString({ opendir($0) }) else {
      throw InputProblem(message: errno == EACCES ? "permission denied" : "the folder cannot be read")
    }
    defer { closedir(stream) }
    var names: [[UInt8]] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: UInt8.self, capacity: 1) {
          Array(UnsafeBufferPointer(start: $0, count: strlen(pointer)))
        }
      }
      if name != Array(".".utf8), name != Array("..".utf8) { names.append(name) }
    }
    return names.sorted { $0.lexicographicallyPrecedes($1) }
  }

  private func isIgnored(_ path: Path, isFolder: Bool) -> Bool {
    let absolute = absoluteRootPrefix + path.bytes.dropFirst(rootPrefix.count)
    for (folder, rules) in ignores.reversed() {
      if let verdict = rules.verdict(on: absolute[folder.count...], isFolder: isFolder) { return verdict }
    }
    return false
  }

  /// Takes up the `.gitignore` of a folder, given by its absolute path with a `/` at the end.
  private mutating func addIgnores(of folder: [UInt8]) {
    let path = Path(bytes: folder + Array(".gitignore".utf8))
    guard case .file(let size)? = try? InputFile.kind(of: path, followingLinks: false), size < 1 << 20,
      let descriptor = try? InputFile.open(path)
    else { return }
    defer { close(descriptor) }
    guard let text = FileDescriptor.read(descriptor, upTo: size) else { return }
    ignores.append((folder, IgnoreRules(text)))
  }

  /// Takes up the ignore files of the folders above, from the one that holds `.git` downwards.
  private mutating func addIgnoresAbove() {
    var above: [[UInt8]] = []
    var folder = Path(bytes: absoluteRootPrefix.count > 1 ? absoluteRootPrefix.dropLast() : absoluteRootPrefix)
    while true {
      let hasRepository = (try? InputFile.kind(of: folder.appending(Array(".git".utf8)), followingLinks: false)) != nil
      if hasRepository { break }
      let outer = folder.folder
      // Outside of a repository nothing above the folder counts.
      if outer == folder { return }
      above.append(outer.appending([]).bytes)
      folder = outer
    }
    for folder in above.reversed() { addIgnores(of: folder) }
  }

  private static func absolute(_ folder: Path) -> Path {
    guard let resolved = folder.withCString({ realpath($0, nil) }) else { return folder }
    defer { free(resolved) }
    return Path(
      bytes: resolved.withMemoryRebound(to: UInt8.self, capacity: 1) {
        Array(UnsafeBufferPointer(start: $0, count: strlen(resolved)))
      })
  }
}

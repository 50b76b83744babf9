import SystemPackage
import Workspace

/// The lines of earlier sessions: `$XDG_STATE_HOME/plumb/history`, which only its owner may read.
///
/// It holds what was typed and never what came out. Lines that give a variable a value, or begin with a blank, are left
/// out.
struct ReplHistory {
  /// How many lines are kept.
  private static let limit = 1000

  private let path: FilePath?
  /// The lines, oldest first.
  let lines: [String]

  /// Reads the history of a user; there is none where no folder is known for it.
  init(environment: [String: String]) {
    path = Self.path(in: environment)
    guard let path, case .file(let size)? = try? InputFile.kind(of: path, followingLinks: false), size <= 4 << 20,
      let bytes = try? InputFile.contents(of: path, limit: 4 << 20)
    else {
      lines = []
      return
    }
    let all = bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
    lines = all.suffix(Self.limit).filter { line in !line.unicodeScalars.contains { $0.value < 0x20 } }
    guard all.count > 2 * Self.limit else { return }
    try? FileReplacement.replace(path, with: Array((lines.joined(separator: "\n") + "\n").utf8))
  }

  private static func path(in environment: [String: String]) -> FilePath? {
    if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") { return FilePath(state + "/plumb/history") }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    return FilePath(home + "/.local/state/plumb/history")
  }

  /// Whether a line may be kept.
  static func keeps(_ line: String) -> Bool {
    !line.hasPrefix(" ") && !line.hasPrefix(":set") && !line.utf8.contains(0x0A) && line.utf8.count <= 4096
  }

  /// Adds a line; where that does not work the session goes on without.
  func append(_ line: String) {
    guard let path, Self.keeps(line) else { return }
    try? FileSystem.makeFolders(path.folder, permissions: .ownerReadWriteExecute)
    guard
      let file = try? FileDescriptor.open(
        path, .writeOnly, options: [.create, .append, .noFollow, .closeOnExec], permissions: .ownerReadWrite)
    else { return }
    _ = try? file.closeAfter {
      try FileSystem.setPermissions(.ownerReadWrite, of: file)
      try file.writeAll((line + "\n").utf8)
    }
  }
}

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The lines of earlier sessions: `$XDG_STATE_HOME/plumb/history`, which only its owner may read.
///
/// It holds what was typed and never what came out. Lines that give a variable a value, or begin with a blank, are left
/// out.
struct ReplHistory {
  /// How many lines are kept.
  private static let limit = 1000

  private let path: Path?
  /// The lines, oldest first.
  let lines: [String]

  /// Reads the history of a user; there is none where no folder is known for it.
  init(environment: [String: String], console: Console) {
    path = Self.path(in: environment)
    guard let path, case .file(let size)? = try? InputFile.kind(of: path, followingLinks: false), size <= 4 << 20,
      let bytes = try? InputFile.contents(of: path, limit: 4 << 20, console: console)
    else {
      lines = []
      return
    }
    let all = bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
    lines = all.suffix(Self.limit).filter { line in !line.unicodeScalars.contains { $0.value < 0x20 } }
    guard all.count > 2 * Self.limit else { return }
    try? FileReplacement.replace(path, with: Array((lines.joined(separator: "\n") + "\n").utf8))
  }

  private static func path(in environment: [String: String]) -> Path? {
    if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") { return Path(state + "/plumb/history") }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    return Path(home + "/.local/state/plumb/history")
  }

  /// Whether a line may be kept.
  static func keeps(_ line: String) -> Bool {
    !line.hasPrefix(" ") && !line.hasPrefix(":set") && !line.utf8.contains(0x0A) && line.utf8.count <= 4096
  }

  /// Adds a line; where that does not work the session goes on without.
  func append(_ line: String) {
    guard let path, Self.keeps(line) else { return }
    makeFolders(above: path)
    let flags = O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC
    #if canImport(Glibc)
    let descriptor = path.withCString { Glibc.open($0, flags, 0o600) }
    #elseif canImport(Musl)
    let descriptor = path.withCString { Musl.open($0, flags, 0o600) }
    #else
    let descriptor = path.withCString { Darwin.open($0, flags, 0o600) }
    #endif
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    guard fchmod(descriptor, 0o600) == 0 else { return }
    FileDescriptor.write(Array((line + "\n").utf8), to: descriptor)
  }

  private func makeFolders(above path: Path) {
    var missing: [Path] = []
    var folder = path.folder
    while (try? InputFile.kind(of: folder)) == nil, folder != folder.folder {
      missing.append(folder)
      folder = folder.folder
    }
    for folder in missing.reversed() { _ = folder.withCString { mkdir($0, 0o700) } }
  }
}

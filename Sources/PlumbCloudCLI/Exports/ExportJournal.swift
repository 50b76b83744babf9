#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif
import JSON
import PlumbCLI

/// What has been exported into a folder, in which versions: a line each in `.plumb-exports.jsonl`.
///
/// A line is added after its file has its name, so an export that was ended at any moment goes on where it was: at worst
/// one flow is fetched twice. A line that was cut off means nothing.
struct ExportJournal {
  /// One exported flow.
  struct Entry: Hashable {
    let id: String
    let kind: ExportKind
    /// The versions that the flow had then; only compared.
    let version: String
    let file: String
    let size: Int
  }

  private static let name = ".plumb-exports.jsonl"

  private let folder: Path
  private var entries: [String: Entry] = [:]

  /// Reads the journal of a folder; none is an empty one.
  init(folder: Path) {
    self.folder = folder
    guard let bytes = try? InputFile.contents(of: folder.appending(Array(Self.name.utf8)), limit: 64 << 20) else {
      return
    }
    for line in bytes.split(separator: 0x0A) {
      guard let root = (try? JSONDocument(parsing: Array(line)))?.root, let id = root["id"]?.string,
        let kind = root["type"]?.string.flatMap(ExportKind.init), let version = root["version"]?.string,
        let file = root["file"]?.string, let size = root["size"]?.numberText.flatMap({ Int($0) })
      else { continue }
      entries[Self.key(id, kind)] = Entry(id: id, kind: kind, version: version, file: file, size: size)
    }
  }

  /// Whether a flow is there, as it was exported, in this version.
  func holds(_ entry: Entry) -> Bool {
    guard let found = entries[Self.key(entry.id, entry.kind)], found.version == entry.version, found.file == entry.file,
      case .file(let size)? = try? InputFile.kind(of: folder.appending(Array(found.file.utf8)), followingLinks: false)
    else { return false }
    return size == found.size
  }

  /// Adds an entry whose file is there.
  mutating func add(_ entry: Entry) throws(InputProblem) {
    entries[Self.key(entry.id, entry.kind)] = entry
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("id", entry.id)
      writer.member("type", entry.kind.rawValue)
      writer.member("version", entry.version)
      writer.member("file", entry.file)
      writer.member("size", entry.size)
    }
    let path = folder.appending(Array(Self.name.utf8))
    // The line end comes first, so that a line that was cut off does not spoil this one.
    let line = [0x0A] + writer.bytes + [0x0A]
    let descriptor = path.withCString { open($0, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644) }
    guard descriptor >= 0 else { throw InputProblem(message: String(cString: strerror(errno)).lowercased()) }
    defer { close(descriptor) }
    guard line.withUnsafeBytes({ write(descriptor, $0.baseAddress, $0.count) }) == line.count else {
      throw InputProblem(message: "the journal could not be written")
    }
  }

  private static func key(_ id: String, _ kind: ExportKind) -> String { kind.rawValue + " " + id }
}

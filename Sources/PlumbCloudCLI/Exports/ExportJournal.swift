import JSON
import PlumbCLI
import SystemPackage
import Workspace

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
    var size: Int
  }

  private static let name = ".plumb-exports.jsonl"

  private let folder: FilePath
  private var entries: [String: Entry] = [:]

  /// Reads the journal of a folder; none is an empty one.
  init(folder: FilePath) {
    self.folder = folder
    guard let bytes = try? InputFile.contents(of: folder.entry(Self.name), limit: 64 << 20) else {
      return
    }
    for line in bytes.split(separator: 0x0A) {
      guard let row = JSONValue(parsing: Array(line)), let id = row["id"]?.text,
        let kind = row["type"]?.text.flatMap(ExportKind.init), let version = row["version"]?.text,
        let file = row["file"]?.text, let size = row["size"]?.integer
      else { continue }
      entries[Self.key(id, kind)] = Entry(id: id, kind: kind, version: version, file: file, size: size)
    }
  }

  /// Whether a flow is there, as it was exported, in this version.
  func holds(_ entry: Entry) -> Bool {
    guard let found = entries[Self.key(entry.id, entry.kind)], found.version == entry.version, found.file == entry.file,
      case .file(let size)? = try? InputFile.kind(of: folder.entry(found.file), followingLinks: false)
    else { return false }
    return size == found.size
  }

  /// Adds an entry whose file is there.
  mutating func add(_ entry: Entry) throws(InputProblem) {
    entries[Self.key(entry.id, entry.kind)] = entry
    let row: JSONValue = [
      "id": .string(entry.id), "type": .string(entry.kind.rawValue), "version": .string(entry.version),
      "file": .string(entry.file), "size": .integer(entry.size),
    ]
    do {
      let file = try FileDescriptor.open(
        folder.appending(Self.name), .writeOnly,
        options: [.append, .create, .closeOnExec, .noFollow], permissions: [.ownerReadWrite, .groupRead, .otherRead])
      // The line end comes first, so that a line that was cut off does not spoil this one.
      _ = try file.closeAfter { try file.writeAll([0x0A] + row.bytes + [0x0A]) }
    } catch {
      throw InputProblem(message: "\(error)".lowercased())
    }
  }

  private static func key(_ id: String, _ kind: ExportKind) -> String { kind.rawValue + " " + id }
}

import Flows
import SourceText
import Synchronization

/// The Terraform beside flows: `.tf` files in the folder of a flow's file and in those above it, each read once.
final class TerraformFiles: Sendable {
  /// How many folders are looked at, and how large a file may be.
  private static let folderLimit = 6
  private static let sizeLimit = 1 << 20

  private typealias Published = (file: [UInt8], names: [String])
  private let known = Mutex<[Path: [Published]]>([:])

  /// The names that Terraform gives values when it publishes a file.
  func substitutions(forFileAt path: String) -> Set<String> {
    let file = ConfigurationFile.absolute(Path(path))
    var names: Set<String> = []
    var folder = file.folder
    for _ in 0..<Self.folderLimit {
      for flow in published(by: folder) where flow.file == file.bytes { names.formUnion(flow.names) }
      if folder == folder.folder { break }
      folder = folder.folder
    }
    return names
  }

  /// The files that the Terraform of a folder publishes.
  private func published(by folder: Path) -> [Published] {
    known.withLock { known in
      if let published = known[folder] { return published }
      let names = (try? FolderWalk.entries(of: folder)) ?? []
      let published = names.filter { $0.suffix(3).elementsEqual(".tf".utf8) }.flatMap { name -> [Published] in
        let path = folder.appending(name)
        guard case .file? = try? InputFile.kind(of: path, followingLinks: false),
          let bytes = try? InputFile.contents(of: path, limit: Self.sizeLimit)
        else { return [] }
        return TerraformFlow.all(in: String(decoding: bytes, as: UTF8.self)).map {
          (Self.resolved($0.filePath, in: folder), $0.substitutions)
        }
      }
      known[folder] = published
      return published
    }
  }

  /// The file that a path in the Terraform of a folder names.
  private static func resolved(_ path: String, in folder: Path) -> [UInt8] {
    var path = path[...]
    for start in ["${path.module}/", "${path.root}/", "${path.cwd}/"] where path.hasPrefix(start) {
      path = path.dropFirst(start.count)
    }
    let whole = path.hasPrefix("/") ? Path(String(path)) : folder.appending(Array(path.utf8))
    var parts: [ArraySlice<UInt8>] = []
    for part in whole.bytes.split(separator: UInt8(ascii: "/")) {
      if part.elementsEqual("..".utf8) {
        _ = parts.popLast()
      } else if !part.elementsEqual(".".utf8) {
        parts.append(part)
      }
    }
    return parts.flatMap { [UInt8(ascii: "/")] + $0 }
  }
}

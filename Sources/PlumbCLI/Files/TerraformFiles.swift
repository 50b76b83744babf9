import Flows
import SourceText

/// The Terraform beside flows: `.tf` files in the folder of a flow's file and in those above it.
enum TerraformFiles {
  /// How many folders are looked at, and how large a file may be.
  private static let folderLimit = 6
  private static let sizeLimit = 1 << 20

  /// The names that Terraform gives values when it publishes a file.
  static func substitutions(forFileAt path: String) -> Set<String> {
    let file = ConfigurationFile.absolute(Path(path))
    var names: Set<String> = []
    var folder = file.folder
    for _ in 0..<folderLimit {
      for name in (try? FolderWalk.entries(of: folder)) ?? [] where name.suffix(3).elementsEqual(".tf".utf8) {
        guard let bytes = try? InputFile.contents(of: folder.appending(name), limit: sizeLimit) else { continue }
        for flow in TerraformFlow.all(in: String(decoding: bytes, as: UTF8.self))
        where resolved(flow.filePath, in: folder) == file.bytes {
          names.formUnion(flow.substitutions)
        }
      }
      if folder == folder.folder { break }
      folder = folder.folder
    }
    return names
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

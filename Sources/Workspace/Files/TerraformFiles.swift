import Flows
import SystemPackage

/// The Terraform beside flows: `.tf` files in the folder of a flow's file and in those above it.
package enum TerraformFiles {
  /// How many folders are looked at, and how large a file may be.
  private static let folderLimit = 6
  private static let sizeLimit = 1 << 20

  /// The names that Terraform gives values when it publishes a file.
  package static func substitutions(forFileAt path: String) -> Set<String> {
    let file = FileSystem.absolute(FilePath(path))
    var names: Set<String> = []
    var folder = file
    for _ in 0..<folderLimit where folder.removeLastComponent() {
      for name in (try? FileSystem.names(in: folder)) ?? [] where name.extension == "tf" {
        guard let bytes = try? InputFile.contents(of: folder.appending(name), limit: sizeLimit) else { continue }
        for flow in TerraformFlow.all(in: String(decoding: bytes, as: UTF8.self))
        where resolved(flow.filePath, in: folder) == file {
          names.formUnion(flow.substitutions)
        }
      }
    }
    return names
  }

  /// The file that a path in the Terraform of a folder names.
  private static func resolved(_ path: String, in folder: FilePath) -> FilePath {
    var path = path[...]
    for start in ["${path.module}/", "${path.root}/", "${path.cwd}/"] where path.hasPrefix(start) {
      path = path.dropFirst(start.count)
    }
    return folder.pushing(FilePath(String(path))).lexicallyNormalized()
  }
}

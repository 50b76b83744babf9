import Flows
import SourceText
import Synchronization
import SystemPackage

/// The Terraform beside flows: `.tf` files in the folder of a flow's file and in those above it, each read once.
package final class TerraformFiles: Sendable {
  private static let folderLimit = Limits().terraformFolders
  private static let sizeLimit = Limits().configurationSize

  private typealias Published = (file: FilePath, names: [String])
  private let known = Mutex<[FilePath: [Published]]>([:])

  /// Reads nothing yet.
  package init() {}

  /// The names that Terraform gives values when it publishes a file.
  package func substitutions(forFileAt path: String) -> Set<String> {
    let file = FileSystem.absolute(FilePath(path))
    var names: Set<String> = []
    var folder = file
    for _ in 0..<Self.folderLimit where folder.removeLastComponent() {
      for flow in published(by: folder) where flow.file == file { names.formUnion(flow.names) }
    }
    return names
  }

  /// The files that the Terraform of a folder publishes.
  private func published(by folder: FilePath) -> [Published] {
    known.withLock { known in
      if let published = known[folder] { return published }
      let names = (try? FileSystem.names(in: folder)) ?? []
      let published = names.filter { $0.extension == "tf" }.flatMap { name -> [Published] in
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
  private static func resolved(_ path: String, in folder: FilePath) -> FilePath {
    var path = path[...]
    for start in ["${path.module}/", "${path.root}/", "${path.cwd}/"] where path.hasPrefix(start) {
      path = path.dropFirst(start.count)
    }
    return folder.pushing(FilePath(String(path))).lexicallyNormalized()
  }
}

import FoundationEssentials
import SystemPackage

/// Reads regular files of folders; pipes, sockets and devices are never opened.
enum FolderReader {
  /// Larger files are not read.
  static let largestFile = 50 << 20

  /// The names of the entries of a folder that are of a type, links followed, sorted; nil where there is no such folder.
  static func names(of type: FileType, in folder: String) -> [String]? {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return nil }
    return names.filter { (try? FilePath(folder + "/" + $0).stat())?.type == type }.sorted()
  }

  /// The contents of a file; nil where it is no regular file, cannot be read or is too large.
  static func contents(of path: String) -> [UInt8]? {
    guard let status = try? FilePath(path).stat(), status.type == .regular, status.size <= largestFile else {
      return nil
    }
    return FileManager.default.contents(atPath: path).map { [UInt8]($0) }
  }
}

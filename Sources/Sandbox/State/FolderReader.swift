import FoundationEssentials

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Reads regular files of folders; pipes, sockets and devices are never opened.
enum FolderReader {
  /// Larger files are not read.
  static let largestFile = 50 << 20

  /// The names of the regular files in a folder, sorted; nil where there is no such folder.
  static func files(in folder: String) -> [String]? {
    entries(of: folder, kind: S_IFREG)
  }

  /// The names of the folders in a folder, sorted; nil where there is no such folder.
  static func folders(in folder: String) -> [String]? {
    entries(of: folder, kind: S_IFDIR)
  }

  /// The contents of a file; nil where it is no regular file, cannot be read or is too large.
  static func contents(of path: String) -> [UInt8]? {
    guard let status = status(of: path), status.st_mode & S_IFMT == S_IFREG, status.st_size <= largestFile else {
      return nil
    }
    return FileManager.default.contents(atPath: path).map { [UInt8]($0) }
  }

  private static func entries(of folder: String, kind: mode_t) -> [String]? {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return nil }
    return names.filter { (status(of: folder + "/" + $0)?.st_mode ?? 0) & S_IFMT == kind }.sorted()
  }

  /// What a path leads to, links followed.
  private static func status(of path: String) -> stat? {
    var status = stat()
    return path.withCString({ stat($0, &status) }) == 0 ? status : nil
  }
}

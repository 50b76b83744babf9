import SourceText
import SystemPackage
import Workspace

/// Names of documents as editors have them.
enum FileURI {
  /// The file that a URI names; nil for what is no file of this machine.
  static func path(of uri: String) -> FilePath? {
    guard uri.prefix(7).lowercased() == "file://" else { return nil }
    let rest = uri.dropFirst(7)
    guard let slash = rest.firstIndex(of: "/"), ["", "localhost"].contains(rest[..<slash]),
      let path = percentDecoded(rest[slash...].prefix { $0 != "#" && $0 != "?" }), !path.utf8.contains(0)
    else { return nil }
    return FilePath(path)
  }

  /// The file that a URI names, links resolved, also where it does not exist.
  static func resolvedPath(of uri: String) -> FilePath? {
    path(of: uri).map { path in
      if InputFile.exists(path) { return FileSystem.absolute(path) }
      return path.lastComponent.map { FileSystem.absolute(path.folder).appending($0) } ?? path
    }
  }

  /// The URI of a file, given by its absolute path.
  static func uri(of path: FilePath) -> String {
    "file://"
      + path.string.split(separator: "/", omittingEmptySubsequences: false).map { percentEncoded(String($0)) }
      .joined(separator: "/")
  }
}

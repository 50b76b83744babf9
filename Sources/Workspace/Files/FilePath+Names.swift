package import SystemPackage

/// Paths as output names them.
extension FilePath {
  /// Standard input, where a file is asked for.
  package static let standardInput: FilePath = "-"

  /// The bytes, which need not be UTF-8.
  package var bytes: [UInt8] {
    withPlatformString { Array(UnsafeRawBufferPointer(start: $0, count: length)) }
  }

  /// The folder that holds it: `.` for a bare name.
  package var folder: FilePath {
    let folder = removingLastComponent()
    return folder.isEmpty ? "." : folder
  }

  /// The path of an entry of this folder; of one of the current folder the name alone.
  package func entry(_ name: FilePath.Component) -> FilePath {
    self == "." ? FilePath(root: nil, [name]) : appending(name)
  }

  /// The path that a reference from this folder means.
  package func entry(_ reference: String) -> FilePath {
    let path = FilePath(reference)
    return self == "." ? path : pushing(path)
  }
}

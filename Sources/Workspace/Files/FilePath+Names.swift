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
    guard bytes.contains(UInt8(ascii: "/")) else { return "." }
    return parent ?? self
  }

  /// The folder above; nil for the root and for a bare name.
  ///
  /// What the library has for it goes by components, which costs a short run a twentieth of its time.
  package var parent: FilePath? {
    var bytes = bytes
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")), bytes.count > 1 else { return nil }
    bytes.removeSubrange(max(slash, 1)...)
    return (bytes + [0]).withUnsafeBytes { buffer in
      buffer.bindMemory(to: CInterop.PlatformChar.self).baseAddress.map { FilePath(platformString: $0) }
    }
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

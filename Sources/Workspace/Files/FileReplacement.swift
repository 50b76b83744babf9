package import SourceText
package import SystemPackage

/// Replaces a file's contents so that a reader sees the old or the new text, never a part.
package enum FileReplacement {
  /// Writes beside the file and renames; keeps the file's mode. A link is not written through.
  ///
  /// - Parameter source: what was read of the file; one that has another text by now is left alone.
  package static func replace(
    _ path: FilePath, read source: SourceFile? = nil, with contents: [UInt8]
  ) throws(InputProblem) {
    guard let status = try? path.stat(followTargetSymlink: false) else { throw problem("it has gone") }
    guard status.type == .regular else { throw problem("it is a link or no plain file") }
    if let source {
      let original = source.contents(for: source.bytes)
      guard (try? InputFile.contents(of: path, limit: original.count)) == original else {
        throw problem("it was changed since it was read")
      }
    }
    try write(contents, to: path, permissions: status.permissions)
  }

  /// Writes a file that may be new; one that exists keeps its mode.
  ///
  /// - Parameter permissions: who may read and write a new file; what the process' mask takes away is not given.
  package static func write(
    _ contents: [UInt8], to path: FilePath,
    newPermissions permissions: FilePermissions = FilePermissions(rawValue: 0o666)
  ) throws(InputProblem) {
    if (try? path.stat(followTargetSymlink: false)) != nil { return try replace(path, with: contents) }
    try write(contents, to: path, permissions: FileSystem.unmasked(permissions))
  }

  private static func write(
    _ contents: [UInt8], to path: FilePath, permissions: FilePermissions
  ) throws(InputProblem) {
    let temporary = path.folder.entry(".plumb-\(FileSystem.processID)-\(path.lastComponent?.string ?? "").tmp")
    do {
      let file = try FileDescriptor.open(
        temporary, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec], permissions: .ownerReadWrite)
      do {
        try file.closeAfter {
          try file.writeAll(contents)
          try FileSystem.setPermissions(permissions, of: file)
          try FileSystem.synchronize(file)
        }
        try FileSystem.rename(temporary, to: path)
      } catch {
        FileSystem.remove(temporary)
        throw error
      }
    } catch {
      throw problem("\(error)".lowercased())
    }
  }

  private static func problem(_ reason: String) -> InputProblem {
    InputProblem(message: "could not be written: \(reason)")
  }
}

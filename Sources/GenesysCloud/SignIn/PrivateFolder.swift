import SourceText
import SystemPackage

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A folder of small files that nobody else may read: 0700, files 0600, links never followed.
///
/// All work is done relative to one open folder, so that swapping a part of the path underneath changes nothing.
/// Whatever does not look right counts as absent: losing a token costs a request, giving one away costs more.
struct PrivateFolder: Sendable {
  /// The largest file that is read.
  static let sizeLimit = 64 << 10

  let path: String

  /// The bytes of a file; nil where there is none, or one that others could have written or read.
  func read(_ name: String) -> [UInt8]? {
    try? withFolder(creating: false) { folder in
      let file = try file(name, in: folder, O_RDONLY | O_NONBLOCK)
      return try file.closeAfter {
        let status = try file.stat()
        guard status.type == .regular, status.isOwn, status.isPrivate, status.size <= Self.sizeLimit else {
          throw Errno.permissionDenied
        }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: Self.sizeLimit)
        while case let count = try buffer.withUnsafeMutableBytes({ try file.read(into: $0) }), count > 0 {
          bytes += buffer[..<count]
          // It grows while it is read.
          if bytes.count > Self.sizeLimit { throw Errno.fileTooLarge }
        }
        return bytes
      }
    }
  }

  /// Replaces a file at once: who reads meanwhile sees the old or the new one, never a half. False where it failed.
  @discardableResult
  func write(_ bytes: [UInt8], to name: String) -> Bool {
    makeFolders()
    let written: Void? = try? withFolder(creating: true) { folder in
      let temporary = ".\(name).\(hexadecimal(randomBytes(8)))"
      let file = try file(temporary, in: folder, O_WRONLY | O_CREAT | O_EXCL)
      do {
        try file.closeAfter {
          try file.writeAll(bytes)
          try Self.check(fchmod(file.rawValue, 0o600))
        }
        try Self.check(renameat(folder.rawValue, temporary, folder.rawValue, name))
      } catch {
        _ = unlinkat(folder.rawValue, temporary, 0)
        throw error
      }
    }
    return written != nil
  }

  /// Removes a file; true where it was there.
  @discardableResult
  func remove(_ name: String) -> Bool {
    let removed: Void? = try? withFolder(creating: false) { try Self.check(unlinkat($0.rawValue, name, 0)) }
    return removed != nil
  }

  private func withFolder<Result>(creating: Bool, _ body: (FileDescriptor) throws -> Result) throws -> Result {
    let folder = try FileDescriptor.open(FilePath(path), .readOnly, options: [.directory, .noFollow, .closeOnExec])
    return try folder.closeAfter {
      let status = try folder.stat()
      guard status.isOwn, creating || status.isPrivate else { throw Errno.permissionDenied }
      if !status.isPrivate { try Self.check(fchmod(folder.rawValue, 0o700)) }
      return try body(folder)
    }
  }

  private func file(_ name: String, in folder: FileDescriptor, _ flags: Int32) throws -> FileDescriptor {
    let file = openat(folder.rawValue, name, flags | O_NOFOLLOW | O_CLOEXEC, 0o600)
    try Self.check(file)
    return FileDescriptor(rawValue: file)
  }

  private func makeFolders() {
    var folder = FilePath(root: FilePath(path).root)
    for component in FilePath(path).components {
      folder.append(component)
      // Those that are there stay as they are; the last one is checked when it is opened.
      _ = mkdir(folder.string, 0o700)
    }
  }

  private static func check(_ result: Int32) throws {
    if result < 0 { throw Errno(rawValue: errno) }
  }
}

extension Stat {
  /// Whether it belongs to the user of this process.
  fileprivate var isOwn: Bool { userID.rawValue == geteuid() }
  /// Whether nobody else may do anything with it.
  fileprivate var isPrivate: Bool { permissions.isDisjoint(with: [.groupReadWriteExecute, .otherReadWriteExecute]) }
}

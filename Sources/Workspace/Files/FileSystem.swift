package import Conversations
package import SystemPackage

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// What swift-system has no word for.
package enum FileSystem {
  /// The names in a folder, sorted by their bytes.
  package static func names(in folder: FilePath) throws(InputProblem) -> [FilePath.Component] {
    guard let stream = folder.withPlatformString({ opendir($0) }) else {
      throw InputProblem(message: errno == EACCES ? "permission denied" : "the folder cannot be read")
    }
    defer { closedir(stream) }
    var names: [(bytes: [UInt8], name: FilePath.Component)] = []
    while let entry = readdir(stream) {
      withUnsafeBytes(of: &entry.pointee.d_name) { name in
        guard let start = name.bindMemory(to: CInterop.PlatformChar.self).baseAddress,
          let component = FilePath.Component(platformString: start), component.kind == .regular
        else { return }
        names.append((Array(name.prefix { $0 != 0 }), component))
      }
    }
    return names.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }.map(\.name)
  }

  /// A path from the root, its links resolved; one that does not exist begins at the current folder.
  package static func absolute(_ path: FilePath) -> FilePath {
    let known = path.withPlatformString { realpath($0, nil) } ?? realpath(".", nil)
    guard let known else { return "/" }
    defer { free(known) }
    return FilePath(platformString: known)
  }

  /// When a file was changed last, in seconds since 1970; nil where there is none.
  static func changeTime(of path: FilePath) -> Int? { (try? path.stat())?.st_mtim.tv_sec }

  /// What tells whether a file is another one than before: when it was changed, and its size; nil where there is none.
  package static func stamp(of path: FilePath) -> [Int]? {
    (try? path.stat()).map { [$0.st_mtim.tv_sec, $0.st_mtim.tv_nsec, Int($0.size)] }
  }

  /// Makes a folder, and those above it, where they are missing.
  package static func makeFolders(
    _ path: FilePath, permissions: FilePermissions = FilePermissions(rawValue: 0o777)
  ) throws(InputProblem) {
    if case .folder? = try? InputFile.kind(of: path) { return }
    if path.folder != path, !InputFile.exists(path.folder) { try makeFolders(path.folder, permissions: permissions) }
    if path.withPlatformString({ mkdir($0, permissions.rawValue) }) == 0 { return }
    let reason = Errno(rawValue: errno)
    throw reason == .fileExists ? InputProblem(message: "is no folder") : InputProblem(reason)
  }

  /// Sets who may read and write an open file.
  package static func setPermissions(_ permissions: FilePermissions, of file: FileDescriptor) throws(Errno) {
    guard fchmod(file.rawValue, permissions.rawValue) == 0 else { throw Errno(rawValue: errno) }
  }

  /// The permissions of a new file, less what the process' mask takes away.
  static func unmasked(_ permissions: FilePermissions) -> FilePermissions {
    let mask = umask(0)
    umask(mask)
    return permissions.subtracting(FilePermissions(rawValue: mask))
  }

  /// Waits until what was written to a file is on the disk.
  package static func synchronize(_ file: FileDescriptor) throws(Errno) {
    guard fsync(file.rawValue) == 0 else { throw Errno(rawValue: errno) }
  }

  /// Whether a file, or what is behind a pipe, has more or is at its end, so that reading does not wait.
  static func isReadable(_ file: FileDescriptor) -> Bool {
    var wanted = pollfd(fd: file.rawValue, events: Int16(POLLIN), revents: 0)
    return poll(&wanted, 1, 0) > 0
  }

  /// Gives a file another path, in place of what is there.
  static func rename(_ path: FilePath, to other: FilePath) throws(Errno) {
    let code = path.withPlatformString { from in other.withPlatformString { Self.rename(from, $0) } }
    guard code == 0 else { throw Errno(rawValue: errno) }
  }

  private static func rename(_ from: UnsafePointer<CChar>, _ to: UnsafePointer<CChar>) -> Int32 {
    renameat(AT_FDCWD, from, AT_FDCWD, to)
  }

  /// Takes a file away; says nothing where that fails.
  package static func remove(_ path: FilePath) {
    _ = path.withPlatformString { unlink($0) }
  }

  /// What tells the temporary files of two processes apart.
  static var processID: Int32 { getpid() }
}

extension Timestamp {
  /// The moment now, by the system's clock.
  package static var now: Timestamp {
    var time = timespec()
    guard clock_gettime(CLOCK_REALTIME, &time) == 0 else { return Timestamp(milliseconds: 0) }
    return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }
}

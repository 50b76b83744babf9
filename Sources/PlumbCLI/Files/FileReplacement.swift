#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Replaces a file's contents so that a reader sees the old or the new text, never a part.
package enum FileReplacement {
  /// Writes beside the file and renames; keeps the file's mode. A link is not written through.
  static func replace(_ path: Path, with contents: [UInt8]) throws(InputProblem) {
    var status = stat()
    guard path.withCString({ lstat($0, &status) }) == 0 else { throw problem("it has gone") }
    guard status.st_mode & S_IFMT == S_IFREG else { throw problem("it is a link or no plain file") }

    try write(contents, to: path, mode: status.st_mode & 0o7777)
  }

  /// Writes a file that may be new; one that exists keeps its mode.
  ///
  /// - Parameter mode: who may read and write a new file; what the process' mask takes away is not given.
  package static func write(_ contents: [UInt8], to path: Path, newMode mode: UInt32 = 0o666) throws(InputProblem) {
    var status = stat()
    if path.withCString({ lstat($0, &status) }) == 0 { return try replace(path, with: contents) }
    let mask = umask(0)
    umask(mask)
    try write(contents, to: path, mode: mode_t(truncatingIfNeeded: mode) & ~mask)
  }

  private static func write(_ contents: [UInt8], to path: Path, mode: mode_t) throws(InputProblem) {
    let temporary = path.folder.appending(Array(".plumb-\(getpid())-".utf8) + path.name + Array(".tmp".utf8))
    #if canImport(Glibc)
    let descriptor = temporary.withCString { Glibc.open($0, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600) }
    #elseif canImport(Musl)
    let descriptor = temporary.withCString { Musl.open($0, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600) }
    #else
    let descriptor = temporary.withCString { Darwin.open($0, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600) }
    #endif
    guard descriptor >= 0 else { throw problem(String(cString: strerror(errno)).lowercased()) }
    let isWritten =
      FileDescriptor.write(contents, to: descriptor) && fchmod(descriptor, mode) == 0
      && fsync(descriptor) == 0
    close(descriptor)
    let isReplaced = isWritten && temporary.withCString { from in path.withCString { rename(from, $0) } } == 0
    guard isReplaced else {
      let reason = String(cString: strerror(errno)).lowercased()
      _ = temporary.withCString { unlink($0) }
      throw problem(reason)
    }
  }

  private static func problem(_ reason: String) -> InputProblem {
    InputProblem(message: "could not be written: \(reason)")
  }
}

import SourceText

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
    withFolder(creating: false) { folder in
      let file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
      guard file >= 0 else { return nil }
      defer { _ = close(file) }
      var status = stat()
      guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid(),
        status.st_mode & 0o077 == 0, status.st_size <= Self.sizeLimit
      else { return nil }
      return readAll(file)
    }
  }

  /// Replaces a file at once: who reads meanwhile sees the old or the new one, never a half. False where it failed.
  @discardableResult
  func write(_ bytes: [UInt8], to name: String) -> Bool {
    let written = withFolder(creating: true) { folder -> Bool? in
      let temporary = ".\(name).\(hexadecimal(randomBytes(8)))"
      let file = openat(folder, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
      guard file >= 0 else { return nil }
      let isComplete = writeAll(bytes, to: file) && fchmod(file, 0o600) == 0
      let isClosed = close(file) == 0
      if isComplete, isClosed, renameat(folder, temporary, folder, name) == 0 { return true }
      _ = unlinkat(folder, temporary, 0)
      return nil
    }
    return written ?? false
  }

  /// Removes a file; true where it was there.
  @discardableResult
  func remove(_ name: String) -> Bool {
    withFolder(creating: false) { folder in unlinkat(folder, name, 0) == 0 } ?? false
  }

  private func withFolder<Result>(creating: Bool, _ body: (Int32) -> Result?) -> Result? {
    if creating { makeFolders() }
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard folder >= 0 else { return nil }
    defer { _ = close(folder) }
    var status = stat()
    guard fstat(folder, &status) == 0, status.st_uid == geteuid() else { return nil }
    if status.st_mode & 0o077 != 0 {
      guard creating, fchmod(folder, 0o700) == 0 else { return nil }
    }
    return body(folder)
  }

  private func makeFolders() {
    var end = path.startIndex
    while end != path.endIndex {
      end = path[path.index(after: end)...].firstIndex(of: "/") ?? path.endIndex
      // Those that are there stay as they are; the last one is checked when it is opened.
      _ = mkdir(String(path[..<end]), 0o700)
    }
  }

  private func readAll(_ file: Int32) -> [UInt8]? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while bytes.count <= Self.sizeLimit {
      let count = buffer.withUnsafeMutableBytes { SystemFile.read(file, $0) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return count == 0 ? bytes : nil }
      bytes.append(contentsOf: buffer[..<count])
    }
    return nil
  }

  private func writeAll(_ bytes: [UInt8], to file: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { SystemFile.write(file, $0) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}

/// The calls whose names the methods above have, too.
private enum SystemFile {
  static func read(_ file: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    guard let base = buffer.baseAddress else { return 0 }
    #if canImport(Glibc)
    return Glibc.read(file, base, buffer.count)
    #elseif canImport(Musl)
    return Musl.read(file, base, buffer.count)
    #else
    return Darwin.read(file, base, buffer.count)
    #endif
  }

  static func write(_ file: Int32, _ buffer: UnsafeRawBufferPointer) -> Int {
    guard let base = buffer.baseAddress else { return 0 }
    #if canImport(Glibc)
    return Glibc.write(file, base, buffer.count)
    #elseif canImport(Musl)
    return Musl.write(file, base, buffer.count)
    #else
    return Darwin.write(file, base, buffer.count)
    #endif
  }
}

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Why an input could not be read.
package struct InputProblem: Error {
  /// Lower case, without the file's name.
  package let message: String

  /// Creates a problem.
  package init(message: String) {
    self.message = message
  }
}

/// Reading of input files.
package enum InputFile {
  /// What stands at a path.
  package enum Kind {
    case file(size: Int)
    case folder
    /// A pipe, socket or device.
    case other
  }

  /// What stands at a path; links are followed unless told otherwise.
  package static func kind(of path: Path, followingLinks: Bool = true) throws(InputProblem) -> Kind? {
    var status = stat()
    let result = path.withCString { followingLinks ? stat($0, &status) : lstat($0, &status) }
    guard result == 0 else { throw problem(errno) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file(size: Int(status.st_size))
    case S_IFDIR: return .folder
    case S_IFLNK: return nil
    default: return .other
    }
  }

  /// The seconds between the last changes of two files, rounded; nil where they tell nothing.
  static func seconds(from first: Path, to second: Path) -> Int? {
    guard let start = changeTime(of: first), let end = changeTime(of: second) else { return nil }
    // Files that were copied together, or on other days, were not written when they were read from the service.
    return (1...3600).contains(end - start) ? end - start : nil
  }

  private static func changeTime(of path: Path) -> Int? {
    var status = stat()
    guard path != Path("-"), path.withCString({ stat($0, &status) }) == 0 else { return nil }
    #if canImport(Darwin)
    return Int(status.st_mtimespec.tv_sec)
    #else
    return Int(status.st_mtim.tv_sec)
    #endif
  }

  /// Reads a whole file, or standard input for `-`.
  ///
  /// - Parameter limit: the most bytes; a file beyond it is refused without being read.
  package static func contents(of path: Path, limit: Int, console: Console) throws(InputProblem) -> [UInt8] {
    if path == Path("-") {
      let bytes = console.read(limit + 1)
      if bytes.count > limit { throw overLimit(limit) }
      return bytes
    }
    return try contents(of: path, limit: limit)
  }

  /// Reads a whole file; `-` is one of that name.
  package static func contents(of path: Path, limit: Int) throws(InputProblem) -> [UInt8] {
    switch try kind(of: path) {
    case .folder:
      throw InputProblem(message: "is a folder")
    case .file(let size) where size > limit:
      throw overLimit(limit)
    case .file(let size):
      return try read(path, upTo: max(size, 1) + 1, limit: limit)
    case .other, nil:
      return try read(path, upTo: limit + 1, limit: limit)
    }
  }

  /// Opens a file for reading; the caller closes it.
  static func open(_ path: Path) throws(InputProblem) -> Int32 {
    #if canImport(Glibc)
    let descriptor = path.withCString { Glibc.open($0, O_RDONLY | O_CLOEXEC) }
    #elseif canImport(Musl)
    let descriptor = path.withCString { Musl.open($0, O_RDONLY | O_CLOEXEC) }
    #else
    let descriptor = path.withCString { Darwin.open($0, O_RDONLY | O_CLOEXEC) }
    #endif
    guard descriptor >= 0 else { throw problem(errno) }
    return descriptor
  }

  /// The refusal of an input over the limit.
  static func overLimit(_ limit: Int) -> InputProblem {
    InputProblem(message: "is over the limit of \(limit >> 20) MB")
  }

  private static func read(_ path: Path, upTo count: Int, limit: Int) throws(InputProblem) -> [UInt8] {
    let descriptor = try open(path)
    defer { close(descriptor) }
    guard var bytes = FileDescriptor.read(descriptor, upTo: count) else { throw problem(errno) }
    // A file that grew since it was looked at, or one that tells no size, as those of /proc.
    while bytes.count == count, bytes.count <= limit {
      guard let more = FileDescriptor.read(descriptor, upTo: 1 << 20) else { throw problem(errno) }
      if more.isEmpty { break }
      bytes += more
      if more.count < 1 << 20 { break }
    }
    if bytes.count > limit { throw overLimit(limit) }
    return bytes
  }

  private static func problem(_ code: Int32) -> InputProblem {
    switch code {
    case ENOENT: InputProblem(message: "no such file or folder")
    case EACCES, EPERM: InputProblem(message: "permission denied")
    default: InputProblem(message: String(cString: strerror(code)).lowercased())
    }
  }
}

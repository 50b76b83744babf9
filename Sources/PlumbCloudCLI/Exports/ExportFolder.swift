#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif
import PlumbCLI

/// The folder that exports go to.
enum ExportFolder {
  /// Makes the folder, and those above it, where they are missing.
  static func make(_ path: Path) throws(InputProblem) {
    if case .folder? = try? InputFile.kind(of: path) { return }
    if path.withCString({ mkdir($0, 0o777) }) == 0 { return }
    if errno == ENOENT, path.folder != path {
      try make(path.folder)
      if path.withCString({ mkdir($0, 0o777) }) == 0 { return }
    }
    let code = errno
    throw InputProblem(
      message: code == EEXIST ? "is no folder" : String(cString: strerror(code)).lowercased())
  }

  /// Takes away what runs that were ended have left half-written: `.plumb-<process>-….tmp` of processes that are no more.
  static func clean(_ path: Path) {
    guard let folder = path.withCString({ opendir($0) }) else { return }
    defer { closedir(folder) }
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name.hasPrefix(".plumb-"), name.hasSuffix(".tmp"),
        let process = Int32(name.dropFirst(7).prefix { $0.isNumber }), process > 0, process != getpid(),
        kill(process, 0) != 0, errno == ESRCH
      else { continue }
      _ = path.appending(Array(name.utf8)).withCString { unlink($0) }
    }
  }
}

import FoundationEssentials
import PlumbCLI
import SystemPackage

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

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
    let reason = Errno(rawValue: errno)
    throw InputProblem(message: reason == .fileExists ? "is no folder" : reason.description.lowercased())
  }

  /// Takes away what runs that were ended have left half-written: `.plumb-<process>-….tmp` of processes that are no more.
  static func clean(_ path: Path) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: path.display)) ?? [] {
      guard name.hasPrefix(".plumb-"), name.hasSuffix(".tmp"),
        let process = Int32(name.dropFirst(7).prefix { $0.isNumber }), process > 0, process != getpid(),
        kill(process, 0) != 0, errno == ESRCH
      else { continue }
      _ = path.appending(Array(name.utf8)).withCString { unlink($0) }
    }
  }
}

import SystemPackage
import Terminal
import Workspace

/// The folder that exports go to.
enum ExportFolder {
  /// Takes away what runs that were ended have left half-written: `.plumb-<process>-….tmp` of processes that are no more.
  static func clean(_ path: FilePath) {
    for entry in (try? FileSystem.names(in: path)) ?? [] {
      let name = entry.string
      guard name.hasPrefix(".plumb-"), name.hasSuffix(".tmp"),
        let process = Int32(name.dropFirst(7).prefix { $0.isNumber }), process > 0, process != getpid(),
        kill(process, 0) != 0, errno == ESRCH
      else { continue }
      _ = path.appending(entry).withPlatformString { unlink($0) }
    }
  }
}

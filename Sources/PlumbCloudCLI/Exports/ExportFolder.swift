import FoundationEssentials
import SystemPackage
import Terminal

/// The folder that exports go to.
enum ExportFolder {
  /// Takes away what runs that were ended have left half-written: `.plumb-<process>-….tmp` of processes that are no more.
  static func clean(_ path: FilePath) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: path.string)) ?? [] {
      guard name.hasPrefix(".plumb-"), name.hasSuffix(".tmp"),
        let process = Int32(name.dropFirst(7).prefix { $0.isNumber }), process > 0, process != getpid(),
        kill(process, 0) != 0, errno == ESRCH
      else { continue }
      _ = path.appending(name).withPlatformString { unlink($0) }
    }
  }
}

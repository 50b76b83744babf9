import FoundationEssentials
import TestSupport
import Testing

#if canImport(Glibc)
import Glibc

/// A program that a test has started.
struct StartedProgram {
  /// The `plumb` of this build; nil where only the tests were built.
  static let plumb: String? = {
    let path = Repository.path(".build/debug/plumb")
    return access(path, X_OK) == 0 ? path : nil
  }()

  private let id: pid_t

  init(_ words: [String]) throws {
    var id: pid_t = 0
    var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    pointers.append(nil)
    defer { for pointer in pointers { free(pointer) } }
    // The threads of tests hold signals back, and the tests may have been started with some ignored; what they start
    // would inherit both.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var set = sigset_t()
    sigemptyset(&set)
    posix_spawnattr_setsigmask(&attributes, &set)
    for signal in [SIGINT, SIGTERM, SIGHUP, SIGPIPE] { sigaddset(&set, signal) }
    posix_spawnattr_setsigdefault(&attributes, &set)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
    try #require(posix_spawn(&id, words[0], nil, &attributes, pointers, environ) == 0)
    self.id = id
  }

  /// Sends it a signal.
  func tell(_ signal: Int32) -> Bool { kill(id, signal) == 0 }

  /// Waits for its end; gives its code, as a shell says it.
  func end() -> Int32 {
    var status: Int32 = 0
    while waitpid(id, &status, 0) < 0, errno == EINTR {}
    return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F)
  }
}
#endif

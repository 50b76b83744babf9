import FoundationEssentials
import TestSupport
import Testing

#if canImport(Glibc)
import Glibc

/// Signals reach the program that `plumb` has started, and neither stays behind.
struct SignalTests {
  /// The executable of this build; nil where only the tests were built.
  private static let executable: String? = {
    let path = Repository.path(".build/debug/plumb")
    return access(path, X_OK) == 0 ? path : nil
  }()

  @Test(
    .enabled(if: executable != nil), arguments: [("TERM", SIGTERM), ("INT", SIGINT)],
    ["cloud x", "eval 1 --conversation x"])
  func endBoth(signal: (name: String, number: Int32), words: String) throws {
    let folder = try self.folder()
    let plumb = try start([folder.path("plumb")] + shellWords(words))
    let id = try idOfStandIn(folder)
    #expect(kill(plumb, signal.number) == 0)
    #expect(wait(plumb) == 128 + signal.number)
    #expect(kill(id, 0) == -1)
  }

  /// As `nohup` does it: what is ignored when `plumb` starts stays so.
  @Test(.enabled(if: executable != nil))
  func whatIsIgnoredStaysSo() throws {
    let folder = try self.folder()
    let plumb = try start(["/bin/sh", "-c", "trap '' HUP; exec \"$0\" cloud x", folder.path("plumb")])
    let id = try idOfStandIn(folder)
    #expect(kill(plumb, SIGHUP) == 0 && kill(id, SIGHUP) == 0)
    usleep(200_000)
    #expect(kill(id, 0) == 0)
    #expect(kill(plumb, SIGTERM) == 0)
    #expect(wait(plumb) == 128 + SIGTERM)
    #expect(kill(id, 0) == -1)
  }

  /// A copy of `plumb`, with a stand-in beside it that says its id and sleeps.
  private func folder() throws -> TemporaryFolder {
    let plumb = try #require(Self.executable)
    let folder = try TemporaryFolder()
    try folder.install(script: "echo $$ > \"$(dirname \"$0\")/id\"\nexec sleep 60\n", as: "plumb-cloud")
    // Not copied here, for the same reason.
    #expect(wait(try start(["/bin/cp", plumb, folder.path("plumb")])) == 0)
    return folder
  }

  private func idOfStandIn(_ folder: TemporaryFolder) throws -> pid_t {
    for _ in 0..<500 {
      if let bytes = try? folder.bytes("id"), let id = pid_t(String(decoding: bytes, as: UTF8.self).dropLast()) {
        return id
      }
      usleep(20_000)
    }
    throw CancellationError()
  }

  private func start(_ words: [String]) throws -> pid_t {
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
    for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&set, signal) }
    posix_spawnattr_setsigdefault(&attributes, &set)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
    try #require(posix_spawn(&id, words[0], nil, &attributes, pointers, environ) == 0)
    return id
  }

  private func wait(_ id: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(id, &status, 0) < 0, errno == EINTR {}
    return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F)
  }
}
#endif

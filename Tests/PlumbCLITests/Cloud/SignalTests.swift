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
    .enabled(if: executable != nil), arguments: [("TERM", 143), ("INT", 130)], ["cloud x", "eval 1 --conversation x"])
  func endBoth(signal: (name: String, status: Int32), words: String) throws {
    let plumb = try #require(Self.executable)
    // A copy, so that the stand-in is beside it.
    let folder = try TemporaryFolder([
      "plumb-cloud": "#!/bin/sh\necho $$ > \"$(dirname \"$0\")/id\"\nexec sleep 60\n",
      "run": """
      cp "$1" "$(dirname "$0")/plumb"
      shift
      "$(dirname "$0")/plumb" "$@" &
      id=$!
      tries=0
      until [ -s "$(dirname "$0")/id" ]; do
        tries=$((tries + 1)); [ $tries -lt 500 ] || exit 99; sleep 0.02
      done
      kill -\(signal.name) $id
      wait $id
      """,
    ])
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path("plumb-cloud"))
    // Without job control, what a script starts in the background ignores SIGINT.
    let status = try run(["/bin/bash", "-m", folder.path("run"), plumb] + shellWords(words))
    #expect(status == signal.status)
    let id = try #require(Int32(String(decoding: folder.bytes("id"), as: UTF8.self).dropLast()))
    #expect(kill(id, 0) == -1)
  }

  private func run(_ words: [String]) throws -> Int32 {
    var id: pid_t = 0
    var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    pointers.append(nil)
    defer { for pointer in pointers { free(pointer) } }
    // The threads of tests hold signals back, which what they start would inherit.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var mask = sigset_t()
    sigemptyset(&mask)
    posix_spawnattr_setsigmask(&attributes, &mask)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    try #require(posix_spawn(&id, words[0], nil, &attributes, pointers, environ) == 0)
    var status: Int32 = 0
    while waitpid(id, &status, 0) < 0, errno == EINTR {}
    return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F)
  }
}
#endif

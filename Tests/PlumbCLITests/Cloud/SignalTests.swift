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

  @Test(.enabled(if: executable != nil), arguments: [("TERM", 143), ("INT", 130)], ["cloud x", "eval 1 --conversation x"])
  func endBoth(signal: (name: String, status: Int32), words: String) throws {
    let plumb = try #require(Self.executable)
    // The stand-in lies beside a link's target only by PATH: the real one, when built, is found first.
    let folder = try TemporaryFolder([
      "plumb-cloud": "#!/bin/sh\necho $$ > \"$(dirname \"$0\")/id\"\nexec sleep 60\n",
      "run": """
      PATH="$1:$PATH"; export PATH
      shift
      "$@" &
      id=$!
      tries=0
      until [ -s "$(dirname "$0")/id" ]; do
        tries=$((tries + 1)); [ $tries -lt 500 ] || exit 99; sleep 0.02
      done
      kill -\(signal.name) $id
      wait $id
      """,
    ])
    for file in ["plumb-cloud", "plumb"] {
      if file == "plumb" { try FileManager.default.copyItem(atPath: plumb, toPath: folder.path("plumb")) }
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path(file))
    }
    // Of a script without job control the started programs ignore SIGINT, so that one is asked for by its own shell.
    let status = try run(["/bin/bash", "-m", folder.path("run"), folder.path, folder.path("plumb")] + shellWords(words))
    #expect(status == signal.status)
    let id = try #require(Int32(String(decoding: folder.bytes("id"), as: UTF8.self).dropLast()))
    #expect(kill(id, 0) == -1)
  }

  private func run(_ words: [String]) throws -> Int32 {
    var id: pid_t = 0
    var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    pointers.append(nil)
    defer { for pointer in pointers { free(pointer) } }
    try #require(posix_spawn(&id, words[0], nil, nil, pointers, environ) == 0)
    var status: Int32 = 0
    while waitpid(id, &status, 0) < 0, errno == EINTR {}
    return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F)
  }
}
#endif

import FoundationEssentials
import TestSupport
import Testing

#if canImport(Glibc)
import Glibc

/// Signals reach the program that `plumb` has started, and neither stays behind.
struct SignalTests {
  @Test(
    .enabled(if: StartedProgram.plumb != nil), arguments: [("TERM", SIGTERM), ("INT", SIGINT)],
    ["cloud x", "eval 1 --conversation x"])
  func endBoth(signal: (name: String, number: Int32), words: String) throws {
    let folder = try self.folder()
    let plumb = try StartedProgram([folder.path("plumb")] + shellWords(words))
    let id = try idOfStandIn(folder)
    #expect(plumb.tell(signal.number))
    #expect(plumb.end() == 128 + signal.number)
    #expect(kill(id, 0) == -1)
  }

  /// As `nohup` does it: what is ignored when `plumb` starts stays so.
  @Test(.enabled(if: StartedProgram.plumb != nil))
  func whatIsIgnoredStaysSo() throws {
    let folder = try self.folder()
    let plumb = try StartedProgram(["/bin/sh", "-c", "trap '' HUP; exec \"$0\" cloud x", folder.path("plumb")])
    let id = try idOfStandIn(folder)
    #expect(plumb.tell(SIGHUP) && kill(id, SIGHUP) == 0)
    usleep(200_000)
    #expect(kill(id, 0) == 0)
    #expect(plumb.tell(SIGTERM))
    #expect(plumb.end() == 128 + SIGTERM)
    #expect(kill(id, 0) == -1)
  }

  /// A copy of `plumb`, with a stand-in beside it that says its id and sleeps.
  private func folder() throws -> TemporaryFolder {
    let plumb = try #require(StartedProgram.plumb)
    let folder = try TemporaryFolder()
    try folder.install(script: "echo $$ > \"$(dirname \"$0\")/id\"\nexec sleep 60\n", as: "plumb-cloud")
    // Not copied here, for the same reason.
    #expect(try StartedProgram(["/bin/cp", plumb, folder.path("plumb")]).end() == 0)
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
}
#endif

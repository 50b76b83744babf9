import TestSupport
import Testing

#if canImport(Glibc)
import Glibc

/// How the executable ends where its surroundings fail: whole lines, the right code, and a message.
@Suite("The end of a run", .enabled(if: StartedProgram.plumb != nil))
struct EndTests {
  /// A line of a shell in a folder with many conversations, `$plumb` being the executable; gives its code and what it printed.
  private func run(_ line: String, after signal: Int32? = nil) throws -> (code: Int32, output: String, errors: String) {
    let folder = try TemporaryFolder(["a.json": Self.conversation(1), "damaged.yaml": "inboundCall: [\n"])
    try folder.write((0..<20_000).flatMap { Array((Self.conversation($0) + "\n").utf8) }, to: "many.ndjson")
    let plumb = try #require(StartedProgram.plumb)
    // The folder's name and what the line prints are put in by the shell.
    let script = "cd '\(folder.path)' && plumb='\(plumb)' && { \(line)\n} >out 2>err"
    let program = try StartedProgram(["/bin/sh", "-c", script])
    if let signal {
      // As soon as there is output, so that the run is under way.
      for _ in 0..<1000 where ((try? folder.bytes("out")) ?? []).isEmpty { usleep(10_000) }
      #expect(program.tell(signal))
    }
    let code = program.end()
    func text(_ name: String) throws -> String { String(decoding: try folder.bytes(name), as: UTF8.self) }
    return (code, try text("out"), try text("err"))
  }

  private static func conversation(_ number: Int) -> String {
    #"{"id":"c\#(number)","participants":[{"id":"p","purpose":"customer","attributes":{"tier":"gold"}}]}"#
  }

  @Test(
    "is told where the disk is full",
    arguments: [
      "$plumb eval -e conversation.id --ndjson many.ndjson >/dev/full", "$plumb eval 1+1 >/dev/full",
      "$plumb lint . >/dev/full", "$plumb rules >/dev/full", "$plumb --version >/dev/full", "$plumb --help >/dev/full",
    ])
  func fullDisk(line: String) throws {
    let run = try run(line)
    #expect(run.code == 3)
    #expect(run.errors.hasSuffix("plumb: standard output could not be written: no space left on device\n"))
  }

  @Test("is told where there is no output or no input", arguments: [">&-", "<&-", "</"])
  func closed(redirection: String) throws {
    let run = try run(
      "$plumb eval conversation.id --ndjson - \(redirection.hasPrefix(">") ? "<a.json" : "") \(redirection)")
    #expect(run.code == 3)
    #expect(run.errors.contains(redirection.hasPrefix(">") ? "output could not be written" : "input could not be read"))
  }

  @Test("is silent where the reader has gone")
  func brokenPipe() throws {
    let run = try run("{ $plumb eval conversation.id --ndjson many.ndjson; echo $? >code; } | head -n 1; cat code")
    #expect(run.output == "c0\n\(128 + SIGPIPE)\n" && run.errors.isEmpty)
  }

  @Test("leaves whole lines where somebody ends it", arguments: ["text", "jsonl"])
  func interrupted(format: String) throws {
    let line = "exec $plumb eval -e conversation.id -e participant.attributes.tier --ndjson --jobs 1 --format \(format)"
    let run = try run("\(line) many.ndjson many.ndjson many.ndjson many.ndjson many.ndjson many.ndjson", after: SIGINT)
    #expect(run.code == 128 + SIGINT)
    #expect(run.output.hasSuffix("\n") && run.errors.isEmpty)
  }

  @Test(
    "is told where a file cannot be read to its end",
    arguments: [
      "eval conversation.id --ndjson", "eval conversation.id", "why --key tier --ndjson", "why --key tier", "lint",
      "expressions",
    ])
  func readError(words: String) throws {
    let run = try run("$plumb \(words) /proc/self/mem")
    #expect(run.code == 3)
    #expect(run.errors.contains("plumb: /proc/self/mem: input/output error\n"))
  }

  @Test("is that of what is left of a file that is cut off meanwhile")
  func cutOff() throws {
    let run = try run("head -c 500 many.ndjson >cut; $plumb eval conversation.id --ndjson cut")
    #expect(run.code == 3)
    #expect(run.output.hasPrefix("c0\nc1\n") && run.output.hasSuffix("\n\\!\n"))
  }

  @Test("is not that of files that were mended and cannot be written")
  func unwritable() throws {
    let run = try run("$plumb lint --output json=/dev/full a.json damaged.yaml")
    #expect(run.code == 3)
    #expect(run.errors.contains("/dev/full: could not be written: it is a link or no plain file"))
  }
}
#endif

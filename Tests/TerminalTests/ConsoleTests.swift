import SystemPackage
import Testing

@testable import Terminal

@Suite("A console")
struct ConsoleTests {
  private func run(_ problem: Errno) -> (code: Int32, errors: String) {
    var errors = ""
    let console = Console { stream, bytes in
      if stream == .output { throw problem }
      errors += String(decoding: bytes, as: UTF8.self)
    }
    console.print("value\n")
    return (console.end(with: .done), errors)
  }

  @Test("says that its output could not be written, and ends with 3")
  func fullDisk() {
    let run = run(.noSpace)
    #expect(run.code == 3 && run.errors == "plumb: standard output could not be written: no space left on device\n")
  }

  @Test("says nothing when its reader has gone away")
  func brokenPipe() {
    let run = run(.brokenPipe)
    #expect(run.code == 0 && run.errors.isEmpty)
  }
}

// Throws bytes at the readers of what stands beside flows: plumb.yaml, lists of ignored findings, baselines; run.sh
// compiles and runs it with libFuzzer.

import Linting
import SourceText

/// Reads the bytes as each of these files; stops where a place lies outside of the text.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  guard let file = try? SourceFile(name: "fuzz", contents: bytes) else { return 0 }
  let reading = SettingsReader.read(file)
  for problem in reading.problems { expect(Int(problem.range.end) <= file.bytes.count, problem.message) }
  if reading.problems.isEmpty {
    var configuration = reading.configuration
    configuration.build(upon: reading.configuration)
  }
  for problem in IgnoreFile(file).problems { expect(Int(problem.range.end) <= file.bytes.count, problem.message) }
  do throws(Baseline.Malformed) {
    _ = try Baseline(json: file)
  } catch {
    expect(error.offset <= file.bytes.count, error.message)
  }
  return 0
}

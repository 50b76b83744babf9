// Throws bytes at the readers of flow exports and at the linter; run.sh compiles and runs it with libFuzzer, once for
// each format, whose samples are the seeds.

import Flows
import Linting
import SourceText

/// Lints the bytes as a file and stops where a place lies outside of it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var contents = Array(UnsafeBufferPointer(start: start, count: count))
  #if ENCODED
  contents = base64(percentEncoded(contents))
  #endif
  if let file = try? FlowFile.read(name: "fuzz", contents: contents) {
    let size = file.source.bytes.count
    for diagnostic in file.diagnostics { expect(Int(diagnostic.range.end) <= size) }
  }
  var options = LintOptions()
  options.preset = .pedantic
  let report = Linter(options: options).lint(contents, named: "fuzz")
  for finding in report.findings {
    if let range = finding.range { expect(Int(range.end) <= report.file?.bytes.count ?? 0) }
  }
  return 0
}

#if ENCODED
/// As Architect's own export holds its JSON.
private func percentEncoded(_ bytes: [UInt8]) -> [UInt8] {
  let digits = Array("0123456789ABCDEF".utf8)
  return bytes.flatMap { byte -> [UInt8] in
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      [byte]
    default: [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
}

private func base64(_ bytes: [UInt8]) -> [UInt8] {
  let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  var text: [UInt8] = []
  for start in stride(from: 0, to: bytes.count, by: 3) {
    let group = bytes[start..<min(start + 3, bytes.count)]
    let word = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
    for place in 0..<4 {
      text.append(place <= group.count ? digits[word >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
    }
  }
  return text
}
#endif

// Throws bytes at the reader of archives; run.sh compiles and runs it with libFuzzer.

import Documents
import SourceText

/// Unpacks the bytes, or an archive that is made of them and of which some bytes are then changed; stops where more comes
/// out than is allowed.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var choices = Choices(start, count)
  var bytes: [UInt8]
  let kind = choices.byte()
  switch kind % 3 {
  case 0: bytes = choices.all()
  case 1:
    let changes = choices.bytes(12)
    bytes = makeGzip(String(decoding: choices.bytes(64), as: UTF8.self))
    change(&bytes, by: changes)
  default:
    let changes = choices.bytes(12)
    let files = (0..<choices.number(below: 4)).map { index in
      let name = String(decoding: choices.bytes(6), as: UTF8.self)
      return (name: name, text: String(decoding: choices.bytes(choices.number(below: 40)), as: UTF8.self))
    }
    bytes = makeZip(files)
    change(&bytes, by: changes)
    // What is whole must come out as it went in.
    if changes.allSatisfy({ $0 == 0 }) { check(files, in: bytes) }
  }
  var limits = DocumentLimits()
  limits.size = 1 << 20
  limits.unpacked = 3 << 20
  guard var archive = try? Archive(bytes, limits: limits) else { return 0 }
  var unpacked = 0
  while let entry = archive.nextEntry() {
    guard case .success(let contents) = entry.contents else { continue }
    unpacked += contents.count
    expect(contents.count <= limits.size && unpacked <= limits.unpacked)
  }
  return 0
}

private func change(_ bytes: inout [UInt8], by changes: [UInt8]) {
  for place in stride(from: 0, to: changes.count - 2, by: 3) where !bytes.isEmpty {
    bytes[(Int(changes[place]) << 8 | Int(changes[place + 1])) % bytes.count] ^= changes[place + 2]
  }
}

private func check(_ files: [(name: String, text: String)], in bytes: [UInt8]) {
  var found: [String] = []
  guard var archive = try? Archive(bytes) else { fatalError("a whole archive is not read") }
  while let entry = archive.nextEntry() {
    guard case .success(let contents) = entry.contents else { fatalError("a whole entry is not read") }
    found.append(entry.name + "=" + String(decoding: contents, as: UTF8.self))
  }
  for text in found { expect(files.contains { $0.name + "=" + $0.text == text }) }
}

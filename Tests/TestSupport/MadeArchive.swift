private func little(_ value: Int, _ count: Int) -> [UInt8] {
  (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
}

private func checksum(_ bytes: [UInt8]) -> Int {
  var sum: UInt32 = 0xFFFF_FFFF
  for byte in bytes {
    sum ^= UInt32(byte)
    for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
  }
  return Int(~sum)
}

/// A text as deflate stores it: not packed, in one block.
private func stored(_ bytes: [UInt8]) -> [UInt8] {
  [1] + little(bytes.count, 2) + little(~bytes.count, 2) + bytes
}

/// A gzip file of a text.
public func makeGzip(_ text: String) -> [UInt8] {
  let bytes = Array(text.utf8)
  return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + stored(bytes) + little(checksum(bytes), 4) + little(bytes.count, 4)
}

/// A zip archive, entries by turns as they are and as deflate stores them.
///
/// - Parameter flags: those of each entry.
/// - Parameter method: how each entry says that it is packed.
public func makeZip(_ files: [(name: String, text: String)], flags: Int = 0, method: Int? = nil) -> [UInt8] {
  var archive: [UInt8] = []
  var list: [UInt8] = []
  for (index, file) in files.enumerated() {
    let bytes = Array(file.text.utf8)
    let method = method ?? (index % 2 == 0 ? 0 : 8)
    let packed = method == 8 ? stored(bytes) : bytes
    let name = Array(file.name.utf8)
    let common =
      little(flags, 2) + little(method, 2) + little(0, 4) + little(checksum(bytes), 4) + little(packed.count, 4)
      + little(bytes.count, 4) + little(name.count, 2) + little(0, 2)
    list += Array("PK\u{1}\u{2}".utf8) + little(20, 2) + little(20, 2) + common + little(0, 2) + little(0, 2)
    list += little(0, 2) + little(0, 4) + little(archive.count, 4) + name
    archive += Array("PK\u{3}\u{4}".utf8) + little(20, 2) + common + name + packed
  }
  let end =
    Array("PK\u{5}\u{6}".utf8) + little(0, 4) + little(files.count, 2) + little(files.count, 2) + little(list.count, 4)
    + little(archive.count, 4) + little(0, 2)
  return archive + list + end
}

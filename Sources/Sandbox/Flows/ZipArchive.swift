/// Writes files as a ZIP archive without compressing them.
func zipArchive(_ files: [ExportedFile]) -> [UInt8] {
  var archive: [UInt8] = []
  var directory: [UInt8] = []
  var names: Set<String> = []
  for file in files {
    var name = file.name
    var number = 2
    while !names.insert(name).inserted {
      name = "\(number)-\(file.name)"
      number += 1
    }
    let nameBytes = Array(name.utf8)
    let checksum = crc32(file.contents)
    let size = UInt32(clamping: file.contents.count)
    let offset = UInt32(clamping: archive.count)
    // Version 2.0, names in UTF-8, stored; the date is the first one that the format can tell.
    let common =
      little(UInt16(20)) + little(UInt16(0x0800)) + little(UInt16(0)) + little(UInt16(0)) + little(UInt16(0x21))
      + little(checksum) + little(size) + little(size) + little(UInt16(clamping: nameBytes.count)) + little(UInt16(0))
    archive += little(UInt32(0x0403_4B50)) + common + nameBytes + file.contents
    directory += little(UInt32(0x0201_4B50)) + little(UInt16(20)) + common
    directory += little(UInt16(0)) + little(UInt16(0)) + little(UInt16(0)) + little(UInt32(0)) + little(offset)
    directory += nameBytes
  }
  let count = UInt16(clamping: files.count)
  let start = UInt32(clamping: archive.count)
  archive += directory
  archive += little(UInt32(0x0605_4B50)) + little(UInt16(0)) + little(UInt16(0)) + little(count) + little(count)
  archive += little(UInt32(clamping: directory.count)) + little(start) + little(UInt16(0))
  return archive
}

private func little(_ value: some FixedWidthInteger) -> [UInt8] {
  withUnsafeBytes(of: value.littleEndian) { Array($0) }
}

private func crc32(_ bytes: [UInt8]) -> UInt32 {
  var value: UInt32 = 0xFFFF_FFFF
  for byte in bytes {
    value ^= UInt32(byte)
    for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
  }
  return ~value
}

import Documents
import NIOCore

/// Writes files as a ZIP archive without compressing them.
func zipArchive(_ files: [ExportedFile]) -> [UInt8] {
  var archive = ByteBuffer()
  var directory = ByteBuffer()
  var names: Set<String> = []
  for file in files {
    var name = file.name
    var number = 2
    while !names.insert(name).inserted {
      name = "\(number)-\(file.name)"
      number += 1
    }
    let size = UInt32(clamping: file.contents.count)
    let offset = UInt32(clamping: archive.writerIndex)
    // Version 2.0, names in UTF-8, stored; the date is the first one that the format can tell.
    var common = ByteBuffer()
    common.writeMultipleIntegers(
      20, 0x0800, 0, 0, 0x21, endianness: .little, as: (UInt16, UInt16, UInt16, UInt16, UInt16).self)
    common.writeMultipleIntegers(
      zipChecksum(of: file.contents), size, size, UInt16(clamping: name.utf8.count), 0, endianness: .little,
      as: (UInt32, UInt32, UInt32, UInt16, UInt16).self)
    archive.writeInteger(0x0403_4B50, endianness: .little, as: UInt32.self)
    archive.writeImmutableBuffer(common)
    archive.writeString(name)
    archive.writeBytes(file.contents)
    directory.writeMultipleIntegers(0x0201_4B50, 20, endianness: .little, as: (UInt32, UInt16).self)
    directory.writeImmutableBuffer(common)
    directory.writeMultipleIntegers(
      0, 0, 0, 0, offset, endianness: .little, as: (UInt16, UInt16, UInt16, UInt32, UInt32).self)
    directory.writeString(name)
  }
  let count = UInt16(clamping: files.count)
  let start = UInt32(clamping: archive.writerIndex)
  archive.writeImmutableBuffer(directory)
  archive.writeMultipleIntegers(
    0x0605_4B50, 0, 0, count, count, UInt32(clamping: directory.readableBytes), start, 0, endianness: .little,
    as: (UInt32, UInt16, UInt16, UInt16, UInt16, UInt32, UInt32, UInt16).self)
  return Array(buffer: archive)
}

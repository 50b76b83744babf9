import SourceText

/// The list of entries at the end of a zip archive.
struct ZipDirectory {
  /// One entry as the list has it.
  struct Entry {
    /// The name as it is stored; it is shown and never used as a path.
    var name: [UInt8]
    var flags: UInt16
    var method: UInt16
    var checksum: UInt32
    var packedSize: Int
    var size: Int
    /// Where the entry's own header stands.
    var offset: Int

    var isEncrypted: Bool { flags & 1 != 0 }
    var isFolder: Bool { name.last == UInt8(ascii: "/") }
  }

  /// The most entries of an archive.
  static let entryLimit = Limits().archiveEntries

  /// The entries in the order of their names.
  private(set) var entries: [Entry] = []

  /// Reads the list; nil where the bytes hold none that is whole.
  init?(_ bytes: [UInt8]) {
    guard let end = Self.endRecord(in: bytes) else { return nil }
    var offset = Int(bytes.number32(at: end + 16))
    var count = Int(bytes.number16(at: end + 10))
    if let wide = Self.wideEndRecord(in: bytes, before: end) {
      guard let wideOffset = Int(exactly: bytes.number64(at: wide + 48)),
        let wideCount = Int(exactly: bytes.number64(at: wide + 32))
      else { return nil }
      (offset, count) = (wideOffset, wideCount)
    }
    guard count <= Self.entryLimit, offset <= end else { return nil }
    for _ in 0..<count {
      guard let entry = Self.entry(in: bytes, at: &offset, end: end) else { return nil }
      entries.append(entry)
    }
    entries.sort { $0.name.lexicographicallyPrecedes($1.name) }
  }

  /// The packed bytes of an entry; nil where they are not in the archive.
  func packedBytes(of entry: Entry, in bytes: [UInt8]) -> ArraySlice<UInt8>? {
    guard entry.offset <= bytes.count - 30, bytes.starts(with: "PK\u{3}\u{4}", at: entry.offset) else { return nil }
    let start =
      entry.offset + 30 + Int(bytes.number16(at: entry.offset + 26)) + Int(bytes.number16(at: entry.offset + 28))
    guard start <= bytes.count, entry.packedSize <= bytes.count - start else { return nil }
    return bytes[start..<start + entry.packedSize]
  }

  /// The last record of an archive, which a comment of at most 65,535 bytes may follow.
  private static func endRecord(in bytes: [UInt8]) -> Int? {
    guard bytes.count >= 22 else { return nil }
    var position = bytes.count - 22
    let first = max(0, position - 65_535)
    while position >= first {
      if bytes.starts(with: "PK\u{5}\u{6}", at: position) { return position }
      position -= 1
    }
    return nil
  }

  /// The record of an archive that counts in 64 bits.
  private static func wideEndRecord(in bytes: [UInt8], before end: Int) -> Int? {
    guard end >= 20, bytes.starts(with: "PK\u{6}\u{7}", at: end - 20),
      let position = Int(exactly: bytes.number64(at: end - 12)), position >= 0, position <= end - 56,
      bytes.starts(with: "PK\u{6}\u{6}", at: position)
    else { return nil }
    return position
  }

  private static func entry(in bytes: [UInt8], at offset: inout Int, end: Int) -> Entry? {
    guard offset >= 0, offset <= end - 46, bytes.starts(with: "PK\u{1}\u{2}", at: offset) else { return nil }
    let nameStart = offset + 46
    let nameEnd = nameStart + Int(bytes.number16(at: offset + 28))
    let extraEnd = nameEnd + Int(bytes.number16(at: offset + 30))
    let next = extraEnd + Int(bytes.number16(at: offset + 32))
    guard next <= end else { return nil }
    var entry = Entry(
      name: Array(bytes[nameStart..<nameEnd]), flags: bytes.number16(at: offset + 8),
      method: bytes.number16(at: offset + 10), checksum: bytes.number32(at: offset + 16),
      packedSize: Int(bytes.number32(at: offset + 20)), size: Int(bytes.number32(at: offset + 24)),
      offset: Int(bytes.number32(at: offset + 42)))
    guard entry.widen(bytes, from: nameEnd, to: extraEnd) else { return nil }
    offset = next
    return entry
  }
}

extension ZipDirectory.Entry {
  /// Takes the numbers that do not fit 32 bits from the extra field that holds them.
  fileprivate mutating func widen(_ bytes: [UInt8], from start: Int, to end: Int) -> Bool {
    var position = start
    while position + 4 <= end {
      let length = Int(bytes.number16(at: position + 2))
      let fieldEnd = position + 4 + length
      guard fieldEnd <= end else { return true }
      if bytes.number16(at: position) == 1 {
        var number = position + 4
        for field in [\Self.size, \Self.packedSize, \Self.offset] where self[keyPath: field] == Int(UInt32.max) {
          guard number + 8 <= fieldEnd, let value = Int(exactly: bytes.number64(at: number)) else { return false }
          self[keyPath: field] = value
          number += 8
        }
      }
      position = fieldEnd
    }
    return true
  }
}

extension [UInt8] {
  fileprivate func number16(at offset: Int) -> UInt16 {
    UInt16(self[offset]) | UInt16(self[offset + 1]) << 8
  }

  fileprivate func number32(at offset: Int) -> UInt32 {
    UInt32(number16(at: offset)) | UInt32(number16(at: offset + 2)) << 16
  }

  fileprivate func number64(at offset: Int) -> UInt64 {
    UInt64(number32(at: offset)) | UInt64(number32(at: offset + 4)) << 32
  }

  fileprivate func starts(with text: String, at offset: Int) -> Bool {
    offset >= 0 && self[Swift.min(offset, count)...].starts(with: text.utf8)
  }
}

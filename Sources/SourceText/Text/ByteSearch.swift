// Eight bytes are looked at in one step, which counts for what looks at all of each file.

extension [UInt8] {
  /// The first place from `start` on at which a byte stands; nil where it does not.
  package func firstIndex(of byte: UInt8, from start: Int) -> Int? {
    withUnsafeBufferPointer { $0.firstIndex(of: byte, from: start) }
  }

  /// The first place from `start` on at which one of two bytes stands; nil where neither does.
  package func firstIndex(of byte: UInt8, or other: UInt8, from start: Int) -> Int? {
    withUnsafeBufferPointer { $0.firstIndex(of: byte, or: other, from: start) }
  }

  /// Whether a text stands in them, byte by byte.
  package func holds(_ part: String) -> Bool {
    var part = part
    return withUnsafeBufferPointer { bytes in part.withUTF8 { bytes.holds($0) } }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether other bytes stand in these.
  package func holds(_ part: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = part.first else { return true }
    var start = 0
    while let place = firstIndex(of: first, from: start), count - place >= part.count {
      if UnsafeBufferPointer(rebasing: self[place..<place + part.count]).holdsSame(as: part) { return true }
      start = place + 1
    }
    return false
  }

  /// The first place from `start` on at which a byte stands; nil where it does not.
  package func firstIndex(of byte: UInt8, from start: Int) -> Int? {
    let pattern = Self.ones &* UInt64(byte)
    return firstIndex(from: start, { $0 == byte }, { Self.zeros(in: $0 ^ pattern) })
  }

  fileprivate func firstIndex(of byte: UInt8, or other: UInt8, from start: Int) -> Int? {
    let (pattern, otherPattern) = (Self.ones &* UInt64(byte), Self.ones &* UInt64(other))
    return firstIndex(
      from: start, { $0 == byte || $0 == other },
      { Self.zeros(in: $0 ^ pattern) | Self.zeros(in: $0 ^ otherPattern) })
  }

  /// Whether both hold the same bytes.
  package func holdsSame(as other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard count == other.count else { return false }
    let (left, right) = (UnsafeRawBufferPointer(self), UnsafeRawBufferPointer(other))
    var place = 0
    while place &+ 8 <= count {
      guard
        left.loadUnaligned(fromByteOffset: place, as: UInt64.self)
          == right.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      else { return false }
      place &+= 8
    }
    while place < count {
      guard self[place] == other[place] else { return false }
      place &+= 1
    }
    return true
  }

  private static var ones: UInt64 { 0x0101_0101_0101_0101 }

  /// The high bit of each byte that is zero, and of no byte below the first that is.
  @inline(__always)
  private static func zeros(in word: UInt64) -> UInt64 { (word &- ones) & ~word & (ones &* 0x80) }

  @inline(__always)
  private func firstIndex(from start: Int, _ isWanted: (UInt8) -> Bool, _ wanted: (UInt64) -> UInt64) -> Int? {
    let bytes = UnsafeRawBufferPointer(self)
    var place = start
    while place &+ 8 <= bytes.count {
      let bits = wanted(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)))
      if bits != 0 { return place &+ bits.trailingZeroBitCount / 8 }
      place &+= 8
    }
    while place < bytes.count {
      if isWanted(bytes[place]) { return place }
      place &+= 1
    }
    return nil
  }
}

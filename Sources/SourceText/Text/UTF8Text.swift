/// The offset of the first byte that is not part of valid UTF-8, or nil.
///
/// - Parameter range: where to look; everywhere by default.
public func firstInvalidUTF8(in bytes: [UInt8], _ range: Range<Int>? = nil) -> Int? {
  let range = range ?? bytes.indices
  do {
    _ = try UTF8Span(validating: bytes.span.extracting(range))
    return nil
  } catch let error {
    return range.lowerBound + error.byteOffsets.lowerBound
  }
}

/// Whether a UTF-8 byte continues a scalar.
@inline(__always)
public func isContinuation(_ byte: UInt8) -> Bool {
  byte & 0xC0 == 0x80
}

/// Whether each byte is a character of ASCII.
///
/// There is no early end in the loop, so that it looks at many bytes at once; nearly all files are such to their end.
package func areASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  var all: UInt8 = 0
  for byte in bytes { all |= byte }
  return all < 0x80
}

/// The number of Unicode scalars in UTF-8 bytes.
public func scalarCount(_ bytes: some Sequence<UInt8>) -> Int {
  var count = 0
  for byte in bytes where !isContinuation(byte) { count += 1 }
  return count
}

/// The offset of the first occurrence of some bytes at or after an offset; no bytes at all are found at once.
package func firstOffset(of part: [UInt8], in text: [UInt8], from start: Int = 0) -> Int? {
  guard let first = part.first else { return start <= text.count ? start : nil }
  var offset = start
  while offset <= text.count - part.count {
    if text[offset] == first, text[offset..<offset + part.count].elementsEqual(part) { return offset }
    offset += 1
  }
  return nil
}

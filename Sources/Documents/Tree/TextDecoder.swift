import SourceText

/// Decodes the text of a scalar from the bytes it was written with, and tells where each part of it stands.
///
/// The libraries tell what a text is, but not where in it; readers compare both.
struct TextDecoder {
  let bytes: UnsafeBufferPointer<UInt8>
  let end: Int
  var position: Int
  private(set) var text: [UInt8] = []
  private(set) var map: SourceMap

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: ByteRange) {
    self.bytes = bytes
    position = Int(range.start)
    end = min(Int(range.end), bytes.count)
    map = SourceMap(origin: position)
    text.reserveCapacity(range.count)
  }

  /// What has been decoded.
  var decoded: DecodedText { DecodedText(text: String(decoding: text, as: UTF8.self), map: map) }

  /// Takes bytes as they stand, and goes on after them.
  mutating func copy(_ range: Range<Int>) {
    text.append(contentsOf: bytes[range])
    map.appendVerbatim(ByteRange(range.lowerBound, range.upperBound))
    position = range.upperBound
  }

  /// Notes that the bytes from `start` to the current position leave no trace.
  mutating func drop(from start: Int) { append(EmptyCollection(), from: start) }

  /// Appends what the bytes from `start` to the current position are decoded to.
  mutating func append(_ replacement: some Collection<UInt8>, from start: Int) {
    guard position > start else { return }
    text.append(contentsOf: replacement)
    map.append(ByteRange(start, position), decodedTo: replacement.count)
  }
}

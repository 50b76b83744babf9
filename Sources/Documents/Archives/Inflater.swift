import CZLib

/// Unpacks compressed bytes, never more than it is allowed to.
struct Inflater {
  /// How the compressed bytes are wrapped.
  enum Wrapping {
    /// Not at all, as in a zip archive.
    case none
    /// As gzip has it, one member or several.
    case gzip

    /// What the library takes for the size of its window, with the wrapping in the higher bits.
    var windowBits: Int32 { self == .none ? -15 : 15 + 16 }
  }

  /// Why unpacking ended.
  enum Failure: Error {
    /// There is more than was allowed.
    case overLimit
    /// The bytes are no compressed data, or end too early.
    case damaged
  }

  /// How many bytes were unpacked, also when that failed.
  private(set) var unpackedCount = 0

  /// Unpacks all of the bytes.
  mutating func unpack(_ packed: ArraySlice<UInt8>, _ wrapping: Wrapping, limit: Int) throws(Failure) -> [UInt8] {
    var stream = z_stream()
    let size = Int32(MemoryLayout<z_stream>.size)
    guard inflateInit2_(&stream, wrapping.windowBits, ZLIB_VERSION, size) == Z_OK else { throw .damaged }
    defer { inflateEnd(&stream) }
    var output: [UInt8] = []
    let outcome = packed.withUnsafeBufferPointer { packed in
      Self.run(&stream, packed, wrapping, limit: limit, into: &output)
    }
    unpackedCount = output.count
    switch outcome {
    case nil: return output
    case .some(let failure): throw failure
    }
  }

  private static func run(
    _ stream: inout z_stream, _ packed: UnsafeBufferPointer<UInt8>, _ wrapping: Wrapping, limit: Int,
    into output: inout [UInt8]
  ) -> Failure? {
    guard let start = packed.baseAddress, packed.count <= Int(UInt32.max) else { return .damaged }
    stream.next_in = UnsafeMutablePointer(mutating: start)
    stream.avail_in = UInt32(packed.count)
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let (status, count) = chunk.withUnsafeMutableBufferPointer { buffer in
        stream.next_out = buffer.baseAddress
        stream.avail_out = UInt32(buffer.count)
        let status = inflate(&stream, Z_NO_FLUSH)
        return (status, buffer.count - Int(stream.avail_out))
      }
      output += chunk[..<count]
      if output.count > limit { return .overLimit }
      switch status {
      case Z_STREAM_END:
        // Another member may follow; what follows it that is none is padding.
        guard wrapping == .gzip, stream.avail_in > 2, stream.next_in[0] == 0x1F, stream.next_in[1] == 0x8B else {
          return nil
        }
        guard inflateReset(&stream) == Z_OK else { return .damaged }
      case Z_OK where count > 0 || stream.avail_in > 0:
        break
      default:
        return .damaged
      }
    }
  }
}

/// The checksum that zip archives keep of each entry.
package func zipChecksum(of bytes: [UInt8]) -> UInt32 {
  bytes.withUnsafeBufferPointer { UInt32(truncatingIfNeeded: crc32_z(0, $0.baseAddress, $0.count)) }
}

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Reading and writing of open files.
enum FileDescriptor {
  /// Reads up to `count` bytes: fewer only at the end of the file; nil when reading fails.
  static func read(_ descriptor: Int32, upTo count: Int) -> [UInt8]? {
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = 0
      while filled < count, let base = buffer.baseAddress {
        #if canImport(Glibc)
        let got = Glibc.read(descriptor, base + filled, count - filled)
        #elseif canImport(Musl)
        let got = Musl.read(descriptor, base + filled, count - filled)
        #else
        let got = Darwin.read(descriptor, base + filled, count - filled)
        #endif
        if got < 0, errno == EINTR { continue }
        if got < 0 { failed = true }
        if got <= 0 { return }
        filled += got
      }
    }
    return failed ? nil : bytes
  }

  /// Reads what is there, up to `count` bytes: empty at the end of the file; nil when reading fails.
  static func readSome(_ descriptor: Int32, upTo count: Int) -> [UInt8]? {
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = 0
      while let base = buffer.baseAddress {
        #if canImport(Glibc)
        let got = Glibc.read(descriptor, base, count)
        #elseif canImport(Musl)
        let got = Musl.read(descriptor, base, count)
        #else
        let got = Darwin.read(descriptor, base, count)
        #endif
        if got < 0, errno == EINTR { continue }
        failed = got < 0
        filled = max(got, 0)
        return
      }
    }
    return failed ? nil : bytes
  }

  /// Writes all bytes; gives up silently when the reader has gone away.
  @discardableResult
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var written = 0
      while written < buffer.count, let base = buffer.baseAddress {
        #if canImport(Glibc)
        let count = Glibc.write(descriptor, base + written, buffer.count - written)
        #elseif canImport(Musl)
        let count = Musl.write(descriptor, base + written, buffer.count - written)
        #else
        let count = Darwin.write(descriptor, base + written, buffer.count - written)
        #endif
        if count < 0, errno == EINTR { continue }
        if count <= 0 { return false }
        written += count
      }
      return true
    }
  }
}

import SourceText

/// A gzip or zip archive, unpacked one entry at a time and only in memory.
///
/// Names of entries are shown and never used as paths. Archives inside of archives are not opened.
public struct Archive {
  /// One entry.
  public struct Entry {
    /// The name inside the archive; empty for the one entry of a gzip file. What is not UTF-8 is replaced.
    public let name: String
    /// The bytes, or why they cannot be had.
    public let contents: Result<[UInt8], DocumentError>
  }

  private enum Form {
    case gzip
    case zip(ZipDirectory)
  }

  private let bytes: [UInt8]
  private let form: Form
  private let limits: DocumentLimits
  private var next = 0
  private var unpackedCount = 0
  /// Whether the limit of the whole archive has been met.
  private var isExhausted = false

  /// Whether bytes begin like an archive that can be read.
  public static func isArchive(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0x1F, 0x8B]) || bytes.starts(with: "PK\u{3}\u{4}".utf8)
      || bytes.starts(with: "PK\u{5}\u{6}".utf8)
  }

  /// Opens an archive.
  ///
  /// - Throws: when it is beyond the limit of size, or its list of entries is damaged.
  public init(_ bytes: [UInt8], limits: DocumentLimits = DocumentLimits()) throws(DocumentError) {
    guard bytes.count <= limits.size else { throw .tooLarge(bytes.count, limits) }
    self.bytes = bytes
    self.limits = limits
    if bytes.starts(with: [0x1F, 0x8B]) {
      form = .gzip
    } else if let directory = ZipDirectory(bytes) {
      form = .zip(directory)
    } else {
      throw .unrecognised("the zip archive is damaged, or has more than \(ZipDirectory.entryLimit) entries")
    }
  }

  /// Unpacks the next entry that is a file; nil after the last.
  ///
  /// Hidden files, and those that macOS puts beside others, are passed over as in folders.
  ///
  /// After an entry that leads beyond the limit of the whole archive there is none.
  public mutating func nextEntry() -> Entry? {
    if isExhausted { return nil }
    switch form {
    case .gzip:
      guard next == 0 else { return nil }
      next = 1
      return Entry(name: "", contents: unpacked(bytes[...], .gzip, what: "the gzip archive"))
    case .zip(let directory):
      while next < directory.entries.count {
        let entry = directory.entries[next]
        next += 1
        if entry.isFolder || Self.isHidden(entry.name) { continue }
        let name = String(decoding: entry.name, as: UTF8.self)
        return Entry(name: name, contents: contents(of: entry, in: directory))
      }
      return nil
    }
  }

  private mutating func contents(
    of entry: ZipDirectory.Entry, in directory: ZipDirectory
  ) -> Result<[UInt8], DocumentError> {
    if entry.isEncrypted { return .failure(.unrecognised("the entry is encrypted")) }
    if entry.size > limits.size { return .failure(.tooLarge(entry.size, limits)) }
    guard let packed = directory.packedBytes(of: entry, in: bytes) else { return .failure(.damagedEntry) }
    let result: Result<[UInt8], DocumentError>
    switch entry.method {
    case 0:
      unpackedCount += packed.count
      result = unpackedCount > limits.unpacked ? exhausted() : .success(Array(packed))
    case 8:
      result = unpacked(packed, .none, what: "the entry")
    default:
      result = .failure(.unrecognised("the entry is packed by method \(entry.method), which is not supported"))
    }
    guard case .success(let contents) = result else { return result }
    guard contents.count == entry.size, zipChecksum(of: contents) == entry.checksum else {
      return .failure(.damagedEntry)
    }
    return result
  }

  private mutating func unpacked(
    _ packed: ArraySlice<UInt8>, _ wrapping: Inflater.Wrapping, what: String
  ) -> Result<[UInt8], DocumentError> {
    let left = limits.unpacked - unpackedCount
    guard left > 0 else { return exhausted() }
    var inflater = Inflater()
    defer { unpackedCount += inflater.unpackedCount }
    do throws(Inflater.Failure) {
      return .success(try inflater.unpack(packed, wrapping, limit: min(limits.size, left)))
    } catch {
      switch error {
      case .damaged: return .failure(.unrecognised("\(what) is damaged"))
      case .overLimit where left < limits.size: return exhausted()
      case .overLimit:
        return .failure(
          .overLimit(
            "\(what) unpacks to more than the limit of \(limits.size) bytes\(Limits.remedy("file-size"))", offset: nil))
      }
    }
  }

  private mutating func exhausted() -> Result<[UInt8], DocumentError> {
    isExhausted = true
    return .failure(.overUnpackedLimit(limits))
  }

  private static func isHidden(_ name: [UInt8]) -> Bool {
    name.split(separator: UInt8(ascii: "/")).contains { part in
      part.elementsEqual("__MACOSX".utf8)
        || part.first == UInt8(ascii: ".") && !part.elementsEqual(".".utf8) && !part.elementsEqual("..".utf8)
    }
  }
}

extension DocumentError {
  fileprivate static var damagedEntry: DocumentError { .unrecognised("the entry is damaged") }

  fileprivate static func overUnpackedLimit(_ limits: DocumentLimits) -> DocumentError {
    .overLimit(
      "the archive unpacks to more than the limit of \(limits.unpacked) bytes\(Limits.remedy("unpacked-size"))",
      offset: nil)
  }
}

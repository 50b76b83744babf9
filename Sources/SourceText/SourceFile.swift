/// A text file as it was read: its text in UTF-8, and how to say where something stands in the file on disk.
///
/// Readers work on ``bytes``, and every range they give counts in them. A byte order mark is not part of the text, and a
/// UTF-16 file has been converted; ``place(at:)`` gives offsets of the file as it is.
public final class SourceFile: Sendable {
  /// How the text is stored on disk.
  public enum Encoding: String, Sendable {
    case utf8
    case utf8WithMark
    case utf16LittleEndian
    case utf16BigEndian
  }

  /// Why bytes are no text.
  public struct Failure: Error, Hashable, Sendable {
    /// What is wrong, lower case, without a full stop.
    public let message: String
    /// The offset of the first byte at fault, in the file on disk.
    public let offset: Int
  }

  /// The path as it was given or joined.
  public let name: String
  /// The text as UTF-8, without a byte order mark.
  public let bytes: [UInt8]
  /// How the text is stored on disk.
  public let encoding: Encoding
  /// Where the lines begin in ``bytes``.
  public let lines: LineIndex
  /// How many scalars stand before a byte of ``bytes``.
  private let scalars: ScalarIndex

  /// Decodes the contents of a file.
  ///
  /// - Throws: when the contents are not valid in their encoding, or over 4 GiB.
  public init(name: String, contents: [UInt8]) throws(Failure) {
    self.name = name
    guard contents.count < Int(UInt32.max) else {
      throw Failure(message: "the file is over 4 GiB", offset: 0)
    }
    switch (contents.first, contents.dropFirst().first, contents.dropFirst(2).first) {
    case (0xEF, 0xBB, 0xBF):
      encoding = .utf8WithMark
      bytes = Array(contents.dropFirst(3))
    case (0xFF, 0xFE, _):
      encoding = .utf16LittleEndian
      bytes = try UTF16Text.decode(contents, littleEndian: true)
    case (0xFE, 0xFF, _):
      encoding = .utf16BigEndian
      bytes = try UTF16Text.decode(contents, littleEndian: false)
    default:
      encoding = .utf8
      bytes = contents
    }
    if encoding == .utf8 || encoding == .utf8WithMark, let bad = firstInvalidUTF8(in: bytes) {
      throw Failure(message: "the text is not valid UTF-8", offset: bad + contents.count - bytes.count)
    }
    lines = LineIndex(bytes)
    scalars = ScalarIndex(bytes)
  }

  /// Makes a file of another text in which every character has as many bytes as in that of a file.
  init(_ file: SourceFile, bytes: [UInt8]) {
    name = file.name
    self.bytes = bytes
    encoding = file.encoding
    lines = file.lines
    scalars = file.scalars
  }

  /// The text of a range, as it stands.
  public func text(_ range: ByteRange) -> String {
    String(decoding: bytes[range.indices.clamped(to: bytes.indices)], as: UTF8.self)
  }

  /// The place of a byte of the text, for people and for editors.
  public func place(at offset: Int) -> Place {
    let offset = min(max(0, offset), bytes.count)
    let line = lines.line(at: offset)
    let start = Int(lines.starts[line])
    let column = scalars.scalars(from: start, to: offset, in: bytes)
    return Place(line: line + 1, column: column + 1, offset: offsetOnDisk(of: offset))
  }

  /// The UTF-16 units between two offsets of the text.
  package func units(from start: Int, to end: Int) -> Int { scalars.units(from: start, to: end, in: bytes) }

  /// The places of both ends of a range.
  public func places(of range: ByteRange) -> PlaceRange {
    PlaceRange(start: place(at: Int(range.start)), end: place(at: Int(range.end)))
  }

  /// The offset in the file on disk of a byte of the text.
  public func offsetOnDisk(of offset: Int) -> Int {
    switch encoding {
    case .utf8: offset
    case .utf8WithMark: offset + 3
    case .utf16LittleEndian, .utf16BigEndian:
      2 + 2 * scalars.units(before: min(max(0, offset), bytes.count), in: bytes)
    }
  }

  /// The contents of the file on disk for a changed text: with the same encoding and byte order mark.
  public func contents(for text: [UInt8]) -> [UInt8] {
    switch encoding {
    case .utf8: text
    case .utf8WithMark: [0xEF, 0xBB, 0xBF] + text
    case .utf16LittleEndian: UTF16Text.encode(text, littleEndian: true)
    case .utf16BigEndian: UTF16Text.encode(text, littleEndian: false)
    }
  }
}

/// A place in a file.
public struct Place: Hashable, Sendable {
  /// The line, counted from 1.
  public let line: Int
  /// The column in Unicode scalars, counted from 1.
  public let column: Int
  /// The byte in the file as it is on disk, counted from 0.
  public let offset: Int

  /// Creates a place.
  public init(line: Int, column: Int, offset: Int) {
    self.line = line
    self.column = column
    self.offset = offset
  }
}

/// A half-open range of places.
public struct PlaceRange: Hashable, Sendable {
  /// The first place.
  public let start: Place
  /// The place after the last.
  public let end: Place

  /// Creates a range of places.
  public init(start: Place, end: Place) {
    self.start = start
    self.end = end
  }
}

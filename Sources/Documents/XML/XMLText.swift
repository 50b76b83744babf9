import SourceText

/// Decodes XML text and attribute values from the bytes they were written with, and tells where each part stands.
///
/// The library tells what the text is but not where in an attribute; the reader compares both.
struct XMLText {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let end: Int
  private var position: Int
  private(set) var text: [UInt8] = []
  private(set) var map: SourceMap

  private init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: ByteRange) {
    self.bytes = bytes
    position = Int(range.start)
    end = min(Int(range.end), bytes.count)
    map = SourceMap(origin: position)
    text.reserveCapacity(range.count)
  }

  /// Decodes what stands between two tags: references, CDATA sections, comments and processing instructions.
  static func content(_ bytes: UnsafeBufferPointer<UInt8>, _ range: ByteRange) -> XMLText {
    var decoder = XMLText(bytes, range)
    decoder.decodeContent()
    return decoder
  }

  /// Decodes an attribute's value, without its quotes; tabs and line breaks become spaces.
  static func attribute(_ bytes: UnsafeBufferPointer<UInt8>, _ range: ByteRange) -> XMLText {
    var decoder = XMLText(bytes, range)
    decoder.decodeAttribute()
    return decoder
  }

  /// Decodes the inside of one CDATA section.
  static func section(_ bytes: UnsafeBufferPointer<UInt8>, _ range: ByteRange) -> XMLText {
    var decoder = XMLText(bytes, range)
    decoder.copySection(to: decoder.end)
    return decoder
  }

  private mutating func decodeContent() {
    while position < end {
      switch bytes[position] {
      case UInt8(ascii: "&"): decodeReference()
      case UInt8(ascii: "<"): decodeMarkup()
      case UInt8(ascii: "\r"): decodeLineEnd(to: UInt8(ascii: "\n"))
      default: copyRun(inAttribute: false)
      }
    }
  }

  private mutating func decodeAttribute() {
    while position < end {
      switch bytes[position] {
      case UInt8(ascii: "&"):
        decodeReference()
      case UInt8(ascii: "\r"):
        decodeLineEnd(to: UInt8(ascii: " "))
      case UInt8(ascii: "\n"), UInt8(ascii: "\t"):
        position += 1
        append([UInt8(ascii: " ")], from: position - 1)
      default:
        copyRun(inAttribute: true)
      }
    }
  }

  private mutating func copyRun(inAttribute: Bool) {
    let start = position
    position += 1
    while position < end {
      let byte = bytes[position]
      if byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: "\r") { break }
      if inAttribute, byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\t") { break }
      position += 1
    }
    copy(start, position)
  }

  private mutating func decodeLineEnd(to byte: UInt8) {
    let start = position
    position += 1
    if position < end, bytes[position] == UInt8(ascii: "\n") { position += 1 }
    append([byte], from: start)
  }

  private mutating func decodeReference() {
    let start = position
    // The longest is `&#1114111;` or `&#x10FFFF;` with leading zeros; an end must be near.
    var stop = start + 1
    while stop < end, stop - start < 64, bytes[stop] != UInt8(ascii: ";") { stop += 1 }
    guard stop < end, bytes[stop] == UInt8(ascii: ";"), let scalar = Self.scalar(bytes[start + 1..<stop]) else {
      position += 1
      return copy(start, position)
    }
    position = stop + 1
    append(Array(String(scalar).utf8), from: start)
  }

  private static func scalar(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> Unicode.Scalar? {
    guard name.first == UInt8(ascii: "#") else {
      return switch String(decoding: name, as: UTF8.self) {
      case "lt": "<"
      case "gt": ">"
      case "amp": "&"
      case "quot": "\""
      case "apos": "'"
      default: nil
      }
    }
    let isHexadecimal = name.dropFirst().first == UInt8(ascii: "x")
    let digits = String(decoding: name.dropFirst(isHexadecimal ? 2 : 1), as: UTF8.self)
    return UInt32(digits, radix: isHexadecimal ? 16 : 10).flatMap(Unicode.Scalar.init)
  }

  private mutating func decodeMarkup() {
    let start = position
    if starts("<![CDATA[") {
      position += XMLMarkup.sectionStart.count
      map.append(ByteRange(start, position), decodedTo: 0)
      let stop = find("]]>") ?? end
      copySection(to: stop)
      let close = position
      position = min(end, stop + 3)
      map.append(ByteRange(close, position), decodedTo: 0)
    } else if starts("<!--") {
      position += 4
      skip(to: "-->", from: start)
    } else if starts("<?") {
      position += 2
      skip(to: "?>", from: start)
    } else {
      position += 1
      copy(start, position)
    }
  }

  /// Copies the inside of a CDATA section, in which only line ends are changed.
  private mutating func copySection(to stop: Int) {
    while position < stop {
      if bytes[position] == UInt8(ascii: "\r") {
        decodeLineEnd(to: UInt8(ascii: "\n"))
        continue
      }
      let start = position
      while position < stop, bytes[position] != UInt8(ascii: "\r") { position += 1 }
      copy(start, position)
    }
  }

  private mutating func skip(to mark: StaticString, from start: Int) {
    position = find(mark).map { $0 + mark.utf8CodeUnitCount } ?? end
    map.append(ByteRange(start, position), decodedTo: 0)
  }

  private func starts(_ mark: StaticString) -> Bool {
    XMLMarkup.starts(bytes, at: position, end: end, mark)
  }

  private func find(_ mark: StaticString) -> Int? {
    XMLMarkup.find(bytes, from: position, end: end, mark)
  }

  private mutating func copy(_ start: Int, _ end: Int) {
    text.append(contentsOf: bytes[start..<end])
    map.appendVerbatim(ByteRange(start, end))
  }

  private mutating func append(_ replacement: [UInt8], from start: Int) {
    text.append(contentsOf: replacement)
    map.append(ByteRange(start, position), decodedTo: replacement.count)
  }
}

/// Looks for the marks of XML in bytes.
enum XMLMarkup {
  static let sectionStart = Array("<![CDATA[".utf8)

  static func starts(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int, end: Int, _ mark: StaticString) -> Bool {
    let count = mark.utf8CodeUnitCount
    guard offset >= 0, offset + count <= end else { return false }
    for index in 0..<count where bytes[offset + index] != mark.utf8Start[index] { return false }
    return true
  }

  static func find(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, end: Int, _ mark: StaticString) -> Int? {
    var position = start
    while position < end {
      if starts(bytes, at: position, end: end, mark) { return position }
      position += 1
    }
    return nil
  }

  /// The insides of the CDATA sections in a range between two tags.
  static func sections(_ bytes: UnsafeBufferPointer<UInt8>, in range: ByteRange) -> [ByteRange] {
    let end = Int(range.end)
    var position = Int(range.start)
    var sections: [ByteRange] = []
    while position < end {
      if starts(bytes, at: position, end: end, "<![CDATA[") {
        let start = position + sectionStart.count
        let stop = find(bytes, from: start, end: end, "]]>") ?? end
        sections.append(ByteRange(start, stop))
        position = stop + 3
      } else if starts(bytes, at: position, end: end, "<!--") {
        position = (find(bytes, from: position + 4, end: end, "-->") ?? end) + 3
      } else {
        position += 1
      }
    }
    return sections
  }
}

import SourceText

/// Texts and attribute values of XML.
extension TextDecoder {
  /// Decodes what stands between two tags: references, CDATA sections, comments and processing instructions.
  static func xmlContent(_ bytes: UnsafeBufferPointer<UInt8>, _ range: ByteRange) -> TextDecoder {
    var decoder = TextDecoder(bytes, range)
    decoder.decodeContent()
    return decoder
  }

  /// Decodes an attribute's value, without its quotes; tabs and line breaks become spaces.
  static func xmlAttribute(_ bytes: UnsafeBufferPointer<UInt8>, _ range: ByteRange) -> TextDecoder {
    var decoder = TextDecoder(bytes, range)
    decoder.decodeAttribute()
    return decoder
  }

  /// Decodes the inside of one CDATA section.
  static func xmlSection(_ bytes: UnsafeBufferPointer<UInt8>, _ range: ByteRange) -> TextDecoder {
    var decoder = TextDecoder(bytes, range)
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
    var stop = position + 1
    while stop < end {
      let byte = bytes[stop]
      if byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: "\r") { break }
      if inAttribute, byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\t") { break }
      stop += 1
    }
    copy(position..<stop)
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
      return copy(start..<start + 1)
    }
    position = stop + 1
    append(String(scalar).utf8, from: start)
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
      drop(from: start)
      let stop = find("]]>") ?? end
      copySection(to: stop)
      position = min(end, stop + 3)
      drop(from: stop)
    } else if starts("<!--") {
      position += 4
      skip(to: "-->", from: start)
    } else if starts("<?") {
      position += 2
      skip(to: "?>", from: start)
    } else {
      copy(start..<start + 1)
    }
  }

  /// Copies the inside of a CDATA section, in which only line ends are changed.
  private mutating func copySection(to stop: Int) {
    while position < stop {
      if bytes[position] == UInt8(ascii: "\r") {
        decodeLineEnd(to: UInt8(ascii: "\n"))
        continue
      }
      copy(position..<(bytes[position..<stop].firstIndex(of: UInt8(ascii: "\r")) ?? stop))
    }
  }

  private mutating func skip(to mark: StaticString, from start: Int) {
    position = find(mark).map { $0 + mark.utf8CodeUnitCount } ?? end
    drop(from: start)
  }

  private func starts(_ mark: StaticString) -> Bool {
    XMLMarkup.starts(bytes, at: position, end: end, mark)
  }

  private func find(_ mark: StaticString) -> Int? {
    XMLMarkup.find(bytes, from: position, end: end, mark)
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
}

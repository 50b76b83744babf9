/// Fields of lines that are separated by tabs.
package enum TableField {
  /// The field of what could not be used, or is not known.
  static let unusable = Array("\\!".utf8)

  /// A text as a field.
  package static func field(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    append(text.utf8, to: &bytes)
    return bytes
  }

  /// Appends a field: `\\`, tab and line ends escaped, the empty string as `\e`.
  static func append(_ text: some Collection<UInt8>, to line: inout [UInt8]) {
    if text.isEmpty {
      line += Array("\\e".utf8)
      return
    }
    for byte in text {
      switch byte {
      case UInt8(ascii: "\\"): line += Array("\\\\".utf8)
      case 0x09: line += Array("\\t".utf8)
      case 0x0A: line += Array("\\n".utf8)
      case 0x0D: line += Array("\\r".utf8)
      default: line.append(byte)
      }
    }
  }
}

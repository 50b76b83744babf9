/// Whether a byte is a blank: a space or a tab.
@inline(__always)
func isBlank(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
}

/// Whether a byte ends a line.
@inline(__always)
func isBreak(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
}

/// Whether a byte is a blank or ends a line: white space, as XML has it.
@inline(__always)
func isSpace(_ byte: UInt8) -> Bool {
  isBlank(byte) || isBreak(byte)
}

import JSON
import TestSupport

/// Writes random values.
struct RandomJSON {
  var generator: SeededGenerator
  let hasUniqueKeys: Bool

  mutating func write(to writer: inout JSONWriter, depth: Int) {
    switch Int.random(in: 0..<(depth < 6 ? 9 : 5), using: &generator) {
    case 0: writer.null()
    case 1: writer.boolean(Bool.random(using: &generator))
    case 2: writer.integer(Int64.random(in: .min ... .max, using: &generator))
    case 3:
      writer.number("-\(Int.random(in: 0...9, using: &generator)).5e\(Int.random(in: -400...400, using: &generator))")
    case 4: writer.string(string())
    case 5, 6:
      writer.beginArray()
      for _ in 0..<Int.random(in: 0..<5, using: &generator) { write(to: &writer, depth: depth + 1) }
      writer.endArray()
    default:
      writer.beginObject()
      for number in 0..<Int.random(in: 0..<5, using: &generator) {
        writer.key(hasUniqueKeys ? "\(number)\(string())" : string())
        write(to: &writer, depth: depth + 1)
      }
      writer.endObject()
    }
  }

  private mutating func string() -> String {
    var text = ""
    for _ in 0..<Int.random(in: 0..<12, using: &generator) {
      let limit: UInt32 = [0x80, 0x800, 0x3000, 0x11_0000].randomElement(using: &generator) ?? 0x80
      if let scalar = Unicode.Scalar(UInt32.random(in: 0..<limit, using: &generator)) {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}

/// A text as one word of a shell's command line.
package func shellWord(_ text: String) -> String {
  let plain = text.utf8.allSatisfy { byte in
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: byte >= 0x80 || "_-./:=@%+,".utf8.contains(byte)
    }
  }
  if plain, !text.isEmpty { return text }
  var word = "'"
  for character in text { word += character == "'" ? "'\\''" : String(character) }
  return word + "'"
}

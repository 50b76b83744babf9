/// A value that is not shown: its length and its first character.
package func masked(_ value: String) -> String {
  let count = value.unicodeScalars.count
  let length = "\(count) character\(count == 1 ? "" : "s")"
  guard count > 3, let first = value.first else { return length }
  return "\(TerminalText.escaped(String(first)))…, \(length)"
}

/// The beginning of a text that is too long for a message.
package func shortened(_ text: String) -> String {
  text.unicodeScalars.count > 60 ? String(text.unicodeScalars.prefix(57)) + "…" : text
}

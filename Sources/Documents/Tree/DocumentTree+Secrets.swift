import JSON
public import SourceText

extension DocumentTree {
  /// Lets a mask learn the secrets of a document, also those that are written with escapes or over several lines.
  ///
  /// - Returns: what of the document's text is to be hidden.
  public func learnSecrets(of mask: inout SecretMask) -> [ByteRange] {
    var hidden = mask.learn(file.bytes)
    func learn(_ decoded: DecodedText) {
      hidden += mask.learn(Array(decoded.text.utf8)).map { decoded.map.source(of: $0) }
    }
    for text in decoded { learn(text) }
    for string in json?.escapedStrings ?? [] { learn(JSONStringText.decode(file.bytes, Record(string).content)) }
    return hidden
  }
}

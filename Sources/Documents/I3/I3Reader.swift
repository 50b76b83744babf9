import JSON
import SourceText

/// Reads an export of the Architect editor: JSON, percent-encoded as a URI component, in base64.
///
/// The nodes of the tree count in the JSON, which is the text of the tree's own file: a place in base64 says nothing to
/// anybody. Damage is told by its place in the file as it is.
struct I3Reader {
  let file: SourceFile
  let limits: DocumentLimits

  /// How the base64 of every such file begins: that of `%7B%22`, which stands for `{"`.
  static let head = Array("JTdCJTIy".utf8)

  func read() throws(DocumentError) -> DocumentReading {
    var decoder = I3Decoder(file.bytes)
    guard let json = decoder.decode() else { return reading([], decoder.damage) }
    do throws(JSONError) {
      let document = try JSONReader.document(json, limits: limits)
      guard let inner = try? SourceFile(name: file.name, contents: json) else {
        return reading([], I3Damage(message: "the JSON in it is no text", offset: 0))
      }
      return reading([DocumentTree(file: inner, json: document, format: .i3)], decoder.damage)
    } catch {
      guard !error.isLimit else { throw .overLimit(error.message, offset: decoder.offset(ofJSON: error.offset)) }
      let message = "the JSON in it is not valid at its byte \(error.offset): \(error.message)"
      // What broke the encoding breaks the JSON, too.
      let damage = decoder.damage ?? I3Damage(message: message, offset: decoder.offset(ofJSON: error.offset))
      return reading([], damage)
    }
  }

  private func reading(_ documents: [DocumentTree], _ damage: I3Damage?) -> DocumentReading {
    DocumentReading(
      file: file, format: .i3, documents: documents,
      diagnostics: damage.map {
        [
          Diagnostic(
            .parseError, .error,
            "not a whole Architect export: \($0.message) (byte \($0.offset) of \(file.bytes.count))",
            at: file.scalarRange(at: $0.offset))
        ]
      } ?? [])
  }
}

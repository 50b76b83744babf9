import JSON
import SourceText

/// Reads JSON: the nodes are views of the tape, so that nothing is built a second time.
struct JSONReader {
  let file: SourceFile
  let limits: DocumentLimits

  func read() throws(DocumentError) -> DocumentReading {
    do {
      let document = try Self.document(file.bytes, limits: limits)
      return DocumentReading(
        file: file, format: .json, documents: [DocumentTree(file: file, json: document)], diagnostics: [])
    } catch {
      guard !error.isLimit else { throw .overLimit(error.message, offset: error.offset) }
      let place = file.scalarRange(at: error.offset)
      return DocumentReading(
        file: file, format: .json, documents: [],
        diagnostics: [Diagnostic(.parseError, .error, "not valid JSON: \(error.message)", at: place)])
    }
  }

  /// The document of a text, held to the limits.
  ///
  /// A flow configuration keeps each expression as a compiled tree, which takes three levels for one of the expression;
  /// so it may nest deeper than other documents.
  static func document(_ text: [UInt8], limits: DocumentLimits) throws(JSONError) -> JSONDocument {
    var jsonLimits = JSONLimits()
    jsonLimits.depth = limits.depth
    jsonLimits.size = limits.size
    do throws(JSONError) {
      return try JSONDocument(parsing: text, limits: jsonLimits)
    } catch {
      guard error.isLimit, text.count <= limits.size, ConfigurationMark.stands(in: text) else { throw error }
      jsonLimits.depth = limits.depth + limits.compiledDepth
      return try JSONDocument(parsing: text, limits: jsonLimits)
    }
  }
}

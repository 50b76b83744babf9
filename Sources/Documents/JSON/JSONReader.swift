import JSON
import SourceText

/// Reads JSON: the nodes are views of the tape, so that nothing is built a second time.
struct JSONReader {
  private let file: SourceFile
  private let limits: DocumentLimits

  init(file: SourceFile, limits: DocumentLimits) {
    self.file = file
    self.limits = limits
  }

  func read() throws(DocumentError) -> DocumentReading {
    var jsonLimits = JSONLimits()
    jsonLimits.depth = limits.depth
    jsonLimits.size = limits.size
    do {
      let document = try JSONDocument(parsing: file.bytes, limits: jsonLimits)
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
}

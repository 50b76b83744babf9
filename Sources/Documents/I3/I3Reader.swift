import JSON
import SourceText

/// Reads Architect's own export, `.i3…Flow`: JSON, percent-encoded as `encodeURIComponent` does it, then base64.
///
/// The tree stands over the decoded JSON; places in it mean nothing in the file.
struct I3Reader {
  private let file: SourceFile
  private let limits: DocumentLimits

  init(file: SourceFile, limits: DocumentLimits) {
    self.file = file
    self.limits = limits
  }

  func read() throws(DocumentError) -> DocumentReading {
    let encoded: [UInt8]
    do throws(Base64Text.Damage) {
      encoded = try Base64Text.decode(file.bytes)
    } catch {
      return damaged("not valid base64: \(error.message)", at: error.offset)
    }
    let text: [UInt8]
    do throws(PercentText.Damage) {
      text = try PercentText.decode(encoded)
    } catch {
      return damaged("not valid percent-encoding: \(error.message)", at: place(ofEncoded: error.offset))
    }
    do {
      let document = try JSONReader.document(text, limits: limits)
      let inner = try SourceFile(name: file.name, contents: text)
      return DocumentReading(
        file: file, format: .i3, documents: [DocumentTree(file: inner, json: document, format: .i3)], diagnostics: [])
    } catch let error as JSONError {
      guard !error.isLimit else { throw .overLimit(error.message, offset: nil) }
      let place = place(ofEncoded: PercentText.offset(ofDecoded: error.offset, in: encoded))
      return damaged(
        "not valid JSON after decoding: \(error.message), at byte \(error.offset) of \(text.count) of the decoded text",
        at: place, saysPlace: true)
    } catch let failure as SourceFile.Failure {
      return damaged(failure.message, at: 0)
    } catch {
      throw .unrecognised("the file cannot be read")
    }
  }

  /// The reading of a file that is damaged at a byte.
  private func damaged(_ message: String, at offset: Int, saysPlace: Bool = false) -> DocumentReading {
    let whole = saysPlace ? message : "\(message), at byte \(offset) of \(file.bytes.count)"
    let end = min(offset + 1, file.bytes.count)
    return DocumentReading(
      file: file, format: .i3, documents: [],
      diagnostics: [Diagnostic(.parseError, .error, whole, at: ByteRange(min(offset, end), end))])
  }

  private func place(ofEncoded offset: Int) -> Int {
    Base64Text.offset(ofDecoded: offset, in: file.bytes)
  }
}

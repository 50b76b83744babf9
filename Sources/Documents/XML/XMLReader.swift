import CLibXML2
import SourceText

/// Reads XML by libxml2's SAX2 push parser; the only file that sees the library.
///
/// Input is hostile: a document type is refused, so that no entity but the five predefined ones can be; nothing is
/// loaded from anywhere; depth is counted here, for the library counts it only where it builds a tree itself.
struct XMLReader {
  let file: SourceFile
  let limits: DocumentLimits

  /// How much is given to the parser at once; it refuses to hold more than 10 MB.
  private static let chunkSize = 1 << 18

  /// Prepares the library once, and takes from it the means to open anything.
  private static let isReady: Bool = {
    xmlInitParser()
    xmlSetExternalEntityLoader { _, _, _ in nil }
    return true
  }()

  func read() throws(DocumentError) -> DocumentReading {
    if let refusal = XMLDeclaration.refusal(of: file, isASCII: !file.bytes.contains { $0 >= 0x80 }) {
      return DocumentReading(file: file, format: .xml, documents: [], diagnostics: [refusal])
    }
    guard Self.isReady else { throw .overLimit("the XML parser cannot be used", offset: nil) }
    return try file.bytes.withUnsafeBufferPointer { (bytes) throws(DocumentError) in
      var session = XMLSession(assembler: XMLAssembler(file: file, limits: limits, bytes: bytes))
      withUnsafeMutablePointer(to: &session) { parse(bytes, $0) }
      let tree = session.assembler.finish()
      if let error = session.assembler.error { throw error }
      return DocumentReading(
        file: file, format: .xml, documents: tree.map { [$0] } ?? [], diagnostics: session.assembler.diagnostics)
    }
  }

  private func parse(_ bytes: UnsafeBufferPointer<UInt8>, _ session: UnsafeMutablePointer<XMLSession>) {
    var handler = Self.makeHandler()
    guard let context = xmlCreatePushParserCtxt(&handler, session, nil, 0, nil) else {
      session.pointee.assembler.stop(.overLimit("there is not enough memory for reading", offset: nil))
      return
    }
    defer {
      if let document = context.pointee.myDoc { xmlFreeDoc(document) }
      xmlFreeParserCtxt(context)
    }
    session.pointee.context = context
    let options = [
      XML_PARSE_NONET, XML_PARSE_NOERROR, XML_PARSE_NOWARNING, XML_PARSE_IGNORE_ENC,
      XML_PARSE_BIG_LINES,
    ]
    xmlCtxtUseOptions(context, options.reduce(0) { $0 | Int32(bitPattern: $1.rawValue) })
    var position = 0
    while position < bytes.count, !session.pointee.assembler.hasEnded {
      let count = min(Self.chunkSize, bytes.count - position)
      let isLast = position + count == bytes.count
      bytes.withMemoryRebound(to: CChar.self) { chunk in
        _ = chunk.baseAddress.map { xmlParseChunk(context, $0 + position, Int32(count), isLast ? 1 : 0) }
      }
      position += count
    }
  }

  private static func makeHandler() -> xmlSAXHandler {
    var handler = xmlSAXHandler()
    handler.initialized = UInt32(XML_SAX2_MAGIC)
    handler.internalSubset = { userData, _, _, _ in
      guard let session = XMLSession.of(userData) else { return }
      session.pointee.assembler.refuseDocumentType(before: session.pointee.offset)
      xmlStopParser(session.pointee.context)
    }
    handler.startElementNs = { userData, name, prefix, _, _, _, _, _, _ in
      guard let session = XMLSession.of(userData) else { return }
      let offset = session.pointee.offset
      session.pointee.assembler.startElement(endingAt: offset, name: UInt(bitPattern: name), UInt(bitPattern: prefix))
      if session.pointee.assembler.hasEnded { xmlStopParser(session.pointee.context) }
    }
    handler.endElementNs = { userData, _, _, _ in
      guard let session = XMLSession.of(userData) else { return }
      session.pointee.assembler.endElement(at: session.pointee.offset)
    }
    handler.characters = { userData, text, count in
      guard let session = XMLSession.of(userData), let text else { return }
      session.pointee.assembler.characters(UnsafeBufferPointer(start: text, count: Int(count)))
    }
    handler.ignorableWhitespace = handler.characters
    handler.cdataBlock = { userData, text, count in
      guard let session = XMLSession.of(userData), let text else { return }
      session.pointee.assembler.section(UnsafeBufferPointer(start: text, count: Int(count)))
    }
    handler.serror = { userData, error in
      guard let session = XMLSession.of(userData), let error, error.pointee.level != XML_ERR_WARNING,
        // A prefix that nothing declares is no matter here.
        error.pointee.domain != Int32(bitPattern: XML_FROM_NAMESPACE.rawValue)
      else { return }
      let message = error.pointee.message.map { String(cString: $0) } ?? ""
      let failure = XMLFailure(code: Int(error.pointee.code), message: message, offset: session.pointee.offset)
      session.pointee.assembler.fail(failure)
    }
    return handler
  }
}

/// What the callbacks of one parser share.
private struct XMLSession {
  var assembler: XMLAssembler
  var context: xmlParserCtxtPtr?

  /// How many bytes the parser has behind it.
  var offset: Int { context.map { Int(xmlByteConsumed($0)) } ?? 0 }

  static func of(_ userData: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<XMLSession>? {
    userData?.assumingMemoryBound(to: XMLSession.self)
  }
}

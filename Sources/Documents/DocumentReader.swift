public import SourceText

/// The limits of a reader of documents.
public struct DocumentLimits: Sendable {
  /// The size of one file in bytes.
  public var size: Int
  /// How many bytes the entries of one archive may have together when they are unpacked.
  public var unpacked: Int
  /// How deep a document may nest.
  public var depth: Int
  /// How much deeper a flow configuration may nest, for the compiled trees in it.
  public var compiledDepth: Int
  /// How many nodes aliases of one document may add.
  public var aliasedNodes: Int

  /// Takes those that documents have of all limits.
  public init(_ limits: Limits = Limits()) {
    size = limits.fileSize
    unpacked = limits.unpackedSize
    depth = limits.documentDepth
    compiledDepth = limits.compiledDepth
    aliasedNodes = limits.aliasedNodes
  }
}

/// What reading one file gave.
public struct DocumentReading: Sendable {
  /// The file that was read, in which all ranges count.
  public var file: SourceFile
  /// The format it was recognised as.
  public var format: DocumentFormat
  /// The documents that could be read, in order.
  public var documents: [DocumentTree]
  /// What is wrong inside the file, with the bytes it speaks of.
  public var diagnostics: [Diagnostic]
}

/// Why a file is no document at all.
public enum DocumentError: Error, Hashable, Sendable {
  /// Empty, binary, or beginning like no known format; the message says which.
  case unrecognised(String)
  /// Beyond one of the limits, which the message names; the offset is in the file's text.
  case overLimit(String, offset: Int?)

  /// What is wrong, lower case, without a full stop.
  public var message: String {
    switch self {
    case .unrecognised(let message), .overLimit(let message, _): message
    }
  }

  static func tooDeep(_ limits: DocumentLimits, at offset: Int) -> DocumentError {
    .overLimit("the document is nested more than \(limits.depth) deep", offset: offset)
  }

  static func tooLarge(_ size: Int, _ limits: DocumentLimits) -> DocumentError {
    .overLimit(
      "the file has \(size) bytes, more than the limit of \(limits.size)\(Limits.remedy("file-size"))", offset: nil)
  }
}

extension DiagnosticCode {
  /// A file that begins like a known format breaks its rules: `exp: "no closing quote`.
  public static let parseError = DiagnosticCode("parse-error")
}

/// Reads documents of every known format, which is told by the content and never by a file's name.
public enum DocumentReader {
  /// Reads the contents of a file as they are on disk.
  ///
  /// A file that begins like a known format and has bytes that are no text gives no document and a diagnostic.
  public static func read(
    name: String, contents: [UInt8], limits: DocumentLimits = DocumentLimits()
  ) throws(DocumentError) -> DocumentReading {
    guard contents.count <= limits.size else { throw .tooLarge(contents.count, limits) }
    if let binary = FormatSniffer.binaryKind(of: contents) { throw .unrecognised(binary) }
    let file: SourceFile
    do throws(SourceFile.Failure) {
      file = try SourceFile(name: name, contents: contents)
    } catch {
      return try repaired(name, contents, error)
    }
    return try read(file: file, limits: limits)
  }

  /// Reads a text.
  public static func read(
    file: SourceFile, limits: DocumentLimits = DocumentLimits()
  ) throws(DocumentError) -> DocumentReading {
    guard file.bytes.count <= limits.size else { throw .tooLarge(file.bytes.count, limits) }
    return try read(file: file, as: try FormatSniffer.format(of: file.bytes), limits: limits)
  }

  /// Reads a text whose format is known.
  public static func read(
    file: SourceFile, as format: DocumentFormat, limits: DocumentLimits = DocumentLimits()
  ) throws(DocumentError) -> DocumentReading {
    guard file.bytes.count <= limits.size else { throw .tooLarge(file.bytes.count, limits) }
    var reading =
      switch format {
      case .yaml: try YAMLReader(file: file, limits: limits).read()
      case .json: try JSONReader(file: file, limits: limits).read()
      case .i3: try I3Reader(file: file, limits: limits).read()
      case .xml: try XMLReader(file: file, limits: limits).read()
      }
    if !reading.diagnostics.isEmpty, let mark = conflictMark(in: file) { reading.diagnostics = [mark] }
    return reading
  }

  /// The first mark that a version control system left where a merge was not finished: what else is wrong with the file
  /// comes of it.
  private static func conflictMark(in file: SourceFile) -> Diagnostic? {
    for start in file.lines.starts {
      let line = file.bytes[Int(start)...].prefix { !isBreak($0) }
      for mark in ["<<<<<<<", ">>>>>>>"] where line.starts(with: mark.utf8) {
        guard line.dropFirst(mark.utf8.count).first ?? UInt8(ascii: " ") == UInt8(ascii: " ") else { continue }
        return Diagnostic(
          .parseError, .error,
          "‘\(mark)’ marks a merge conflict: keep one of the two sides, and take out its lines ‘<<<<<<<’, ‘=======’, ‘>>>>>>>’",
          at: ByteRange(Int(start), line.endIndex))
      }
    }
    return nil
  }

  /// What is said about a file whose bytes are no valid text: its place, in a text with the bytes replaced.
  private static func repaired(
    _ name: String, _ contents: [UInt8], _ failure: SourceFile.Failure
  ) throws(DocumentError) -> DocumentReading {
    let isWide = contents.starts(with: [0xFF, 0xFE]) || contents.starts(with: [0xFE, 0xFF])
    guard !isWide else { throw .unrecognised(failure.message) }
    var ascii = contents
    let mark = contents.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    for position in mark..<ascii.count where ascii[position] >= 0x80 { ascii[position] = UInt8(ascii: "?") }
    guard let file = try? SourceFile(name: name, contents: ascii) else { throw .unrecognised(failure.message) }
    let format = try FormatSniffer.format(of: file.bytes)
    if format == .xml, let refusal = XMLDeclaration.refusal(of: file, isASCII: false) {
      return DocumentReading(file: file, format: format, documents: [], diagnostics: [refusal])
    }
    let offset = failure.offset - mark
    let byte = failure.offset < contents.count ? contents[failure.offset] : 0
    let hexadecimal = String(byte, radix: 16, uppercase: true)
    return DocumentReading(
      file: file, format: format, documents: [],
      diagnostics: [
        Diagnostic(
          .parseError, .error,
          "\(failure.message): the byte 0x\(hexadecimal); the file must be UTF-8, or UTF-16 with a mark",
          at: ByteRange(offset, offset + 1))
      ])
  }
}

extension SourceFile {
  /// The bytes of the scalar at an offset; the empty range at the end of a line or of the text.
  func scalarRange(at offset: Int) -> ByteRange {
    guard offset < bytes.count, !isBreak(bytes[offset]) else { return ByteRange(at: min(offset, bytes.count)) }
    var end = offset + 1
    while end < bytes.count, isContinuation(bytes[end]) { end += 1 }
    return ByteRange(offset, end)
  }
}

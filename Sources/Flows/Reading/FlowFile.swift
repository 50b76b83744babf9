public import Documents
public import SourceText

/// The flows of one file.
public struct FlowFile: Sendable {
  /// The file that was read.
  public let source: SourceFile
  /// The flows in order; empty where the file is a flow export that could not be read.
  public let flows: [Flow]
  /// The format the file was recognised as.
  public let format: DocumentFormat
  /// What is wrong inside the file, in order of place.
  public let diagnostics: [Diagnostic]

  /// Why nothing in the file can be looked at though it was read; nil where something can.
  public var emptiness: String? {
    diagnostics.contains { $0.code == .formatFromDescription }
      ? "an Interaction Attendant export holds no expressions: there is nothing to look at" : nil
  }

  /// Reads the flows of a file as it is on disk.
  ///
  /// - Throws: when the file is no flow export at all, or beyond a limit.
  public static func read(
    name: String, contents: [UInt8], limits: DocumentLimits = DocumentLimits()
  ) throws(Unreadable) -> FlowFile {
    try FlowFile(of: contents) { () throws(DocumentError) in
      try DocumentReader.read(name: name, contents: contents, limits: limits)
    }
  }

  /// Reads the flows of a text.
  ///
  /// - Throws: when the text is no flow export at all, or beyond a limit.
  public static func read(_ source: SourceFile, limits: DocumentLimits = DocumentLimits()) throws(Unreadable)
    -> FlowFile
  {
    try FlowFile(of: source.bytes) { () throws(DocumentError) in try DocumentReader.read(file: source, limits: limits) }
  }

  private init(
    of contents: [UInt8], _ read: () throws(DocumentError) -> DocumentReading
  ) throws(Unreadable) {
    let reading: DocumentReading
    do throws(DocumentError) {
      reading = try read()
    } catch {
      let isForeign = !FlowRecognition.beginsLikeFlow(contents)
      switch error {
      case .unrecognised(let message): throw Unreadable(message: message, offset: nil, isForeign: isForeign)
      case .overLimit(let message, let offset):
        throw Unreadable(message: message, offset: offset, isForeign: isForeign, isOverLimit: true)
      }
    }
    var diagnostics = reading.diagnostics
    var flows: [Flow] = []
    for document in reading.documents {
      let read = FlowRecognition.roots(of: document).map { root in
        if !FlowType.names.contains(root.type) { diagnostics.append(Self.unknownType(of: root)) }
        if root.isConfiguration {
          var reader = ConfigurationReader(root: root)
          return reader.read()
        }
        var reader = ArchyReader(root: root)
        return reader.read()
      }
      let found = read.isEmpty ? ForeignExport.flows(of: document) : read
      diagnostics += found.flatMap(ForeignExport.notes)
      flows += found
    }
    if flows.isEmpty {
      let reason = FlowRecognition.reason(for: reading)
      let hasErrors = diagnostics.contains { $0.severity == .error }
      let isConfiguration = reading.format == .json || reading.format == .i3
      if !FlowRecognition.beginsLikeFlow(reading.file.bytes) || !hasErrors && !isConfiguration {
        throw Unreadable(message: reason, offset: nil, isForeign: true)
      }
      if !hasErrors { diagnostics.append(Diagnostic(.parseError, .error, reason, at: ByteRange(at: 0))) }
    }
    source = reading.file
    format = reading.format
    for index in flows.indices {
      flows[index].placeActions()
      flows[index].resolveReferences()
    }
    self.flows = flows
    self.diagnostics = diagnostics.sorted { $0.range < $1.range }
  }

  /// Why a file could not be used.
  public struct Unreadable: Error, Hashable, Sendable {
    /// What is wrong, lower case, without a full stop.
    public let message: String
    /// Where in the text of the file, if that is known.
    public let offset: Int?
    /// Whether nothing in the file looks like a flow; inside folders such files are passed over.
    public let isForeign: Bool
    /// Whether the file is beyond a limit.
    public internal(set) var isOverLimit = false
  }

  private static func unknownType(of root: FlowRoot) -> Diagnostic {
    let near = suggestion(nearestNames(to: root.type, among: FlowType.names))
    return Diagnostic(
      .unknownFlowType, .info, "expected a known flow type, found ‘\(root.type)’; it is read as a flow\(near)",
      at: root.place)
  }
}

extension DiagnosticCode {
  /// A root key that is no known flow type, over a body that only flows have.
  public static let unknownFlowType =
    DiagnosticCode("unknown-flow-type")
  /// A format that is read from a description of it, no file of its kind having been at hand.
  public static let formatFromDescription = DiagnosticCode("format-from-description")
  /// A key of user data that has a hyphen, written as a member: `udata.customer-tier`.
  public static let userDataSubtraction = DiagnosticCode("user-data-subtraction")
}

public import Documents
public import SourceText

/// The flows of one file.
public struct FlowFile: Sendable {
  /// The file that was read.
  public let source: SourceFile
  /// The flows in order; empty where the file is a flow export that could not be read.
  public let flows: [Flow]
  /// What is wrong inside the file, in order of place.
  public let diagnostics: [Diagnostic]

  /// Reads the flows of a file.
  ///
  /// - Throws: when the file is no flow export at all, or beyond a limit.
  public static func read(_ source: SourceFile, limits: DocumentLimits = DocumentLimits()) throws(Unreadable) -> FlowFile
  {
    let looksLikeFlow = FlowRecognition.beginsLikeFlow(source.bytes)
    let reading: DocumentReading
    do throws(DocumentError) {
      reading = try DocumentReading(reading: source, limits: limits)
    } catch {
      switch error {
      case .unrecognised(let message):
        throw Unreadable(message: message, offset: nil, isForeign: !looksLikeFlow)
      case .overLimit(let message, let offset):
        throw Unreadable(message: message, offset: offset, isForeign: !looksLikeFlow)
      }
    }
    var diagnostics = reading.diagnostics
    var flows: [Flow] = []
    for document in reading.documents {
      flows += FlowRecognition.roots(of: document).map { root in
        if !FlowType.names.contains(root.type) { diagnostics.append(unknownType(of: root)) }
        var reader = ArchyReader(root: root)
        return reader.read()
      }
    }
    if flows.isEmpty, !looksLikeFlow {
      throw Unreadable(message: FlowRecognition.reason(for: reading), offset: nil, isForeign: true)
    }
    diagnostics.sort { $0.range < $1.range }
    return FlowFile(source: source, flows: flows, diagnostics: diagnostics)
  }

  /// Whether bytes begin like a flow of Archy in YAML or XML, whatever comes after.
  public static func beginsLikeFlow(_ contents: [UInt8]) -> Bool {
    FlowRecognition.beginsLikeFlow(contents)
  }

  /// Why a file could not be used.
  public struct Unreadable: Error, Hashable, Sendable {
    /// What is wrong, lower case, without a full stop.
    public let message: String
    /// Where in the text of the file, if that is known.
    public let offset: Int?
    /// Whether nothing in the file looks like a flow; inside folders such files are passed over.
    public let isForeign: Bool
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
  public static let unknownFlowType = DiagnosticCode("unknown-flow-type")
}

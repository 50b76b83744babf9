import Documents
import SourceText

/// Tells exports that are no Architect flow but hold expressions too, and reads them.
enum ForeignExport {
  /// What a document holds; empty where it is none of them.
  static func flows(of document: DocumentTree) -> [Flow] {
    switch document.format {
    case .xml:
      guard let root = XMLElement(rootOf: document) else { return [] }
      if let diagrams = ComposerReader.flows(of: root, document) { return diagrams }
      if let flow = ScriptedXMLReader.flow(of: root, document) { return [flow] }
      if AttendantReader.recognises(root) { return [AttendantReader.flow(of: root, document)] }
      return []
    case .json:
      let flow =
        DataActionReader.flow(of: document) ?? AgentScriptReader.flow(of: document)
        ?? ConversationRequestReader.flow(of: document)
      return flow.map { [$0] } ?? []
    default:
      return []
    }
  }

  /// What is to be said of an export of PureConnect.
  static func note(on flow: Flow) -> Diagnostic {
    Diagnostic(
      .formatFromDescription, .info,
      "an Interaction Attendant export is read from a description of the format alone; something may be missing",
      at: ByteRange(at: Int(flow.node.range.start)))
  }

  /// Whether a text begins like one of the XML forms, whatever comes after.
  static func beginsLikeOne(_ name: String, prefix: String?) -> Bool {
    switch name {
    case "XMI", "scxml", "vxml", "StrategyDiagram", "CallflowDiagram", "IpdDiagram": true
    case "ENTRY": prefix == nil
    default: false
    }
  }
}

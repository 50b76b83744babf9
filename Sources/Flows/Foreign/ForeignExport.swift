import Documents
import Scripting
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

  /// What is to be said of an export: that it is one of PureConnect, and which keys of user data are taken for
  /// subtractions.
  static func notes(on flow: Flow) -> [Diagnostic] {
    guard flow.isForeign else { return [] }
    if flow.type == AttendantReader.flowType {
      return [
        Diagnostic(
          .formatFromDescription, .info,
          "an Interaction Attendant export is read from a description of the format alone; something may be missing",
          at: ByteRange(at: Int(flow.node.range.start)))
      ]
    }
    let variables = Set(flow.variables.map(\.name))
    return flow.sites.filter { $0.language == .ecmascript }.flatMap { site in
      (ScriptTokens(ofUserDataIn: site.text)?.hyphenatedUserData(variables: variables) ?? []).map {
        written, key, range in
        Diagnostic(
          .userDataSubtraction, .warning,
          "‘\(shortened(written))’ is a subtraction; for the key ‘\(shortened(key))’ write ['\(shortened(key))']",
          at: site.node.map.source(of: range))
      }
    }
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

public import Scripting

/// A language that expressions are written in.
public enum ExpressionLanguage: String, Sendable, CaseIterable {
  /// Architect's own, which Genesys Cloud compiles.
  case architect
  /// ECMAScript, of Composer diagrams, SCXML and VoiceXML.
  case ecmascript
  /// Apache Velocity, of the requests and answers of data actions.
  case velocity
  /// JSONPath, of the translation maps of data actions.
  case jsonpath
  /// Text with `{{…}}` in it, of agent scripts.
  case script

  /// The values with members that a text of a language leads into; none for Architect, which has a parser of its own.
  public func chains(in text: String) -> [MemberChain] {
    switch self {
    case .architect: []
    case .ecmascript: ScriptTokens(text).chains
    case .velocity: TemplateHoles.velocityReferences(in: text)
    case .jsonpath: JSONPath.chain(of: text).map { [$0] } ?? []
    case .script: TemplateHoles.bracedChains(in: text)
    }
  }
}

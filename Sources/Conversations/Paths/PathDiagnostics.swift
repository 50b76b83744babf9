import SourceText

extension DiagnosticCode {
  /// A key stands more than once in one JSON object; the last one counts.
  static let duplicateKey = DiagnosticCode("duplicate-key")
  /// A part of a path was read inside JSON text that an attribute holds.
  static let jsonText = DiagnosticCode("json-text")
  /// An attribute is no string, although Genesys Cloud stores strings only.
  static let notAString = DiagnosticCode("not-a-string")
  /// A path reads `conversation.from` or `.to`, which Architect never sees.
  static let headerAttributes = DiagnosticCode("from-attributes")
  /// Another participant of the purpose has another value for the same key.
  static let otherValue = DiagnosticCode("other-value")
  /// A key of which only the beginning is read, because the rest is written with `-` or a blank.
  static let keyNeedsBrackets = DiagnosticCode("key-needs-brackets")
}

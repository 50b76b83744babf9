/// How serious a diagnostic or finding is.
public enum Severity: String, Sendable, CaseIterable, Comparable {
  case info
  case warning
  case error

  /// Orders from `info` to `error`.
  public static func < (left: Severity, right: Severity) -> Bool {
    left != right && (left == .info || right == .error)
  }
}

/// The stable name of one kind of diagnostic, such as `unterminated-string`.
///
/// Each module declares its own in an extension, with a doc comment that says what is wrong and an example.
/// Names that begin with `bad-` or `unterminated-` are about syntax, those with `invalid-` about types and values.
public struct DiagnosticCode: Hashable, Sendable, CustomStringConvertible {
  /// The name as it stands in output.
  public let description: String

  /// Creates a code; `name` is in kebab case.
  public init(_ name: String) {
    description = name
  }
}

/// One thing said about a piece of source text.
public struct Diagnostic: Hashable, Sendable {
  /// What kind of statement it is.
  public let code: DiagnosticCode
  /// How serious it is.
  public let severity: Severity
  /// Lower case, without a full stop; user text stands between ‘ and ’.
  public let message: String
  /// The bytes it speaks of, in the text that was read (for an expression: the decoded expression).
  public let range: ByteRange

  /// Creates a diagnostic.
  public init(_ code: DiagnosticCode, _ severity: Severity = .error, _ message: String, at range: ByteRange) {
    self.code = code
    self.severity = severity
    self.message = message
    self.range = range
  }
}

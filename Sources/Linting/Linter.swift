public import SourceText

/// What to lint for.
public struct LintOptions: Sendable {
  /// Exactly these rules; nil for those of the preset.
  public var select: Set<String>?
  /// None of these rules.
  public var ignore: Set<String> = []

  /// Creates the default options.
  public init() {}
}

/// What linting one file gave.
public struct LintReport: Sendable {
  /// The file's path as given.
  public var name: String
  /// The file's text; nil where it could not be decoded.
  public var file: SourceFile?
  /// The findings, sorted by place and rule.
  public var findings: [Finding] = []
  /// Why the file could not be used at all.
  public var unreadable: Unreadable?
  /// How many flows the file holds.
  public var flowCount = 0
  /// How many expressions were looked at.
  public var expressionCount = 0

  /// Why a file could not be used.
  public struct Unreadable: Sendable {
    /// What is wrong.
    public var message: String
    /// Where, if that is known.
    public var place: Place?
  }
}

/// Lints flow exports.
public struct Linter: Sendable {
  /// What to lint for.
  public let options: LintOptions

  /// Creates a linter.
  public init(options: LintOptions = LintOptions()) {
    self.options = options
  }

  /// Lints one file.
  public func lint(_ contents: [UInt8], named name: String) -> LintReport {
    LintReport(name: name)
  }
}

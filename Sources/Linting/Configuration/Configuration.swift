public import Expressions
public import SourceText

/// What a project's `plumb.yaml` says.
public struct Configuration: Sendable {
  /// The functions that it declares, in their order.
  public var functions: [Function] = []
  /// The files with signatures that it names.
  public var signatures: [FileReference] = []

  /// The file with the conversation on which editors show values.
  public var conversation: FileReference?
  /// What it says about linting.
  public var lint = LintSettings()
  /// The limits that it sets; those that it does not have the value that they have anyway.
  public var limits: [LimitKey: Int] = [:]
  /// The configurations that it builds upon, in order; a later one wins, and this one over all.
  public var extends: [FileReference] = []

  /// Creates a configuration that says nothing.
  public init() {}

  /// A file that a configuration names.
  public struct FileReference: Hashable, Sendable {
    /// The path as written; a relative one begins at the folder of the configuration.
    public let path: String
    /// Where it is named.
    public let range: ByteRange

    /// Creates a reference.
    public init(path: String, range: ByteRange) {
      self.path = path
      self.range = range
    }
  }

  /// Puts this configuration over another one: what it says wins, functions and lists are put together.
  ///
  /// Files that the other one names are left to whoever reads it.
  public mutating func build(upon base: Configuration) {
    functions = base.functions + functions
    conversation = conversation ?? base.conversation
    limits.merge(base.limits) { own, _ in own }
    lint.build(upon: base.lint)
  }
}

/// The keys that stand at the top of a configuration.
enum ConfigurationKey: String, CaseIterable {
  case extends
  case preset
  case rules
  case select
  case ignore
  case overrides
  case failOn = "fail-on"
  case maxWarnings = "max-warnings"
  case baseline
  case attributes
  case functions
  case signatures
  case conversation
  case limits

  /// What the key is for, in one sentence.
  var summary: String {
    switch self {
    case .extends: "Configurations that this one builds upon, relative to it; what stands here wins."
    case .preset: "Which rules run: default, strict or pedantic."
    case .rules:
      """
      Rule → off, info, warning or error, or a mapping of `severity` and options of the rule; a rule with a severity here \
      runs also outside the preset.
      """
    case .select: "Exactly these rules, also those outside the preset."
    case .ignore: "None of these rules."
    case .overrides: "Other settings for some paths, relative to this file; the last one that matches wins."
    case .failOn: "The least severity that makes `plumb lint` end with 1: error, warning, info or never."
    case .maxWarnings: "How many warnings there may be before `plumb lint` ends with 1."
    case .baseline: "The file with the findings that do not count, relative to this one."
    case .attributes: "Participant attributes that something outside of the linted flows sets."
    case .functions: "Functions that Plumb does not know yet: name → ways to call it."
    case .signatures: "Files that `plumb functions learn` has written, relative to this one."
    case .conversation: "The file with the conversation on which `plumb lsp` shows values, relative to this one."
    case .limits: "Limits of what is read and of how long is looked, where those that hold otherwise are too narrow."
    }
  }
}

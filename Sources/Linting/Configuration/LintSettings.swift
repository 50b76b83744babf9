/// What a configuration says about linting; nil and empty where it says nothing.
public struct LintSettings: Sendable {
  /// The rules that run when none are named.
  public var preset: RuleMetadata.Preset?
  /// What is set for single rules.
  public var rules: [String: RuleSetting] = [:]
  /// The options of single rules, by their names.
  public var ruleOptions: [String: [String: Int]] = [:]
  /// Exactly these rules.
  public var select: Set<String>?
  /// None of these rules.
  public var ignore: Set<String> = []
  /// The settings for some paths, in order.
  public var overrides: [Override] = []
  /// The least severity that fails a run, or `never`.
  public var failOn: String?
  /// How many warnings there may be.
  public var maxWarnings: Int?
  /// The file with the findings that do not count.
  public var baseline: Configuration.FileReference?
  /// The names of attributes that are set elsewhere.
  public var attributes: [String] = []

  /// Creates settings that say nothing.
  public init() {}

  /// Settings for the files that some patterns match.
  public struct Override: Sendable {
    /// Patterns as in `.gitignore`, from the folder of the configuration.
    public var paths: [String]
    /// What is set for single rules.
    public var rules: [String: RuleSetting] = [:]
    /// The options of single rules, by their names.
    public var ruleOptions: [String: [String: Int]] = [:]
    /// None of these rules.
    public var ignore: Set<String> = []
  }

  mutating func build(upon base: LintSettings) {
    preset = preset ?? base.preset
    rules = base.rules.merging(rules) { _, own in own }
    ruleOptions = Self.merging(base.ruleOptions, ruleOptions)
    select = select ?? base.select
    ignore.formUnion(base.ignore)
    overrides = base.overrides + overrides
    failOn = failOn ?? base.failOn
    maxWarnings = maxWarnings ?? base.maxWarnings
    attributes = base.attributes + attributes
  }

  private static func merging(
    _ base: [String: [String: Int]], _ own: [String: [String: Int]]
  ) -> [String: [String: Int]] {
    base.merging(own) { base, own in base.merging(own) { _, own in own } }
  }

  /// Puts the settings into options.
  public func apply(to options: inout LintOptions) {
    if let preset { options.preset = preset }
    options.severities.merge(rules) { _, new in new }
    options.ruleOptions = Self.merging(options.ruleOptions, ruleOptions)
    if let select { options.select = select }
    options.ignore.formUnion(ignore)
    options.knownAttributes += attributes
  }

  /// The options for files that some of the overrides match.
  ///
  /// - Parameter matching: the places in ``overrides``, in order.
  public func options(_ options: LintOptions, matching: [Int]) -> LintOptions {
    var options = options
    for index in matching where overrides.indices.contains(index) {
      options.severities.merge(overrides[index].rules) { _, new in new }
      options.ruleOptions = Self.merging(options.ruleOptions, overrides[index].ruleOptions)
      options.ignore.formUnion(overrides[index].ignore)
    }
    return options
  }
}

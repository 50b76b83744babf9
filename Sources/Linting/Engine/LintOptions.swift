public import Expressions
public import SourceText

/// What to lint for.
public struct LintOptions: Sendable {
  /// Exactly these rules; nil for those of the preset.
  public var select: Set<String>?
  /// None of these rules.
  public var ignore: Set<String> = []
  /// The rules that run when none are named.
  public var preset: RuleMetadata.Preset = .default
  /// How serious the findings of single rules are; a rule that is named here runs also outside the preset.
  public var severities: [String: RuleSetting] = [:]
  /// The options of single rules that are set: by the rule's id, then by the option's name.
  public var ruleOptions: [String: [String: Int]] = [:]
  /// The functions that are known.
  public var functions = FunctionCatalogue.standard
  /// The names of participant attributes that something outside of the linted flows sets.
  public var knownAttributes: [String] = []
  /// The names of substitutions that are given a value when a flow is published; nil where they are not known.
  public var substitutions: Set<String>?
  /// The names of substitutions that something beside a file, by its name, gives a value.
  public var otherSubstitutions: @Sendable (String) -> Set<String> = { _ in [] }
  /// The objects of the organisation; nil where they are not known.
  public var inventory: InventoryIndex?
  /// Whether comments can suppress findings.
  public var readsComments = true
  /// Whether to measure what each rule takes.
  public var measuresTime = false
  /// What no file and no rule may go beyond.
  public var limits = Limits()

  /// Creates the default options.
  public init() {}

  /// Whether a rule runs.
  public func runs(_ rule: RuleMetadata) -> Bool {
    if !rule.isOptional { return true }
    if ignore.contains(rule.id) || rule.needsInventory && inventory == nil { return false }
    if let select { return select.contains(rule.id) }
    switch severities[rule.id] {
    case .off: return false
    case .severity: return true
    case nil: return rule.isCertain(self) || rule.preset <= preset
    }
  }

  /// How serious a rule's findings are, or that it does not run.
  public func setting(of rule: RuleMetadata) -> RuleSetting {
    runs(rule) ? .severity(severity(rule.severity, of: rule)) : .off
  }

  /// What an option of a rule is set to.
  public func value(of option: RuleOption, of rule: RuleMetadata) -> Int {
    ruleOptions[rule.id]?[option.name] ?? option.standard
  }

  /// The severity of a finding after what is set for its rule.
  ///
  /// A finding that the rule itself takes for less serious than usual stays less serious than what is set.
  func severity(_ severity: Severity, of rule: RuleMetadata) -> Severity {
    guard case .severity(let wanted)? = severities[rule.id] else { return severity }
    return severity == rule.severity ? wanted : min(severity, wanted)
  }
}

/// What a configuration sets for a rule.
public enum RuleSetting: Hashable, Sendable {
  /// It does not run.
  case off
  /// It runs, and its findings are that serious.
  case severity(Severity)

  /// The setting with a name: `off`, `info`, `warning` or `error`.
  public init?(name: String) {
    if name == "off" {
      self = .off
    } else if let severity = Severity(rawValue: name) {
      self = .severity(severity)
    } else {
      return nil
    }
  }

  /// The name as it is written.
  public var name: String {
    switch self {
    case .off: "off"
    case .severity(let severity): severity.rawValue
    }
  }

  /// All names, least serious first.
  public static let names = ["off", "info", "warning", "error"]
}

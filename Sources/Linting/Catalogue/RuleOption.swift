/// A bound that a configuration can set for a rule.
public struct RuleOption: Sendable {
  /// The name, in kebab case.
  public let name: String
  /// What it bounds, in one sentence; Markdown.
  public let summary: String
  /// What it is where nothing is set.
  public let standard: Int

  /// Creates an option.
  init(_ name: String, _ standard: Int, _ summary: String) {
    self.name = name
    self.standard = standard
    self.summary = summary
  }
}

import SourceText

/// What a run of the linter has counted.
public struct LintSummary: Sendable {
  /// Files that could be read; what is no file of its own, such as a list of suppressions, is taken off again.
  public var files = 0
  /// Flows in them.
  public private(set) var flows = 0
  /// Expressions in them.
  public private(set) var expressions = 0
  /// Findings that count, by severity.
  public private(set) var errors = 0, warnings = 0, infos = 0
  /// Findings that do not count.
  public private(set) var suppressed = 0
  /// How many findings each rule has.
  private(set) var byRule: [String: Int] = [:]

  /// Nothing counted yet.
  public init() {}

  /// All findings that count.
  var findings: Int { errors + warnings + infos }

  /// Adds a file that could be read.
  public mutating func add(_ report: LintReport) {
    files += 1
    flows += report.flowCount
    expressions += report.expressionCount
    suppressed += report.suppressed.count
    for finding in report.findings {
      byRule[finding.rule, default: 0] += 1
      switch finding.severity {
      case .error: errors += 1
      case .warning: warnings += 1
      case .info: infos += 1
      }
    }
  }

  /// The numbers in one line: `3 errors, 1 warning in 1 flow (6 expressions), 2 suppressed`.
  public var text: String {
    func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
    let found = [(errors, "error"), (warnings, "warning"), (infos, "info")].filter { $0.0 > 0 }.map(counted)
    let read = "in \(counted(flows, "flow")) (\(counted(expressions, "expression")))"
    let left = suppressed > 0 ? ", \(suppressed) suppressed" : ""
    if found.isEmpty, flows == 0 { return "nothing was looked at: there is no flow" }
    return (found.isEmpty ? "no findings" : found.joined(separator: ", ")) + " " + read + left
  }

  /// The rules with the most findings first: `from-attributes 4, expr-syntax 1`; empty without findings.
  var rulesText: String {
    let ordered = byRule.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let shown = ordered.prefix(Self.shownRules).map { "\($0.key) \($0.value)" }
    let rest = ordered.count - shown.count
    return shown.joined(separator: ", ") + (rest > 0 ? " and \(rest) more rule\(rest == 1 ? "" : "s")" : "")
  }

  /// The last line for people: the numbers, the rules, and from a wall of findings the way out.
  var lastLine: String {
    guard findings > 0 else { return text }
    let line = "\(text): \(rulesText)"
    guard findings > Self.wall else { return line }
    return "\(line); to start from here, write a baseline: add --baseline plumb-baseline.json --write-baseline"
  }

  private static let shownRules = 8
  private static let wall = 20
}

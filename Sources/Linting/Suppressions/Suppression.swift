import SourceText

/// Why a finding does not count.
public struct Suppression: Hashable, Sendable {
  /// Where it is said.
  public enum Source: String, Sendable {
    /// In a comment of the file itself.
    case comment
    /// In the description of the action.
    case description
    /// In the side file.
    case ignoreFile = "ignore-file"
    /// The finding was there when the baseline was written.
    case baseline
  }

  /// Where it is said.
  public let source: Source
  /// The reason that somebody gave; may be empty.
  public let reason: String

  /// Creates a suppression.
  public init(_ source: Source, reason: String) {
    self.source = source
    self.reason = reason
  }
}

/// A suppression that is of no use, or that cannot be understood.
struct SuppressionFault {
  let message: String
  let range: ByteRange
}

extension LintReport {
  /// Moves the findings for which there is a suppression to those that do not count.
  ///
  /// A finding of a rule that cannot be switched off cannot be suppressed either.
  public mutating func suppress(_ suppression: (Finding) -> Suppression?) {
    var counted: [Finding] = []
    for var finding in findings {
      let isOptional = RuleCatalogue.rule(named: finding.rule)?.isOptional ?? true
      if isOptional, let reason = suppression(finding) {
        finding.suppression = reason
        suppressed.append(finding)
      } else {
        counted.append(finding)
      }
    }
    guard counted.count < findings.count else { return }
    findings = counted
    suppressed.sort { Linter.isBefore($0, $1) }
  }
}

import Flows
public import SourceText

/// One way of writing down findings; files come in the order of their paths.
///
/// Reports come without secrets. Each format has one place where text of a user is made harmless for what reads the format.
public protocol LintOutput: Sendable {
  /// What stands before anything else.
  mutating func beginning() -> [UInt8]
  /// What is written of a file's findings whatever stands before it; asked for several files at a time.
  func part(_ report: LintReport) -> [UInt8]
  /// The findings of a file in their place.
  ///
  /// - Parameter part: what ``part(_:)`` gives for it.
  mutating func file(_ report: LintReport, part: [UInt8]) -> [UInt8]
  /// The rest.
  mutating func end(_ summary: LintSummary, unreadable: [LintReport]) -> [UInt8]
}

extension LintOutput {
  /// Nothing.
  public func beginning() -> [UInt8] { [] }
  /// Nothing: all depends on what stands before.
  public func part(_ report: LintReport) -> [UInt8] { [] }
  /// What was written already.
  public mutating func file(_ report: LintReport, part: [UInt8]) -> [UInt8] { part }
}

/// The formats in which findings are written.
public enum LintFormat: String, CaseIterable, Sendable {
  case text, compact, json, jsonl, sarif, github, gitlab, junit, checkstyle, markdown

  /// A writer of the format.
  ///
  /// - Parameter version: that of the program, which some formats name.
  public func output(style: TextStyle, version: String) -> any LintOutput {
    switch self {
    case .text: TextLintOutput(style: style)
    case .compact: CompactLintOutput()
    case .json: JSONLintOutput(isLines: false, version: version)
    case .jsonl: JSONLintOutput(isLines: true, version: version)
    case .sarif: SARIFLintOutput(version: version)
    case .github: GitHubLintOutput()
    case .gitlab: GitLabLintOutput()
    case .junit: JUnitLintOutput()
    case .checkstyle: CheckstyleLintOutput()
    case .markdown: MarkdownLintOutput()
    }
  }
}

extension LintReport {
  /// Where a finding begins and ends in the file; nil where positions mean nothing to a reader.
  func places(of finding: Finding) -> PlaceRange? {
    guard let range = finding.range, let file else { return nil }
    return file.places(of: range)
  }

  /// The file's path as services know it: from the root of the repository, without `./`.
  var path: String {
    name.hasPrefix("./") ? String(name.dropFirst(2)) : name
  }
}

extension Finding {
  /// The message with what a reader without the flow needs: how sure it is, and where it is.
  var messageWithPlace: String {
    let place = range == nil ? location.wholeDescription : location.description
    let sure = certainty == .certain ? "" : " (\(certainty.rawValue))"
    return message + sure + (place.isEmpty ? "" : ", in \(place)")
  }
}

import Documents
import Flows
public import SourceText

/// One entry of the side file: findings of one rule in one place do not count.
public struct IgnoreEntry: Sendable {
  /// The rule.
  public var rule: String
  /// The flow's name.
  public var flow: String
  /// The name of the state, task or bot; nil for all of the flow.
  public var container: String?
  /// The name or id of the action; nil for all of the container.
  public var action: String?
  /// The finding's fingerprint, to speak of one alone.
  public var fingerprint: String?
  /// Why it does not count.
  public var reason: String
  /// The last day on which the entry counts, as `2027-01-31`.
  public var expires: String?
  /// Where it stands.
  public var range = ByteRange(at: 0)

  /// Whether the entry speaks of a finding.
  public func matches(_ finding: Finding) -> Bool {
    let location = finding.location
    guard finding.rule == rule, (location.flowName ?? "") == flow else { return false }
    if let container, container != location.containerName { return false }
    if let action, ![location.actionName, location.actionID, location.actionTrackingID].contains(action) {
      return false
    }
    return fingerprint.map { finding.fingerprint.hasPrefix($0) } ?? true
  }
}

extension IgnoreEntry {
  /// Creates an entry for a finding alone.
  public init(for finding: Finding, reason: String) {
    let location = finding.location
    self.init(
      rule: finding.rule, flow: location.flowName ?? "", container: location.containerName,
      action: location.actionName, fingerprint: finding.fingerprint, reason: reason)
  }
}

/// The side file `plumb.ignore.yaml`: suppressions that outlive the next export, for files of every format.
public struct IgnoreFile: Sendable {
  /// The file.
  public let file: SourceFile
  /// Its entries in order.
  public private(set) var entries: [IgnoreEntry] = []
  /// What is wrong with it, in order of place; a file with problems must not be used.
  public private(set) var problems: [Diagnostic] = []

  /// Reads a side file; an empty one suppresses nothing.
  public init(_ file: SourceFile) {
    self.file = file
    var section = SettingsSection()
    do throws(DocumentError) {
      let reading = try DocumentReader.read(file: file, as: .yaml)
      problems = reading.diagnostics
      if problems.isEmpty, let root = reading.documents.first?.root, !root.isBlank {
        for item in section.items(of: root, "the file") {
          if let entry = Self.entry(item, &section) { entries.append(entry) }
        }
      }
    } catch {
      problems = [Diagnostic(.invalidConfiguration, .error, error.message, at: ByteRange(at: 0))]
    }
    problems = (problems + section.problems).sorted { $0.range < $1.range }
  }

  private static let keys = ["rule", "flow", "container", "action", "fingerprint", "reason", "expires"]

  private static func entry(_ node: Node, _ section: inout SettingsSection) -> IgnoreEntry? {
    var values: [String: String] = [:]
    let before = section.problems.count
    for (key, value) in section.members(of: node, "the entry", keys: keys) {
      guard let text = section.text(value, "a text for ‘\(key)’") else { continue }
      values[key] = text
      switch key {
      case "rule":
        if let problem = RuleCatalogue.problem(withID: text, switchingOff: true) { section.report(problem, at: value) }
      case "expires":
        if !isDay(text) { section.report("expected a day as in 2027-01-31, found ‘\(text.clipped)’", at: value) }
      case "fingerprint":
        if text.utf8.count < 8 { section.report("expected at least eight digits of a fingerprint", at: value) }
      default: break
      }
    }
    guard section.problems.count == before else { return nil }
    guard node.kind == .mapping, let rule = values["rule"], let flow = values["flow"], let reason = values["reason"]
    else {
      let missing = ["rule", "flow", "reason"].filter { values[$0] == nil }.map { "‘\($0)’" }
      section.report(
        "expected an entry with ‘rule’, ‘flow’ and ‘reason’; missing: \(missing.joined(separator: ", "))", at: node)
      return nil
    }
    return IgnoreEntry(
      rule: rule, flow: flow, container: values["container"], action: values["action"],
      fingerprint: values["fingerprint"], reason: reason, expires: values["expires"], range: node.range)
  }

  private static func isDay(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else { return false }
    return bytes.enumerated().allSatisfy { $0 == 4 || $0 == 7 || (0x30...0x39).contains($1) }
  }
}

/// Applies the entries of a side file to the reports of a run, and remembers which were of use.
public struct IgnoreEntries {
  private let file: IgnoreFile
  private let today: String
  private var isUsed: [Bool]
  private var places: [String: [Int]] = [:]
  private var flows: Set<String> = []

  /// Takes the entries of a file.
  ///
  /// - Parameter today: the day as `2026-11-25`; entries that end before it do not count.
  public init(_ file: IgnoreFile, today: String) {
    self.file = file
    self.today = today
    isUsed = file.entries.map { _ in false }
    for (index, entry) in file.entries.enumerated() { places[entry.flow, default: []].append(index) }
  }

  /// The name of the file.
  public var name: String { file.file.name }

  /// Takes the findings that entries speak of out of a report.
  public mutating func apply(to report: inout LintReport) {
    for flow in report.flows { flows.insert(flow.name) }
    report.suppress { finding in
      for index in places[finding.location.flowName ?? ""] ?? [] {
        let entry = file.entries[index]
        guard entry.matches(finding), !isOver(entry) else { continue }
        isUsed[index] = true
        return Suppression(.ignoreFile, reason: entry.reason)
      }
      return nil
    }
  }

  /// What is to be said of entries that were of no use, though their rule ran and their flow was linted.
  public func unused(with linter: Linter) -> LintReport? {
    let active = linter.active
    var faults: [SuppressionFault] = []
    for (index, entry) in file.entries.enumerated() where !isUsed[index] {
      guard active.contains(entry.rule), flows.contains(entry.flow) else { continue }
      let message =
        isOver(entry)
        ? "the entry for ‘\(entry.rule)’ counted up to \(entry.expires ?? "")"
        : "nothing is found that the entry for ‘\(entry.rule)’ speaks of"
      faults.append(SuppressionFault(message: message, range: ByteRange(at: Int(entry.range.start))))
    }
    var report = LintReport(name: file.file.name)
    report.file = file.file
    report.findings = linter.findings(about: faults)
    return report.findings.isEmpty ? nil : report
  }

  private func isOver(_ entry: IgnoreEntry) -> Bool { entry.expires.map { $0 < today } ?? false }
}

import Flows
import JSON
public import SourceText

/// The findings that a project starts with: they do not count, all new ones do.
///
/// It holds hashes only, so that it tells nobody what a flow says: for each rule and flow the hash of both, and the
/// fingerprints of what was found. Lines are no part of them, so a new export does not disturb it. One entry stands on
/// each line, in order, so that changes of two people can be merged.
public struct Baseline: Sendable {
  /// The fingerprints by the hash of rule and flow.
  public fileprivate(set) var entries: [String: Set<String>] = [:]

  /// Creates an empty baseline.
  public init() {}

  /// How many findings it holds.
  public var count: Int { entries.values.reduce(0) { $0 + $1.count } }

  /// Why a text is no baseline.
  public struct Malformed: Error {
    /// Lower case, without a full stop.
    public let message: String
    /// The byte where it shows.
    public let offset: Int
  }

  /// Reads a baseline.
  public init(json file: SourceFile) throws(Malformed) {
    let document: JSONDocument
    do throws(JSONError) {
      document = try JSONDocument(parsing: file.bytes)
    } catch {
      throw Malformed(message: error.message, offset: error.offset)
    }
    let root = document.root
    guard root["version"]?.numberText == "1", let groups = root["findings"], groups.kind == .object else {
      throw Malformed(message: "expected a baseline of version 1 with ‘findings’", offset: 0)
    }
    for member in groups.members {
      guard let key = member.key.string, member.value.kind == .array else {
        throw Malformed(message: "expected a list of fingerprints", offset: Int(member.value.range.start))
      }
      for item in member.value.items {
        guard let fingerprint = item.string else {
          throw Malformed(message: "expected a fingerprint", offset: Int(item.range.start))
        }
        entries[key, default: []].insert(fingerprint)
      }
    }
  }

  /// The baseline as JSON text.
  public var text: String {
    var writer = JSONWriter(pretty: true)
    writer.object { writer in
      writer.member("version", 1)
      writer.member("findings") { writer in
        writer.object { writer in
          for (key, fingerprints) in entries.sorted(by: { $0.key < $1.key }) where !fingerprints.isEmpty {
            writer.member(key) { $0.array(fingerprints.sorted()) { $0.string($1) } }
          }
        }
      }
    }
    return writer.text + "\n"
  }

  /// Adds a finding.
  public mutating func insert(_ finding: Finding) {
    entries[Self.key(of: finding), default: []].insert(finding.fingerprint)
  }

  /// Whether a finding is listed.
  public func contains(_ finding: Finding) -> Bool {
    entries[Self.key(of: finding)]?.contains(finding.fingerprint) ?? false
  }

  /// The hash of a rule and a flow.
  static func key(rule: String, flow: FlowIdentity) -> String {
    String(Fingerprint.hash([rule, flow.name, flow.type]).prefix(16))
  }

  private static func key(of finding: Finding) -> String {
    let location = finding.location
    return key(rule: finding.rule, flow: FlowIdentity(name: location.flowName, type: location.flowType))
  }
}

/// Holds a baseline against the reports of a run.
public struct BaselineComparison {
  private let baseline: Baseline
  /// The keys that this run can tell something of: of rules that ran in flows that were linted.
  private var keys: Set<String> = []
  private var found: Set<String> = []

  /// Creates a comparison.
  public init(with baseline: Baseline) {
    self.baseline = baseline
  }

  /// Takes the findings that are listed out of a report.
  public mutating func apply(to report: inout LintReport, active: Set<String>) {
    for flow in report.flows {
      for rule in active { keys.insert(Baseline.key(rule: rule, flow: flow)) }
    }
    // What another suppression takes out is still there: it is no fixed finding.
    for finding in report.suppressed where baseline.contains(finding) { found.insert(finding.fingerprint) }
    report.suppress { finding in
      guard baseline.contains(finding) else { return nil }
      found.insert(finding.fingerprint)
      return Suppression(.baseline, reason: "in the baseline")
    }
  }

  /// How many listed findings were found again.
  public var foundCount: Int { found.count }

  /// The fingerprints that are listed, though the finding is not there any more.
  public var fixed: [String] {
    var fixed: [String] = []
    for (key, fingerprints) in baseline.entries where keys.contains(key) { fixed += fingerprints.subtracting(found) }
    return fixed.sorted()
  }

  /// The baseline without what is fixed; with `all`, also without what was not found for any other reason.
  public func pruned(all: Bool = false) -> Baseline {
    var pruned = baseline
    for (key, fingerprints) in baseline.entries {
      let kept = fingerprints.filter { found.contains($0) || (!all && !keys.contains(key)) }
      pruned.entries[key] = kept.isEmpty ? nil : kept
    }
    return pruned
  }
}

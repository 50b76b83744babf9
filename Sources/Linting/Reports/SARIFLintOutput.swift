import Flows
import JSON
import SourceText

/// SARIF 2.1.0 (OASIS, March 2020): results with fixes, suppressions, fingerprints, and the page of each rule.
struct SARIFLintOutput: LintOutput {
  let version: String
  private var results: [UInt8] = []
  /// The rules that have results, in order of their first.
  private var rules: [String] = []
  private var places: [String: Int] = [:]

  init(version: String) {
    self.version = version
  }

  mutating func file(_ report: LintReport, part: [UInt8]) -> [UInt8] {
    for finding in report.findings + report.suppressed {
      results += (results.isEmpty ? "\n" : ",\n").utf8
      results += Self.result(finding, in: report, rule: index(of: finding.rule)).bytes
    }
    return []
  }

  func end(_ summary: LintSummary, unreadable: [LintReport]) -> [UInt8] {
    let driver: JSONValue = [
      "name": "plumb", "version": .string(version), "semanticVersion": .string(version),
      "rules": .array(rules.map { Self.rule($0) }),
    ]
    let invocation: JSONValue = [
      "executionSuccessful": .boolean(unreadable.isEmpty),
      "toolExecutionNotifications": .array(unreadable.map { Self.notification($0) }),
    ]
    var bytes = Array("{\"$schema\":\"\(Self.schema)\",\"version\":\"2.1.0\",\"runs\":[{\"tool\":".utf8)
    bytes += (["driver": driver] as JSONValue).bytes
    bytes += ",\n\"columnKind\":\"unicodeCodePoints\",\"invocations\":".utf8
    bytes += JSONValue.array([invocation]).bytes
    bytes += ",\n\"results\":[".utf8
    bytes += results
    bytes += (results.isEmpty ? "]}]}\n" : "\n]}]}\n").utf8
    return bytes
  }

  private static let schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

  private mutating func index(of rule: String) -> Int {
    if let place = places[rule] { return place }
    places[rule] = rules.count
    rules.append(rule)
    return rules.count - 1
  }

  private static func rule(_ id: String) -> JSONValue {
    guard let rule = RuleCatalogue.rule(named: id) else { return ["id": .string(id)] }
    let page = RulePage.markdown(for: rule)
    return [
      "id": .string(id), "shortDescription": message(rule.summary), "fullDescription": message(rule.rationale),
      "help": ["text": .string(text(page)), "markdown": .string(page)],
      "defaultConfiguration": ["level": level(rule.severity)],
      "properties": ["tags": ["genesys-cloud", "architect", .string(rule.preset.rawValue)]],
    ]
  }

  private static func result(_ finding: Finding, in report: LintReport, rule: Int) -> JSONValue {
    var result: JSONValue = [
      "ruleId": .string(finding.rule), "ruleIndex": .integer(rule), "level": level(finding.severity),
      "message": message(finding.messageWithPlace), "locations": [location(of: finding, in: report)],
      "partialFingerprints": ["plumb/v1": .string(finding.fingerprint)],
      "properties": ["certainty": .string(finding.certainty.rawValue)],
    ]
    if let fix = finding.fix, let file = report.file { result["fixes"] = [Self.fix(fix, file, in: report)] }
    if let suppression = finding.suppression {
      result["suppressions"] = [
        [
          "kind": suppression.source == .comment ? "inSource" : "external",
          "justification": .string(text(suppression.reason)),
        ]
      ]
    }
    return result
  }

  private static func location(of finding: Finding, in report: LintReport) -> JSONValue {
    var physical: JSONValue = ["artifactLocation": artifact(report)]
    if let range = finding.range, let file = report.file { physical["region"] = region(range, in: file) }
    var result: JSONValue = ["physicalLocation": physical]
    let location = finding.location
    if let flow = location.flowName ?? location.flowType {
      let name = location.description
      let whole = text(name.isEmpty ? flow : "\(flow) › \(name)")
      result["logicalLocations"] = [["fullyQualifiedName": .string(whole), "kind": "module"]]
    }
    return result
  }

  private static func fix(_ fix: Fix, _ file: SourceFile, in report: LintReport) -> JSONValue {
    let replacements: [JSONValue] = fix.edits.map { edit in
      // What is written into the file is no message: it stays as it is.
      ["deletedRegion": region(edit.range, in: file), "insertedContent": ["text": .string(edit.replacement)]]
    }
    return [
      "description": message(fix.isSafe ? fix.title : "\(fix.title) (unsafe)"),
      "artifactChanges": [["artifactLocation": artifact(report), "replacements": .array(replacements)]],
    ]
  }

  private static func notification(_ report: LintReport) -> JSONValue {
    [
      "level": "error", "message": message(report.unreadable?.message ?? ""),
      "locations": [["physicalLocation": ["artifactLocation": artifact(report)]]],
    ]
  }

  private static func artifact(_ report: LintReport) -> JSONValue { ["uri": .string(uri(report.path))] }

  private static func region(_ range: ByteRange, in file: SourceFile) -> JSONValue {
    let places = file.places(of: range)
    return [
      "startLine": .integer(places.start.line), "startColumn": .integer(places.start.column),
      "endLine": .integer(places.end.line), "endColumn": .integer(places.end.column),
    ]
  }

  private static func level(_ severity: Severity) -> JSONValue {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .info: "note"
    }
  }

  private static func message(_ text: String) -> JSONValue { ["text": .string(Self.text(text))] }

  /// A text for a message: control characters shown, and no `[words](target)`, which a viewer makes a link.
  static func text(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { TerminalText.escaped($0) }
    let scalars = lines.joined(separator: "\n").unicodeScalars
    guard scalars.contains("](".unicodeScalars) else { return String(scalars) }
    return String(
      scalars.replacing("[".unicodeScalars, with: "\\[".unicodeScalars)
        .replacing("]".unicodeScalars, with: "\\]".unicodeScalars))
  }

  /// A path as a relative reference, or as a file URI where it begins at the root (RFC 3986).
  static func uri(_ path: String) -> String {
    let steps = path.split(separator: "/", omittingEmptySubsequences: false).map { percentEncoded(String($0)) }
    return (path.hasPrefix("/") ? "file://" : "") + steps.joined(separator: "/")
  }
}

import Documents
import Flows
import JSON
import Linting
import Simulation
import SourceText
import SystemPackage
import Workspace

/// Writes findings in a document as diagnostics.
struct DiagnosticContext {
  let document: OpenDocument
  let snapshot: Snapshot
  let session: Session

  func diagnostic(of finding: Finding) -> JSONValue {
    let place = finding.range == nil ? finding.location.wholeDescription : ""
    let certainty = finding.certainty == .certain ? "" : " (\(finding.certainty.rawValue))"
    let client = session.client
    let isLeftover = client.takesTags && RuleCatalogue.rule(named: finding.rule)?.findsLeftovers ?? false
    return [
      "range": span(of: finding).json, "severity": .integer(finding.severity.lspNumber),
      "code": .string(finding.rule),
      "codeDescription": client.takesRuleAddresses
        ? ["href": .string(session.settings.rulePages + finding.rule)] : nil,
      "source": "plumb",
      "message": .string(finding.message + certainty + (place.isEmpty ? "" : ", in \(place)")),
      "tags": isLeftover ? [1] : nil,
      "relatedInformation": client.takesRelatedInformation ? related(to: finding) : nil,
      "data": ["fingerprint": .string(finding.fingerprint)],
    ]
  }

  func span(of finding: Finding) -> TextSpan {
    snapshot.span(of: finding.range ?? ByteRange(at: 0))
  }

  /// The action or container that holds what was found, where that is another place.
  private func related(to finding: Finding) -> JSONValue? {
    guard let range = finding.range, finding.location.nameDepth > 0 else { return nil }
    let path = Array(finding.location.path.prefix(finding.location.nameDepth))
    for index in snapshot.flows.indices {
      guard let place = snapshot.view(index).places[path], place.kind == .scalar, place.contentRange != range else {
        continue
      }
      let location: JSONValue = ["uri": .string(document.uri), "range": snapshot.span(of: place.contentRange).json]
      return [["location": location, "message": .string("in \(finding.location.description)")]]
    }
    return nil
  }
}

extension Severity {
  /// The number that LSP has for it.
  var lspNumber: Int {
    switch self {
    case .error: 1
    case .warning: 2
    case .info: 3
    }
  }
}

extension Session {
  /// What is to be said of a document as it stands.
  func diagnostics(of document: OpenDocument) -> [JSONValue] {
    guard let snapshot = document.snapshot else { return [] }
    if let problems = settingsDiagnostics(of: document, snapshot) {
      return problems + document.failedTests.map { diagnostic(of: $0, snapshot) }
    }
    if case .failure(let failure) = snapshot.content {
      return failure.isForeign ? [] : [diagnostic(of: failure, snapshot)]
    }
    guard let report = report(of: document) else { return [] }
    document.knownKey = report.key
    let context = DiagnosticContext(document: document, snapshot: snapshot, session: self)
    return report.findings.map { context.diagnostic(of: $0) }
  }

  /// Answers a client that asks for diagnostics: all of them, or that they are those which it has.
  func documentDiagnostics(_ parameters: JSONValue) throws(RequestFailure) -> JSONValue {
    let document = try openDocument(parameters)
    let items = diagnostics(of: document)
    let id = Self.resultID(of: items)
    document.answered = (document.version, id)
    if parameters["previousResultId"]?.text == id { return ["kind": "unchanged", "resultId": .string(id)] }
    return ["kind": "full", "resultId": .string(id), "items": .array(items)]
  }

  /// What tells some diagnostics from others.
  static func resultID(of items: [JSONValue]) -> String { SHA256.hexadecimal(of: JSONValue.array(items).bytes) }

  private func diagnostic(of test: FailedTest, _ snapshot: Snapshot) -> JSONValue {
    let line = min(max(0, test.line - 1), snapshot.source.lines.starts.count - 1)
    let start = Int(snapshot.source.lines.starts[line])
    let rest = snapshot.source.bytes[start...].prefix { $0 != 0x0A && $0 != 0x0D }
    let indent = rest.prefix { $0 == 0x20 }.count
    return [
      "range": snapshot.span(of: ByteRange(start + indent, start + rest.count)).json,
      "severity": .integer(Severity.error.lspNumber), "source": "plumb test", "message": .string(test.message),
    ]
  }

  /// Says why a flow could not be read.
  private func diagnostic(of failure: FlowFile.Unreadable, _ snapshot: Snapshot) -> JSONValue {
    plainDiagnostic(failure.message, .error, at: ByteRange(at: failure.offset ?? 0), in: snapshot)
  }

  private func plainDiagnostic(
    _ message: String, _ severity: Severity, at range: ByteRange, in snapshot: Snapshot, code: String? = nil
  ) -> JSONValue {
    [
      "range": snapshot.span(of: range).json, "severity": .integer(severity.lspNumber),
      "code": code.map { .string($0) }, "source": "plumb", "message": .string(message),
    ]
  }

  /// What is wrong with a file of settings or of tests; nil for any other file.
  private func settingsDiagnostics(of document: OpenDocument, _ snapshot: Snapshot) -> [JSONValue]? {
    let problems: [Diagnostic]
    if document.isNamed(ConfigurationFile.name) {
      problems = SettingsReader.read(snapshot.source).problems
    } else if document.isNamed(LintSetup.ignoreName) {
      problems = IgnoreFile(snapshot.source).problems
    } else if let root = snapshot.testFileRoot {
      problems = FlowTestFile.read(root).problems
    } else {
      return nil
    }
    return problems.map {
      plainDiagnostic($0.message, $0.severity, at: $0.range, in: snapshot, code: $0.code.description)
    }
  }
}

extension Snapshot {
  /// The root of a file of tests; nil for any other file.
  var testFileRoot: Node? {
    guard case .failure(let failure) = content, failure.isForeign, source.bytes.count <= Limits().companionSize else {
      return nil
    }
    let reading = try? DocumentReader.read(file: source, as: .yaml)
    return reading?.documents.first.map(\.root).flatMap { FlowTestFile.isOne($0) ? $0 : nil }
  }
}

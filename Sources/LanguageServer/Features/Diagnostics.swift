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
    for flow in snapshot.flows {
      let place =
        flow.actions.first { $0.path == path }?.place ?? flow.containers.first { $0.path == path }?.place
      guard let place, place.kind == .scalar, place.contentRange != range else { continue }
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
  /// Says why a flow could not be read.
  func diagnostic(of failure: FlowFile.Unreadable, _ snapshot: Snapshot) -> JSONValue {
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
  func settingsDiagnostics(of document: OpenDocument, _ snapshot: Snapshot) -> [JSONValue]? {
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
    guard case .failure(let failure) = content, failure.isForeign, source.bytes.count <= 20 << 20 else { return nil }
    let reading = try? DocumentReader.read(file: source, as: .yaml)
    return reading?.documents.first.map(\.root).flatMap { FlowTestFile.isOne($0) ? $0 : nil }
  }
}

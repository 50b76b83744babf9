import Documents
import Flows
import JSON
import Linting
import SourceText
import SystemPackage
import Workspace

/// The kinds of code actions.
enum ActionKind {
  static let quickFix = "quickfix"
  static let fixAll = "source.fixAll.plumb"
  static let all = [quickFix, fixAll]

  /// Whether a kind is one of those that were asked for; all are where none is named.
  static func isWanted(_ kind: String, among wanted: [String]?) -> Bool {
    wanted?.contains { kind == $0 || kind.hasPrefix($0 + ".") } ?? true
  }
}

extension Session {
  /// Fixes, the ignoring of single findings, and all safe fixes together.
  func codeActions(_ parameters: JSONValue) throws(RequestFailure) -> JSONValue {
    let state = try document(parameters)
    guard let span = TextSpan(parameters["range"]) else {
      throw RequestFailure(.invalidParameters, "expected ‘range’")
    }
    guard client.takesActionLiterals, let report = report(of: state.document) else { return [] }
    let context = parameters["context"]
    let wanted = context?["only"].map { $0.items.compactMap(\.text) }
    let diagnostics = DiagnosticContext(document: state.document, snapshot: state.snapshot, session: self)
    var actions: [JSONValue] = []
    if ActionKind.isWanted(ActionKind.quickFix, among: wanted) {
      let here = report.findings.filter { diagnostics.span(of: $0).touches(span) }
      actions += here.compactMap { fix(of: $0, diagnostics) } + here.compactMap { ignoring($0, diagnostics) }
    }
    // The whole file is mended only for somebody who asked, not at each movement of the cursor.
    let isAsked = context?["triggerKind"]?.integer != 2 || wanted?.isEmpty == false
    if isAsked, ActionKind.isWanted(ActionKind.fixAll, among: wanted), let action = fixingAll(state) {
      actions.append(action)
    }
    return .array(actions)
  }

  private func fix(of finding: Finding, _ context: DiagnosticContext) -> JSONValue? {
    guard finding.range != nil, let fix = finding.fix, !fix.edits.isEmpty else { return nil }
    return [
      "title": .string(fix.title.capitalizedSentence + (fix.isSafe ? "" : " (unsafe: may change what the flow does)")),
      "kind": .string(ActionKind.quickFix), "diagnostics": [context.diagnostic(of: finding)],
      "isPreferred": .boolean(fix.isSafe), "edit": edit(fix.edits, context.document, context.snapshot),
    ]
  }

  /// Edits of a document, in the form that the client takes.
  func edit(_ edits: [Edit], _ document: OpenDocument, _ snapshot: Snapshot) -> JSONValue {
    let edits: [JSONValue] = edits.map {
      ["range": snapshot.span(of: $0.range).json, "newText": .string($0.replacement)]
    }
    guard client.takesDocumentChanges else {
      return ["changes": .object([JSONMember(key: document.uri, value: .array(edits))])]
    }
    return ["documentChanges": [documentEdit(document.uri, version: document.version, edits)]]
  }

  private func documentEdit(_ uri: String, version: Int?, _ edits: [JSONValue]) -> JSONValue {
    [
      "textDocument": ["uri": .string(uri), "version": version.map { .integer($0) } ?? .null], "edits": .array(edits),
    ]
  }

  // MARK: All fixes

  private func fixingAll(_ state: DocumentState) -> JSONValue? {
    // The report as it is shown has other bytes in the place of secrets.
    guard let report = rawReport(of: state.document), report.findings.contains(where: { $0.fix?.isSafe ?? false })
    else { return nil }
    let linter = scope(of: state.document).linter(for: state.document.path)
    guard let fixed = FixApplier(linter: linter).fixed(report) else { return nil }
    let (old, new) = (state.snapshot.source.bytes, fixed.file.bytes)
    let limit = min(old.count, new.count)
    var start = zip(old, new).prefix { $0 == $1 }.count
    while start > 0, start < old.count, isContinuation(old[start]) { start -= 1 }
    var tail = zip(old.reversed(), new.reversed()).prefix { $0 == $1 }.count
    tail = min(tail, limit - start)
    while tail > 0, isContinuation(old[old.count - tail]) { tail -= 1 }
    let change = Edit(
      ByteRange(start, old.count - tail), with: String(decoding: new[start..<new.count - tail], as: UTF8.self))
    return [
      "title": .string("Make all safe fixes (\(fixed.count))"), "kind": .string(ActionKind.fixAll),
      "edit": edit([change], state.document, state.snapshot),
    ]
  }

  // MARK: Ignoring

  /// Takes one finding out: by a comment where the format has comments, else in the side file.
  private func ignoring(_ finding: Finding, _ context: DiagnosticContext) -> JSONValue? {
    guard RuleCatalogue.rule(named: finding.rule)?.isOptional ?? false,
      case .success(let file) = context.snapshot.content
    else { return nil }
    var edit: JSONValue?
    var place = "in a comment"
    if file.format == .yaml, let range = finding.range {
      edit = comment(ignoring: finding.rule, at: range, context)
    } else {
      (edit, place) = (entry(for: finding, context), "in \(LintSetup.ignoreName)")
    }
    guard let edit else { return nil }
    return [
      "title": .string("Ignore ‘\(finding.rule)’ here, \(place); write the reason"),
      "kind": .string(ActionKind.quickFix), "diagnostics": [context.diagnostic(of: finding)], "edit": edit,
    ]
  }

  /// What stands for the reason until somebody writes it.
  private static let reason = "the reason"

  private func comment(ignoring rule: String, at range: ByteRange, _ context: DiagnosticContext) -> JSONValue? {
    let source = context.snapshot.source
    // In a text that goes over several lines a comment would be a part of it, so it stands where the text begins.
    let whole =
      context.snapshot.flows.lazy.flatMap(\.sites).first { $0.node.range.contains(range) }?.node.range ?? range
    let start = Int(source.lines.starts[source.lines.line(at: Int(whole.start))])
    let indentation = source.bytes[start...].prefix { $0 == 0x20 }.count
    let lineEnd = source.bytes.contains(0x0D) ? "\r\n" : "\n"
    let text = String(repeating: " ", count: indentation) + "# plumb: ignore[\(rule)] \(Self.reason)" + lineEnd
    return edit([Edit(ByteRange(at: start), with: text)], context.document, context.snapshot)
  }

  /// An entry at the end of the nearest side file, or in a new one beside the configuration.
  private func entry(for finding: Finding, _ context: DiagnosticContext) -> JSONValue? {
    guard client.takesDocumentChanges, let path = context.document.path else { return nil }
    let yaml = IgnoreWriter.yaml(IgnoreEntry(for: finding, reason: Self.reason))
    guard let file = ConfigurationFile.nearest(to: path.folder, named: LintSetup.ignoreName) else {
      guard client.createsFiles else { return nil }
      let configured = ConfigurationFile.nearest(to: path.folder)?.folder
      let folder = configured ?? folders.first { path.starts(with: $0.path) }?.path ?? path.folder
      let uri = FileURI.uri(of: folder.appending(LintSetup.ignoreName))
      let zero = TextPosition(line: 0, character: 0)
      return [
        "documentChanges": [
          ["kind": "create", "uri": .string(uri), "options": ["ignoreIfExists": true]],
          documentEdit(
            uri, version: nil, [["range": TextSpan(zero, zero).json, "newText": .string(IgnoreWriter.heading + yaml)]]),
        ]
      ]
    }
    let open = documents.values.first { $0.path == file }
    guard let text = open?.text ?? Self.text(of: file) else { return nil }
    let end = TextPosition(line: text.lines.starts.count - 1, character: Int(Int32.max))
    let isAtLineStart = text.bytes.last.map { $0 == 0x0A } ?? true
    return [
      "documentChanges": [
        documentEdit(
          open?.uri ?? FileURI.uri(of: file), version: open?.version,
          [["range": TextSpan(end, end).json, "newText": .string((isAtLineStart ? "" : "\n") + yaml)]])
      ]
    ]
  }

  private static func text(of file: FilePath) -> DocumentText? {
    (try? InputFile.contents(of: file, limit: Limits().companionSize)).map {
      DocumentText(String(decoding: $0, as: UTF8.self))
    }
  }
}

extension String {
  /// The text with a capital letter first.
  var capitalizedSentence: String { prefix(1).uppercased() + dropFirst() }
}

import Linting
import SourceText
import SystemPackage
import Workspace

/// A document that the editor has open.
final class OpenDocument {
  let uri: String
  /// The file that it is, its links resolved; nil where it is none yet.
  let path: FilePath?
  private(set) var version: Int
  private(set) var text: DocumentText
  /// Whether an edit could not be applied, so that the editor has another text.
  private(set) var isStale = false
  private let encoding: PositionEncoding
  private var current: Snapshot?
  /// The last text that held flows which could be read.
  private(set) var lastGood: Snapshot?
  /// What linting the text gave that has this version, with all that it takes to show and mend findings or without.
  private(set) var report: (version: Int, report: LintReport, isWhole: Bool)?
  /// Whether other files decide on what is found in it.
  var isOpen = false
  /// What was published last.
  var published: [UInt8] = []
  /// What tells the findings that the client knows of from others.
  var knownKey: [String] = []
  /// The version for which the client asked last what is wrong, and what tells the answer from others.
  var answered: (version: Int, id: String)?
  /// What the tests of it did not hold that were run last.
  var failedTests: [FailedTest] = []

  init(uri: String, text: String, version: Int, encoding: PositionEncoding) {
    self.uri = uri
    self.version = version
    self.text = DocumentText(text)
    self.encoding = encoding
    path = FileURI.resolvedPath(of: uri)
  }

  /// What it is called where a name is needed.
  var name: String { path?.string ?? uri }

  /// Whether it is the file of this name, whatever folder it is in.
  func isNamed(_ name: String) -> Bool { path?.lastComponent?.string == name }

  /// Takes another text, or edits, in order; false where one of them cannot be applied.
  func change(_ changes: [TextChange], version: Int) -> Bool {
    self.version = version
    current = nil
    report = nil
    for change in changes {
      switch change {
      case .whole(let text):
        self.text = DocumentText(text)
        isStale = false
      case .part(let span, let text):
        if isStale { continue }
        isStale = !self.text.replace(span, with: text, in: encoding)
      case .unreadable: isStale = true
      }
    }
    return !isStale
  }

  /// The text as it stands, read; nil where it is not known, or too large.
  var snapshot: Snapshot? {
    if isStale { return nil }
    if let current { return current }
    current = Snapshot(text, version: version, named: name, encoding: encoding)
    if let current, !current.flows.isEmpty { lastGood = current }
    return current
  }

  /// Takes what linting a text gave.
  func take(_ report: LintReport, of snapshot: Snapshot) { self.report = (snapshot.version, report, true) }

  /// Forgets what linting gave.
  func forgetReport() { report = nil }

  /// Lets go of what can be worked out again.
  func shrink() {
    current = nil
    lastGood = nil
    report = report.map { ($0.version, $0.report.withoutFixes(), false) }
  }
}

/// An entry of `contentChanges`.
enum TextChange {
  case whole(String)
  case part(TextSpan, String)
  case unreadable
}

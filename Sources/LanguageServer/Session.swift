import JSON
import Documents
import Flows
import Linting
import SourceText
import SystemPackage
import Terminal
import Workspace

/// What a client and the server have told each other, and what is still to be done.
///
/// All of it happens on one thread: messages in the order in which they came, and between them, one step at a time, what
/// nobody waits for.
final class Session {
  /// Runs a command line of `plumb`, and gives its code and what it printed.
  typealias Command = (_ arguments: [String]) -> (code: Int32, output: String, errors: String)

  /// How far the life of the session has come.
  enum Phase {
    case new, running, shutDown
    case ended(code: Int32)
  }

  let version: String
  let command: Command
  private let send: ([UInt8]) -> Void

  private(set) var phase = Phase.new
  var client = ClientAbilities()
  var settings = ServerSettings()
  var folders: [ProjectFolder] = []
  var documents: [String: OpenDocument] = [:]
  /// The documents that wait to be linted, in order.
  private var waiting: [String] = []
  /// Those the findings in which wait for what other files say.
  private var unsettled: Set<String> = []
  /// Whether a client that asks for diagnostics is to ask again.
  private var isRefreshDue = false
  /// The documents that were used last, at the end the latest.
  private var recent: [String] = []
  private var scopes: [LintScope.Key: LintScope] = [:]
  private var keys: [FilePath: LintScope.Key] = [:]
  private var toldProblems: Set<String> = []
  private var requestCount = 0
  /// Told the process that the client names as its own.
  var watch: (Int) -> Void = { _ in }

  init(version: String, command: @escaping Command, send: @escaping ([UInt8]) -> Void) {
    self.version = version
    self.command = command
    self.send = send
  }

  /// How many documents keep what was read of them; of others it is worked out anew when it is asked for.
  private static let keptDocuments = 12

  // MARK: Messages

  /// Takes messages in, all that are there at this moment.
  func receive(_ frames: [MessageFramer.Frame]) {
    var messages: [Result<ClientMessage, ClientMessage.Malformed>] = []
    for frame in frames {
      switch frame {
      case .content(let content):
        messages.append(Result { () throws(ClientMessage.Malformed) in try ClientMessage(content) })
      case .overLimit(let count):
        let failure = RequestFailure(
          .invalidRequest, "the message has \(count) bytes, over the limit of \(MessageFramer.sizeLimit >> 20) MB")
        messages.append(.failure(ClientMessage.Malformed(failure: failure, id: nil)))
      }
    }
    // What is no longer wanted is not begun, though it came before the message that says so.
    let cancelled = Set(messages.compactMap { try? $0.get().cancelled })
    for message in messages {
      if case .ended = phase { return }
      switch message {
      case .failure(let malformed): answer(malformed.id ?? .null, .failure(malformed.failure))
      case .success(let message): take(message, isCancelled: message.id.map { cancelled.contains($0) } ?? false)
      }
    }
  }

  private func take(_ message: ClientMessage, isCancelled: Bool) {
    guard let method = message.method else { return }
    guard let id = message.id else { return notify(method, message.parameters) }
    if isCancelled { return answer(id, .failure(RequestFailure(.cancelled, "the request was cancelled"))) }
    answer(id, Result { () throws(RequestFailure) in try request(method, message.parameters) })
  }

  private func request(_ method: String, _ parameters: JSONValue) throws(RequestFailure) -> JSONValue {
    switch (phase, method) {
    case (.new, "initialize"):
      phase = .running
      return initialize(parameters)
    case (.new, _): throw RequestFailure(.notInitialized, "expected ‘initialize’ first")
    case (.running, "shutdown"):
      phase = .shutDown
      return .null
    case (.running, "initialize"), (.shutDown, _), (.ended, _):
      throw RequestFailure(.invalidRequest, "‘\(method)’ cannot be asked at this time")
    case (.running, _): return try answer(to: method, parameters)
    }
  }

  private func notify(_ method: String, _ parameters: JSONValue) {
    switch (phase, method) {
    case (_, "exit"): if case .shutDown = phase { phase = .ended(code: 0) } else { phase = .ended(code: 1) }
    case (.running, _): takeNotification(method, parameters)
    case (.new, _), (.shutDown, _), (.ended, _): break
    }
  }

  /// Nothing will come any more.
  func endOfInput() {
    if case .ended = phase { return }
    notify("exit", .null)
  }

  private func answer(_ id: JSONValue, _ result: Result<JSONValue, RequestFailure>) {
    switch result {
    case .success(let value): send(["jsonrpc": "2.0", "id": id, "result": value])
    case .failure(let failure): send(["jsonrpc": "2.0", "id": id, "error": failure.json])
    }
  }

  /// Tells the client something.
  func tell(_ method: String, _ parameters: JSONValue) {
    send(["jsonrpc": "2.0", "method": .string(method), "params": parameters])
  }

  /// Asks the client for something; what it answers is not waited for.
  func ask(_ method: String, _ parameters: JSONValue) {
    requestCount += 1
    send([
      "jsonrpc": "2.0", "id": .string("plumb-\(requestCount)"), "method": .string(method), "params": parameters,
    ])
  }

  /// Shows a message.
  func show(_ message: String, type: Int = 2) {
    tell("window/showMessage", ["type": .integer(type), "message": .string(message)])
  }

  private func send(_ value: JSONValue) {
    let content = value.bytes
    send(Array("Content-Length: \(content.count)\r\n\r\n".utf8) + content)
  }

  // MARK: Work

  /// Does one step of what is to be done; false where there is nothing.
  func work() -> Bool {
    if let uri = waiting.first {
      waiting.removeFirst()
      if let document = documents[uri] { lint(document) }
      return true
    }
    for folder in folders where folder.work({ [self] in read($0) }) {
      if folder.isSettled { settleAll(in: folder) }
      return true
    }
    if let uri = unsettled.min() {
      unsettled.remove(uri)
      if let document = documents[uri], !isSettled(document) { publish(document) }
      return true
    }
    guard isRefreshDue else { return false }
    isRefreshDue = false
    if client.refreshesDiagnostics { ask("workspace/diagnostic/refresh", .null) }
    return true
  }

  /// Has a document linted when its turn comes.
  func wait(for document: OpenDocument) {
    if !waiting.contains(document.uri) { waiting.append(document.uri) }
  }

  /// Lints a document as it stands and publishes what is found.
  private func lint(_ document: OpenDocument) {
    touch(document)
    guard let snapshot = document.snapshot else { return publish(document) }
    let folder = folder(of: document)
    let wasKnown = document.path.flatMap { folder?.files[$0] } != nil
    if case .success(let file) = snapshot.content, let report = rawReport(of: document) {
      document.isOpen = report.isOpen
      if let path = document.path, let folder {
        var project = Project()
        project.add(report)
        folder.set(ProjectFolder.File(file, project, span: snapshot.span), at: path)
      }
    } else {
      document.forgetReport()
      document.isOpen = false
      if let path = document.path { folder?.set(nil, at: path) }
    }
    publish(document)
    if let folder, folder.isComplete, wasKnown || document.report != nil { settleAll(in: folder, but: document) }
  }

  /// Has the findings that other files decide on published anew.
  private func settleAll(in folder: ProjectFolder, but changed: OpenDocument? = nil) {
    for (uri, document) in documents where document !== changed && document.isOpen {
      if self.folder(of: document) === folder { unsettled.insert(uri) }
    }
  }

  /// What linting a document as it stands gave; all that a suppression takes out is still in it.
  func rawReport(of document: OpenDocument) -> LintReport? {
    guard let snapshot = document.snapshot, case .success(let file) = snapshot.content else { return nil }
    if let known = document.report, known.version == snapshot.version, known.isWhole { return known.report }
    let report = scope(of: document).linter(for: document.path).lint(file)
    document.take(report, of: snapshot)
    touch(document)
    return report
  }

  /// The report of a document as it stands, as `plumb lint` would give it.
  func report(of document: OpenDocument) -> LintReport? {
    rawReport(of: document).map { judged($0, of: document) }
  }

  private func judged(_ report: LintReport, of document: OpenDocument) -> LintReport {
    var project: Project?
    if report.isOpen, let folder = folder(of: document), folder.isComplete, let path = document.path,
      folder.files[path] != nil
    {
      project = folder.project
    }
    let scope = scope(of: document)
    return scope.judged(report, in: project, by: scope.linter(for: document.path))
  }

  /// Whether what was published of a document is still so; for one that keeps nothing but what other files decide on, that
  /// is told without reading it again.
  private func isSettled(_ document: OpenDocument) -> Bool {
    guard let known = document.report, known.version == document.version else { return false }
    return judged(known.report, of: document).key == document.knownKey
  }

  /// Tells the client what is to be said of a document, where it does not know that already.
  private func publish(_ document: OpenDocument) {
    let diagnostics = diagnostics(of: document)
    guard client.pullsDiagnostics else { return publish(document, diagnostics) }
    // A client that asks does so whenever it has changed the text; of anything else it has to be told.
    if let answered = document.answered, answered.version == document.version,
      answered.id != Self.resultID(of: diagnostics)
    {
      document.answered = nil
      isRefreshDue = true
    }
  }

  private func publish(_ document: OpenDocument, _ diagnostics: [JSONValue]) {
    let value: JSONValue = [
      "uri": .string(document.uri), "version": client.takesVersions ? .integer(document.version) : nil,
      "diagnostics": .array(diagnostics),
    ]
    let bytes = value.bytes
    guard bytes != document.published else { return }
    document.published = bytes
    tell("textDocument/publishDiagnostics", value)
  }

  /// Notes that a document is used, and lets go of what others keep that were not used for long.
  private func touch(_ document: OpenDocument) {
    recent.removeAll { $0 == document.uri }
    recent.append(document.uri)
    while recent.count > Self.keptDocuments { documents[recent.removeFirst()]?.shrink() }
  }

  /// What is known of a file of a folder that is not open in the editor.
  private func read(_ path: FilePath) -> ProjectFolder.File?? {
    // What is open counts as it stands in the editor, and is linted in its turn.
    if documents.values.contains(where: { $0.path == path }) { return nil }
    let linter = scope(for: path.folder).linter(for: path)
    var known: ProjectFolder.File?
    let context = InputContext(
      standardInput: { _ in [] }, limits: linter.options.limits, reads: CrashReport.reading)
    let encoding = client.encoding
    ExportInputs.flows(of: FileSelection.File(path: path, isNamed: false), in: context) { _, result in
      guard case .success(let file) = result else { return }
      let source = file.source
      let found = ProjectFolder.File(file, linter.project(of: file)) { range in
        source.span(of: range, in: encoding)
      }
      if known == nil { known = found } else { known?.add(found) }
    }
    return .some(known)
  }

  // MARK: Neighbours

  /// The innermost folder of the workspace that has a document among its files.
  func folder(of document: OpenDocument) -> ProjectFolder? {
    guard let path = document.path else { return nil }
    return folders.filter { $0.holds(path) }.max { $0.path.length < $1.path.length }
  }

  /// What the client calls a file.
  func uri(of path: FilePath) -> String {
    documents.values.first { $0.path == path }?.uri ?? FileURI.uri(of: path)
  }

  /// With what a document is linted.
  func scope(of document: OpenDocument) -> LintScope {
    scope(for: document.path?.folder ?? folders.first?.path ?? FilePath("/"))
  }

  func scope(for folder: FilePath) -> LintScope {
    let key = keys[folder] ?? LintScope.Key(for: folder, settings)
    keys[folder] = key
    if let scope = scopes[key] { return scope }
    let scope = LintScope(key)
    scopes[key] = scope
    for problem in scope.problems where toldProblems.insert(problem).inserted { show(problem, type: 1) }
    return scope
  }

  /// Looks whether configurations or what they name have changed; then all documents are linted anew.
  ///
  /// - Parameter isSure: whether something is known to have changed.
  func refreshScopes(isSure: Bool = false) {
    let isChanged =
      isSure || scopes.values.contains(where: \.isOutdated)
      || keys.contains { LintScope.Key(for: $0.key, settings) != $0.value }
    guard isChanged else { return }
    scopes = [:]
    keys = [:]
    toldProblems = []
    for document in documents.values.sorted(by: { $0.uri < $1.uri }) {
      document.forgetReport()
      wait(for: document)
    }
  }

  /// Forgets a document that was closed.
  func close(_ uri: String) {
    guard let document = documents.removeValue(forKey: uri) else { return }
    waiting.removeAll { $0 == uri }
    recent.removeAll { $0 == uri }
    unsettled.remove(uri)
    if !document.published.isEmpty { publish(document, []) }
    if let path = document.path { folders.forEach { $0.refresh(path) } }
  }
}

extension ProjectFolder.File {
  /// Adds another flow of the same file, an entry of an archive.
  fileprivate mutating func add(_ other: ProjectFolder.File) {
    project.add(other.project)
    attributes += other.attributes
    containers += other.containers
  }
}

extension LintReport {
  /// What tells two lists of findings in the same text apart.
  var key: [String] { findings.map { $0.fingerprint + $0.message } }
}

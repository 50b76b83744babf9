import ArgumentParser
import Conversations
import Diagnosis
import Flows
import JSON
import SourceText

/// What `why` is given beside the conversation.
struct EvidenceOptions: ParsableArguments {
  @Option(
    name: .customLong("flow"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "An export of a flow or of a data action, or a folder of them; may be given several times. With 'auto' the flows "
        + "that ran are fetched, in the versions that ran.", valueName: "path"))
  var flowWords: [String] = []

  @Option(help: ArgumentHelp("The same conversation, read again later.", valueName: "file"))
  var second: String?

  @Option(
    help: ArgumentHelp(
      "Fetch the conversation again after a time, for writes that have not landed yet.", valueName: "seconds"))
  var wait: Int?

  @Option(
    help: ArgumentHelp(
      "Notifications of the conversation, one a line or in an array: attributes, flow.start, flow.end.",
      valueName: "file"))
  var events: String?

  @Option(
    help: ArgumentHelp(
      "What the organisation has, for the names of flows that ran: {\"flows\": [{\"id\", \"name\"}]}.",
      valueName: "file"))
  var inventory: String?

  @Option(help: ArgumentHelp("The moment taken as now, in ISO 8601.", valueName: "time"))
  var at: String?

  func validate() throws {
    if let at, Timestamp(parsing: at) == nil {
      throw ValidationError("--at wants a time such as 2026-03-02T10:00:00Z, found ‘\(TerminalText.escaped(at))’")
    }
    if let wait, !(1...3600).contains(wait) { throw ValidationError("--wait wants 1 to 3600 seconds") }
    if wait != nil, second != nil { throw ValidationError("give one of --second and --wait") }
  }

  /// Whether the flows that ran are to be fetched.
  var asksForFlows: Bool { flowWords.contains("auto") }

  /// The files and folders that are named.
  var flows: [String] { flowWords.filter { $0 != "auto" } }

  var now: Timestamp? { at.flatMap { Timestamp(parsing: $0) } }
}

/// Reads what `why` is given beside the conversation.
struct EvidenceReader {
  let console: Console
  /// Whether something could not be used; it has been said then.
  private(set) var hasFailed = false

  init(console: Console) {
    self.console = console
  }

  /// Reads everything that the options name, except the second reading.
  mutating func evidence(_ options: EvidenceOptions, moreFlows: [String]) throws -> Evidence {
    var evidence = Evidence()
    evidence.inventory = try options.inventory.map { try JSONFile.inventory($0, console: console) }
    evidence.now = options.now
    let targets = LintTargets(options.flows + moreFlows)
    for (path, problem) in targets.problems { fail(path.display, problem.message) }
    for target in targets.files { read(target, into: &evidence) }
    if let events = options.events { evidence.events = self.events(of: Path(events)) }
    return evidence
  }

  /// Reads the second reading of a conversation.
  mutating func readSecond(_ options: EvidenceOptions, first: Conversation, file: String, into evidence: inout Evidence)
  {
    guard let second = options.second else { return }
    let items = ConversationSource(console: console, id: nil).items(of: Path(second))
    var found: Conversation?
    for item in items {
      switch item.conversation {
      case .success(let conversation): if conversation.id == first.id || found == nil { found = conversation }
      case .failure(let problem): return fail(second, problem.message)
      }
    }
    guard let found, found.id == first.id else { return fail(second, "is another conversation") }
    evidence.second = found
    evidence.secondDelay = InputFile.seconds(from: Path(file), to: Path(second))
  }

  /// Reads the flows that ran in a conversation, as Genesys Cloud has them.
  mutating func readFlows(that reader: CloudReader, ranIn id: String, into evidence: inout Evidence)
    throws(CloudReader.Failure) -> ExitStatus
  {
    let (flows, status) = try reader.flows(of: id)
    for flow in flows { read(flow.contents, named: flow.name, isNamed: true, into: &evidence) }
    if flows.isEmpty, status == .done {
      console.complain("plumb: the conversation \(TerminalText.escaped(id)) names no flow that ran")
    }
    return status
  }

  private mutating func read(_ target: LintTargets.Target, into evidence: inout Evidence) {
    ExportInputs.read(
      target, named: target.path.display, limit: ConversationSource.sizeLimit, console: console
    ) { input in
      switch input.contents {
      case .success(let contents): return read(contents, named: input.name, isNamed: input.isNamed, into: &evidence)
      case .failure(let problem):
        fail(input.name, problem.message)
        return true
      }
    }
  }

  /// Takes one export; false where it is none.
  @discardableResult
  private mutating func read(
    _ contents: [UInt8], named name: String, isNamed: Bool, into evidence: inout Evidence
  ) -> Bool {
    CrashReport.reading(name)
    do throws(FlowFile.Unreadable) {
      let file = try FlowFile.read(name: name, contents: contents)
      if file.flows.isEmpty { fail(name, "its flow cannot be read") }
      for flow in file.flows {
        if let action = DataActionExport(flow, file: name) {
          evidence.dataActions.append(action)
        } else {
          evidence.flows.append(DiagnosedFlow(flow, file: name))
        }
      }
      return true
    } catch {
      guard isNamed || !error.isForeign else { return false }
      fail(name, error.message)
      return true
    }
  }

  /// The notifications of a file: a document, or one a line.
  private mutating func events(of path: Path) -> [ConversationEvent] {
    var documents: [JSONNode] = []
    do throws(InputProblem) {
      let contents = try InputFile.contents(of: path, limit: ConversationSource.sizeLimit, console: console)
      if let document = try? JSONDocument(parsing: contents) {
        documents = [document.root]
      } else {
        var rest = contents[...]
        var reader = JSONLineReader(limit: ConversationSource.sizeLimit) { count in
          defer { rest = rest.dropFirst(count) }
          return Array(rest.prefix(count))
        }
        while let line = reader.next() {
          if line.isBlank { continue }
          guard let document = try? JSONDocument(parsing: line.bytes, range: line.range) else {
            fail("\(path.display):\(line.number)", "is no JSON")
            continue
          }
          documents.append(document.root)
        }
      }
    } catch {
      fail(path.display, error.message)
    }
    let events = ConversationEvent.all(in: documents)
    if events.isEmpty, !hasFailed { fail(path.display, "holds no event of a conversation") }
    return events
  }

  private mutating func fail(_ name: String, _ message: String) {
    hasFailed = true
    console.complain("plumb: \(TerminalText.escaped(name)): \(TerminalText.escaped(message))")
  }
}

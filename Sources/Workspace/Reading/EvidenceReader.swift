package import Conversations
package import Diagnosis
import Flows
import JSON
import SourceText
package import SystemPackage

/// Reads what there is to tell beside a conversation: flows, data actions, a second reading, events.
package struct EvidenceReader {
  private let context: InputContext
  private let refuses: (_ name: String, _ message: String) -> Void
  /// What was read.
  package var evidence = Evidence()
  /// Whether something could not be used.
  package private(set) var hasFailed = false

  /// Reads nothing yet.
  ///
  /// - Parameter refuses: told what could not be used, and why.
  package init(in context: InputContext, refuses: @escaping (_ name: String, _ message: String) -> Void) {
    self.context = context
    self.refuses = refuses
  }

  /// Reads the flows and data actions of files and folders.
  package mutating func readFlows(of paths: [String]) {
    let selection = FileSelection(paths)
    for (path, problem) in selection.problems { fail(path.string, problem.message) }
    for file in selection.files { ExportInputs.flows(of: file, in: context) { take($1, named: $0) } }
  }

  /// Takes a flow or data action that was fetched.
  package mutating func readFlow(_ contents: [UInt8], named name: String) {
    let input = ExportInput(name: name, contents: .success(contents), isNamed: true, isArchived: false)
    if let result = ExportInputs.flows(of: input, limits: context.limits) { take(result, named: name) }
  }

  private mutating func take(_ result: Result<FlowFile, InputProblem>, named name: String) {
    switch result {
    case .failure(let problem): fail(name, problem.message)
    case .success(let file):
      if file.flows.isEmpty { fail(name, "its flow cannot be read") }
      for flow in file.flows {
        if let action = DataActionExport(flow, file: name) {
          evidence.dataActions.append(action)
        } else {
          evidence.flows.append(DiagnosedFlow(flow, file: name))
        }
      }
    }
  }

  /// Reads the same conversation, as it was later.
  package mutating func readSecond(_ path: FilePath, after first: Conversation, of file: FilePath) {
    var found: Conversation?
    for item in ConversationSource(in: context).items(of: path) {
      switch item.conversation {
      case .success(let conversation): if conversation.id == first.id || found == nil { found = conversation }
      case .failure(let problem): return fail(path.string, problem.message)
      }
    }
    guard let found, found.id == first.id else { return fail(path.string, "is another conversation") }
    evidence.second = found
    evidence.secondDelay = InputFile.seconds(from: file, to: path)
  }

  /// Reads notifications: a document, or one a line.
  package mutating func readEvents(of path: FilePath) {
    var documents: [JSONNode] = []
    do throws(InputProblem) {
      let contents = try InputFile.contents(of: path, in: context)
      if let document = try? JSONDocument(parsing: contents) {
        documents = [document.root]
      } else {
        var rest = contents[...]
        var reader = JSONLineReader(limit: context.limits.fileSize) { count in
          defer { rest = rest.dropFirst(count) }
          return Array(rest.prefix(count))
        }
        while let line = reader.next() {
          if line.isBlank { continue }
          guard let document = try? JSONDocument(parsing: line.bytes, range: line.range) else {
            fail("\(path.string):\(line.number)", "is no JSON")
            continue
          }
          documents.append(document.root)
        }
      }
    } catch {
      fail(path.string, error.message)
    }
    evidence.events = ConversationEvent.all(in: documents)
    if evidence.events.isEmpty, !hasFailed { fail(path.string, "holds no event of a conversation") }
  }

  private mutating func fail(_ name: String, _ message: String) {
    hasFailed = true
    refuses(name, message)
  }
}
